import json
import re
import shutil

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.breeds import breed
from dogbreed.evaluation.stored_results import METRICS_FILE, load_predictions, load_report
from dogbreed.evaluation.top1 import by_breed
from dogbreed.experiments import load_runs, start_run
from dogbreed.networks.registry import title
from dogbreed.settings import settings
from dogbreed.ui.colours import NETWORKS
from tests.conftest import use
from tests.made_up_networks import log_final_run, make_bundle
from tests.pages.conftest import APP


@pytest.fixture
def open_page(no_photos, new_store):
    def open_() -> AppTest:
        return AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/compare.py").run()

    return open_


@pytest.fixture(scope="session")
def two_networks(empty_store, tmp_path_factory):
    """A folder with a store of two runs and the models, and the reports of the two by name."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copy(empty_store, folder / "mlflow.db")
    with pytest.MonkeyPatch.context() as patch:
        use(patch, folder / "mlflow.db")
        reports = {name: make_bundle(name, name, strength, photos=6) for name, strength in (("strong", 4), ("weak", 1))}
        for name, report in reports.items():
            log_final_run(name, report)
    settings.cache_clear()
    return folder, reports


@pytest.fixture
def two(two_networks, new_store):
    """The reports of two networks, tested on six photos a breed, whose runs and models are the test's own."""
    folder, reports = two_networks
    shutil.copytree(folder, new_store().parent, dirs_exist_ok=True)
    return reports


def words(page: AppTest) -> str:
    shown = [*page.markdown, *page.caption, *page.info, *page.error, *page.warning, *page.title, *page.header]
    return " ".join(element.value for element in shown).replace("\N{NO-BREAK SPACE}", " ")


def figures(page: AppTest) -> pd.DataFrame:
    table: pd.DataFrame = page.table[0].value
    return table


def test_an_empty_store_says_what_to_do_and_shows_the_study(open_page):
    page = open_page()
    assert not page.exception
    assert "python -m dogbreed train xception" in page.info[0].value
    assert "runs import" in page.info[0].value
    assert sorted(chart.proto.alt.count("2023 study") for chart in page.get("plotly_chart")) == [2, 2]


