from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS, GROUPS, breed
from dogbreed.evaluation.confusions import breed_matrix, confused_directions, confused_pairs, group_matrix
from dogbreed.evaluation.top1 import coverage_curve, top1_table
from dogbreed.ui.figures.confused_pairs import direction_bars, pair_bars
from dogbreed.ui.mistakes.confidence_threshold import coverage_chart
from dogbreed.ui.mistakes.confusion_matrix import breed_confusions, group_confusions
from dogbreed.ui.widgets.chart import Chart

A, B, C, D = (dog.wnid for dog in BREEDS[:4])
BLUE = "#0072b2"


def answers(*pairs: tuple[str, str]) -> pd.DataFrame:
    return top1_table(
        pd.DataFrame(
            {
                "file": [f"{place}.jpg" for place in range(len(pairs))],
                "truth": [truth for truth, _ in pairs],
                "answers": [np.array([answer]) for _, answer in pairs],
                "probabilities": [np.array([0.5 + place / 20]) for place in range(len(pairs))],
                "loss": 1.0,
            }
        )
    )


PHOTOS = answers((A, B), (B, A), (B, B), (A, A), (C, D), (C, C), (C, C), (A, A))


def trace(chart: Chart, place: int) -> Any:
    return chart.figure.data[place]


def annotations(chart: Chart) -> list[str]:
    return [annotation.text for annotation in chart.figure.layout.annotations]


def test_the_row_of_a_pair_carries_the_breeds_that_a_click_looks_at_and_marks_them() -> None:
    chart = pair_bars(confused_pairs(PHOTOS), selected=(B, A))
    assert [tuple(row[:2]) for row in trace(chart, 1)["customdata"]] == [(A, B), (C, D)]
    assert [*trace(chart, 0)["text"]] == ["2 of 5 photos", "1 of 3 photos"]
    marked = [text for text in annotations(chart) if text.startswith("<b>")]
    assert len(marked) == 1
    assert f"{breed(A).name} and {breed(B).name}" in marked[0]
    assert chart.title.endswith("in 40.0\N{NO-BREAK SPACE}% of their photos")


def test_a_later_page_says_which_pairs_it_shows_and_its_csv_has_all() -> None:
    chart = pair_bars(confused_pairs(PHOTOS), slice(1, 9))
    assert chart.title == "Pairs number 2 to 2"
    assert len(trace(chart, 1)["customdata"]) == 1
    assert len(chart.table) == 2


def test_directions_are_marked_one_way_only() -> None:
    chart = direction_bars(confused_directions(PHOTOS), slice(8), BLUE, (A, B))
    marked = [text for text in annotations(chart) if text.startswith("<b>")]
    assert len(marked) == 1
    assert f"{breed(A).name} as {breed(B).name}" in marked[0]
    assert chart.title.endswith(f"are mistaken for {breed(A).with_article}")


def test_every_cell_of_the_matrix_can_be_clicked_and_only_mistakes_are_coloured() -> None:
    chart = breed_confusions(breed_matrix(PHOTOS, [A, B, C, D]), "Toys", BLUE, [(A, B), (B, A)])
    cells = trace(chart, 2)
    assert [tuple(row[:2]) for row in cells["customdata"]] == list(product((A, B, C, D), repeat=2))
    mistakes, right = (np.array(trace(chart, place)["z"], float) for place in (0, 1))
    assert np.argwhere(~np.isnan(mistakes)).tolist() == [[0, 1], [1, 0], [2, 3]]
    assert np.isnan(right).sum() == 12
    assert len(chart.figure.layout.shapes) == 2
    assert chart.title.endswith("1 of 3 photos")


def test_a_matrix_without_mistakes_says_so() -> None:
    chart = breed_confusions(breed_matrix(answers((A, A), (B, B)), [A, B]), "Toys", BLUE)
    assert chart.title == "Toys: no mistake between any two of them"


def test_the_diagonal_of_the_groups_is_what_stays_in_the_family() -> None:
    stranger = next(dog for dog in BREEDS if dog.group != BREEDS[0].group)
    chart = group_confusions(group_matrix(answers((A, B), (A, stranger.wnid), (stranger.wnid, A))), BLUE)
    assert chart.title.startswith("33.3\N{NO-BREAK SPACE}% of the mistakes stay")
    assert breed(A).group in chart.alt


def test_groups_have_labels_that_leave_room_on_a_phone() -> None:
    assert all(len(group.short) <= 20 for group in GROUPS)
    assert len({group.short for group in GROUPS}) == len(GROUPS)


def test_the_curve_names_what_the_chosen_threshold_brings() -> None:
    curve = coverage_curve(answers((A, B), (A, A), (A, A), (A, A)))
    low, high = (coverage_chart(curve, "x", BLUE, threshold).title for threshold in (0, 54))
    assert "answers 100.0\N{NO-BREAK SPACE}% of the photos and is right in 75.0" in low
    assert "answers 75.0\N{NO-BREAK SPACE}% of the photos and is right in 100.0" in high


def test_a_network_that_is_never_so_sure_answers_nothing() -> None:
    curve = coverage_curve(answers((A, B), (A, A)))
    assert coverage_chart(curve, "x", BLUE, 99).title == (
        "With a threshold of 99 %, x answers 0.0\N{NO-BREAK SPACE}% of the photos"
    )
