from typing import Any

import pytest

from dogbreed.experiments import Run
from dogbreed.experiments.parameter_importance import parameter_importances
from dogbreed.experiments.searches import searches
from dogbreed.experiments.seed_variance import RepeatedConfiguration, repeated
from dogbreed.ui.colours import accuracy_colours
from dogbreed.ui.runs.parallel_coordinates import parallel_coordinates
from dogbreed.ui.runs.parameter_importance import UNKNOWN, importance_bars, runs_by_setting
from dogbreed.ui.runs.seed_variance import seed_variance_chart
from tests.made_up_runs import made_up_run
from tests.made_up_search import made_up_search

[SEARCH] = searches(made_up_search(40, validation_photos=400))
FINISHED = [run for run in SEARCH.first if run.status == "FINISHED"]
EFFECTS = {effect.setting: effect for effect in parameter_importances(SEARCH.first)}


def scored(number: int, accuracy: float, **params: Any) -> Run:
    return made_up_run(f"cnn-study-search-{number}", {"validation_top1": [accuracy]}, trial=number, **params)


def annotations(chart):
    return [annotation.text for annotation in chart.figure.layout.annotations]


def test_every_run_with_a_result_is_one_line_from_row_to_row_in_the_colour_of_its_accuracy():
    chart = parallel_coordinates(SEARCH.first, {FINISHED[0].id})
    assert [line.customdata[0][0] for line in chart.figure.data] == [run.id for run in reversed(FINISHED)]
    assert {len(line.x) for line in chart.figure.data} == {1 + len(EFFECTS)}
    assert all(0 <= x <= 1 for line in chart.figure.data for x in line.x)
    best, worst = chart.figure.data[-1], chart.figure.data[0]
    assert (worst.x[0], best.x[0]) == (0, 1)
    assert [worst.line.color, best.line.color] == accuracy_colours([0, 1])
    assert best.line.width > worst.line.width


def test_the_rows_are_named_and_the_setting_that_explains_most_comes_first():
    named = [text for text in annotations(parallel_coordinates(SEARCH.first)) if text.startswith("<b>")]
    assert named[:2] == ["<b>validation accuracy</b>", "<b>pooling window</b>"]
    assert len(named) == 1 + len(EFFECTS)


def test_the_title_says_what_the_best_share():
    runs = [scored(number, number / 10, pool=2 + (number < 4), batch=16 + number % 2) for number in range(9)]
    assert parallel_coordinates(runs).title == "The best 5 share pooling window 2"
    mixed = [scored(number, number / 10, pool=2 + number % 2) for number in range(9)]
    assert parallel_coordinates(mixed).title == "The best 5 have no setting in common"


def test_runs_with_the_same_value_stand_side_by_side_the_better_on_the_right():
    chart = parallel_coordinates([scored(1, 0.3, pool=2), scored(2, 0.1, pool=2), scored(3, 0.2, pool=3)])
    places = {line.customdata[0][0]: line.x[1] for line in chart.figure.data}
    assert places["cnn-study-search-2"] < places["cnn-study-search-1"] < places["cnn-study-search-3"]


@pytest.mark.parametrize("runs", [[], [made_up_run("cnn-study-search-1", status="FAILED")]])
def test_without_a_result_there_is_nothing_to_draw(runs):
    chart = parallel_coordinates(runs)
    assert chart.title == "There is no finished run yet"
    assert not chart.figure.data
    assert chart.table.empty


def test_the_bars_carry_their_settings_and_say_how_much_they_explain():
    chart = importance_bars(list(EFFECTS.values()), "pool")
    [bars] = chart.figure.data
    assert [setting for [setting] in bars.customdata] == list(EFFECTS)
    assert "The pooling window explains most" in chart.title
    assert len(set(bars.marker.color)) == 2


def test_too_few_runs_are_said_to_be_too_few():
    chart = importance_bars(parameter_importances([scored(1, 0.1, pool=2), scored(2, 0.2, pool=3)]))
    assert "too few runs" in chart.title
    assert UNKNOWN in chart.alt


def test_a_point_a_run_with_the_mean_and_the_number_of_runs_of_each_value():
    chart = runs_by_setting(EFFECTS["pool"])
    points, *means = chart.figure.data
    assert {identity[0] for identity in points.customdata} == {run.id for run in FINISHED}
    assert "of 400 photos, 95 % interval" in points.customdata[0][3].replace("\N{NO-BREAK SPACE}", " ")
    assert [mean.y[0] for mean in means] == [group.mean for group in EFFECTS["pool"].groups]
    assert chart.figure.layout.xaxis.ticktext[0] == f"2<br>{len(EFFECTS['pool'].groups[0].runs)} runs"
    assert chart.title.startswith("On average pooling window 2 is best: +")


def test_a_learning_rate_has_a_logarithmic_axis_and_means_over_quarters():
    chart = runs_by_setting(EFFECTS["learning_rate"])
    assert chart.figure.layout.xaxis.type == "log"
    assert list(chart.figure.layout.xaxis.ticktext) == ["0.0005", "0.001", "0.002"]
    assert len(chart.figure.data) == 1 + 4


def test_a_setting_that_some_runs_do_not_name_is_drawn_all_the_same():
    [effect] = parameter_importances([scored(1, 0.1, pool=2), scored(2, 0.2), scored(3, 0.3, pool="none")])
    chart = runs_by_setting(effect)
    assert [text.partition("<")[0] for text in chart.figure.layout.xaxis.ticktext] == ["2", "none", "not logged"]


def test_the_seeds_show_whether_the_lead_is_larger_than_the_seed_variance():
    def search(lead: float) -> list[RepeatedConfiguration]:
        runs = [scored(trial, 0.5) for trial in (1, 2)]
        again = [
            scored(trial, base + aside, seed=seed, round="seeds")
            for trial, base in ((1, 0.4 + lead), (2, 0.4))
            for seed, aside in ((11, -0.01), (12, 0.0), (13, 0.01))
        ]
        return repeated(searches([*runs, *again])[0])

    close = seed_variance_chart(search(0.001))
    assert close.title == "The lead of no. 1 is 0.1 points, less than the range between seeds"
    clear = seed_variance_chart(search(0.1))
    assert "more than the range between seeds" in clear.title
    assert "in the search itself 50.0" in clear.alt
    assert len(clear.table) == 8