def test_a_server_that_does_not_answer_is_told_as_a_sentence(open_page, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    page = open_page()
    assert not page.exception
    assert "does not answer" in page.error[0].value


def test_one_run_stands_beside_the_study_and_says_how_to_train_another(open_page, new_store):
    log_final_run("xception", make_bundle("xception", "Xception", 4, photos=6))
    page = open_page()
    assert not page.exception
    assert list(figures(page).columns[1:]) == ["Xception"]
    assert "python -m dogbreed train cnn" in page.info[0].value
    assert any("2.62 (2023 study: CNN, 30 breeds)" in chart.proto.alt for chart in page.get("plotly_chart"))
    assert "It tested on other photos" in words(page)
    assert "McNemar" not in words(page)


def test_two_runs_are_compared_in_every_figure_with_intervals(open_page, two):
    page = open_page()
    assert not page.exception
    table = figures(page)
    assert list(table.columns[1:]) == ["strong", "weak"]
    top1 = two["weak"]["all"]["top1"]
    cell = table["weak"][0].replace("\N{NO-BREAK SPACE}", " ")
    assert f"{top1['value']:.1%}".replace("%", " %") in cell
    assert f"{top1['low']:.1%} to {top1['high']:.1%}".replace("%", " %") in cell
    assert all("to" in table["weak"][row] for row in range(4))
    assert "1.6 million" in table["weak"][4]
    assert len(page.get("plotly_chart")) == 7
    assert len(page.get("download_button")) == 8


def test_the_paired_test_counts_the_photos_that_only_one_gets_right(open_page, two):
    answers = {name: load_predictions(name) for name in two}
    right = {name: table["answers"].str[0] == table["truth"] for name, table in answers.items()}
    only = (right["strong"] & ~right["weak"]).sum(), (right["weak"] & ~right["strong"]).sum()
    shown = words(open_page())
    assert (
        f"only **strong** is right in {only[0]} and only **weak** in {only[1]}: p < 0.001, statistically significant"
        in shown
    )


@pytest.fixture
def with_ensemble(two):
    """Two networks with runs, and two of the registry with test results alone, in an order that is not that of it."""
    for name, strength in (("served", 5), ("gate", 3)):
        make_bundle(name, name, strength, photos=6)
    return {name: load_report(name) for name in ("gate", "served")}


def test_networks_without_a_run_are_compared_by_their_stored_figures(open_page, with_ensemble):
    page = open_page()
    assert not page.exception
    table = figures(page)
    assert list(table.columns[1:]) == ["ImageNet filter", "dogbreed ensemble", "strong", "weak"]
    for name, report in with_ensemble.items():
        assert f"{report['all']['top1']['value']:.1%}".replace("%", "\N{NO-BREAK SPACE}%") in table[title(name)][0]
        assert table[title(name)][7] == ":gray[no training run]"
    alts = [chart.proto.alt for chart in page.get("plotly_chart")]
    for start in ("Top-1 accuracy", "Differences of accuracy", "Observed accuracy"):
        assert all(title(name) in next(alt for alt in alts if alt.startswith(start)) for name in with_ensemble)
    assert {"ImageNet filter", "dogbreed ensemble"} < {*page.selectbox(key="across").options}
    assert "ImageNet filter and dogbreed ensemble: no learning curve, because there is no training run" in words(page)


def test_a_network_without_a_run_keeps_its_colour(open_page, with_ensemble):
    page = open_page()
    page.multiselect[0].set_value(["gate", "served"]).run()
    assert not page.exception
    bars = json.loads(page.get("plotly_chart")[0].proto.spec)["data"]
    assert {NETWORKS["gate"], NETWORKS["served"]} <= set(re.findall("#[0-9a-f]{6}", json.dumps(bars)))


def test_damaged_results_of_a_network_without_a_run_are_named(open_page, with_ensemble):
    (settings().models_dir / "served" / METRICS_FILE).write_text("{}")
    page = open_page()
    assert not page.exception
    assert "dogbreed ensemble" not in figures(page).columns
    [listed] = [element.value.replace("\\", "") for element in page.markdown if "has no test figures" in element.value]
    assert listed.startswith("- **dogbreed ensemble** has no test figures: “python -m dogbreed evaluate served”")


def test_twins_do_not_differ(open_page, new_store):
    report = make_bundle("one", "one", 2, photos=6)
    shutil.copytree(settings().models_dir / "one", settings().models_dir / "other")
    for name in ("one", "other"):
        log_final_run(name, report)
    page = open_page()
    assert not page.exception
    assert "p = 1.000, not significant" in words(page)


def test_a_chosen_breed_shows_both_networks_their_mistakes_and_the_photos(open_page, two):
    page = open_page()
    table = by_breed(load_predictions("weak"))
    worst = table.sort_values("accuracy").iloc[0]
    page.selectbox(key="compared-breed").select(worst["wnid"]).run()
    assert not page.exception
    assert page.subheader[0].value == breed(worst["wnid"]).name
    assert f"{worst['right']} of 6 photos, 95 % interval" in words(page)
    assert f"Most often mistaken for {breed(worst['taken_for']).with_article}" in words(page)
    assert len(page.get("image")) >= 6 - worst["right"]
    assert ":material/cancel: weak: " in words(page)
    assert words(page).count("Photos not installed") == 1


def test_the_photos_can_be_narrowed_to_those_that_one_network_alone_gets_wrong(open_page, two):
    page = open_page()
    strong, weak = by_breed(load_predictions("strong")), by_breed(load_predictions("weak"))
    wnid = weak["wnid"][(strong["right"] == 6) & (weak["right"] == 2)].iloc[0]
    page.selectbox(key="compared-breed").select(wnid).run()
    assert [option.content for option in page.get("button_group")[0].proto.options] == [
        "Any wrong (4)",
        "Only weak wrong (4)",
    ]


def test_runs_on_different_splits_are_refused_with_a_way_out(open_page, two):
    log_final_run("few", make_bundle("few", "few", 2, breeds=30, photos=6), "official, 30 breeds")
    page = open_page()
    assert list(figures(page).columns[1:]) == ["strong", "weak"]
    few = next(run.id for run in load_runs() if run.network == "few")
    page.multiselect[0].select(few).run()
    assert not page.exception
    assert "strong and weak on “official”" in words(page).replace("\\", "")
    assert "few on “official, 30 breeds”" in words(page).replace("\\", "")
    assert "different photos" in page.error[0].value
    assert not page.table
    page.button(key="only-official, 30 breeds").click().run()
    assert list(figures(page).columns[1:]) == ["few"]


def test_predictions_for_other_photos_are_refused(open_page, two):
    log_final_run("other", make_bundle("other", "other", 2, photos=5))
    page = open_page()
    assert not page.exception
    assert "not for the same test photos" in page.error[0].value
    assert not page.table


def test_failed_and_untested_runs_are_named_with_their_reason_and_break_nothing(open_page, two):
    untested = log_final_run("strong", None)
    with pytest.raises(MemoryError), start_run("weak", "final", {}) as failed:
        raise MemoryError("no room for *this*")
    page = open_page()
    assert not page.exception
    assert list(figures(page).columns[1:]) == ["strong", "weak"]
    [listed] = [element.value.replace("\\", "") for element in page.markdown if "MemoryError" in element.value]
    assert f"**{untested}** has no test figures" in listed
    assert f"**{failed.id}** failed (MemoryError: no room for *this*)" in listed


def test_a_run_without_its_folder_keeps_its_figures_and_says_what_is_missing(open_page, two):
    shutil.rmtree(settings().models_dir / "weak")
    page = open_page()
    assert not page.exception
    assert "weak: There is no network called “weak”" in page.warning[0].value
    assert "to" not in figures(page)["weak"][0]
    assert "to" in figures(page)["strong"][0]


def test_the_last_finished_run_of_a_network_stands_for_it_and_others_can_be_chosen(open_page, two):
    log_final_run("weak", {"all": {"photos": 720, "top1": {"value": 0.9}}})
    page = open_page()
    last = [run.id for run in load_runs() if run.network == "weak"]
    assert last[1] in page.multiselect[0].value
    assert last[0] not in page.multiselect[0].value
    assert "those of another run" in page.warning[0].value
    page.multiselect[0].unselect(last[1]).select(last[0]).run()
    assert not page.exception
    assert not page.warning


def test_with_nothing_chosen_it_asks_for_a_choice(open_page, two):
    page = open_page()
    page.multiselect[0].set_value([]).run()
    assert not page.exception
    assert "Choose one network" in page.info[0].value


def test_curves_can_be_drawn_over_minutes(open_page, two):
    page = open_page()
    page.toggle(key="compare-minutes").set_value(True).run()
    assert not page.exception
    assert "logged no epochs" not in words(page)


def test_a_run_without_epochs_is_named(open_page, two):
    log_final_run("weak", two["weak"], epochs=0)
    assert "weak logged no epochs" in words(open_page())
