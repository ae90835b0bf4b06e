import numpy as np
import pandas as pd
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.ui.compare.accuracy_by_breed import LETTER, LINE, PHONE, accuracy_by_breed, anchor, label_offsets
from dogbreed.ui.figures.network_predictions import NetworkPredictions

FIRST, SECOND, THIRD = BREEDS[:3]


def answered(name: str, **right: int) -> NetworkPredictions:
    """Ten photos of each breed, of which some are named rightly."""
    rows = [
        (dog.wnid, [dog.wnid] if photo < right[key] else [BREEDS[9].wnid])
        for key, dog in zip(("first", "second", "third"), BREEDS, strict=False)
        for photo in range(10)
    ]
    return NetworkPredictions(
        name, "#123456" if name == "x" else "#654321", pd.DataFrame(rows, columns=["truth", "answers"])
    )


X, Y = answered("x", first=9, second=5, third=5), answered("y", first=2, second=8, third=5)


def test_a_point_a_breed_carries_its_id_and_both_accuracies():
    figure = accuracy_by_breed(X, Y).figure
    points = figure.data[1]
    assert [row[0] for row in points.customdata] == [FIRST.wnid, SECOND.wnid, THIRD.wnid]
    assert (list(points.x), list(points.y)) == ([0.9, 0.5, 0.5], [0.2, 0.8, 0.5])


def test_the_better_network_shows_in_colour_and_in_shape():
    marker = accuracy_by_breed(X, Y).figure.data[1].marker
    assert list(marker.color[:2]) == ["#123456", "#654321"]
    assert len(set(marker.symbol)) == 3


def test_breeds_that_differ_are_named_and_the_selected_one_is_marked():
    assert {label.text for label in accuracy_by_breed(X, Y).figure.layout.annotations} == {FIRST.name, SECOND.name}
    marked = accuracy_by_breed(X, Y, THIRD.wnid).figure
    assert THIRD.name in {label.text for label in marked.layout.annotations}
    assert (marked.data[2].x, marked.data[2].y) == ((0.5,), (0.5,))


def test_the_title_counts_the_breeds_and_the_csv_has_intervals():
    chart = accuracy_by_breed(X, Y)
    assert chart.title == "x is better at 1 of 3 breeds, y at 1"
    row = chart.table.iloc[0]
    assert (row["breed"], row["photos"], row["x accuracy"]) == (FIRST.name, 10, 0.9)
    assert row["x low"] < 0.9 < row["x high"]
    assert row["y accuracy"] == pytest.approx(0.2)


SIZE = (400, 300)


def boxes(points: np.ndarray, texts: list[str]) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the names of the first points."""
    found = []
    for point, text, way in zip(points, texts, label_offsets(points, range(len(texts)), texts, SIZE), strict=False):
        width = LETTER * len(text)
        left = point[0] + way[0] - {"left": 0, "center": width / 2, "right": width}[anchor(way)]
        found.append((left, point[1] + way[1] - LINE / 2, left + width, point[1] + way[1] + LINE / 2))
    return found


def test_names_of_neighbours_do_not_meet():
    one, other = boxes(np.array([[200.0, 150.0], [205.0, 152.0]]), ["Irish setter", "Gordon setter"])
    assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_name_at_the_edge_stays_in_the_figure():
    for corner in ([2.0, 2.0], [398.0, 298.0], [398.0, 2.0]):
        [(left, top, right, bottom)] = boxes(np.array([corner]), ["Flat-coated retriever"])
        assert left >= 0
        assert top >= 0
        assert right <= SIZE[0]
        assert bottom <= SIZE[1]


def test_a_name_stays_in_the_figure_on_a_phone_too():
    for across in (0.05, 0.5, 0.75, 0.93):
        [(x, y)] = label_offsets(np.array([[across * SIZE[0], 150.0]]), [0], ["Great Dane"], SIZE)
        width, place = LETTER * len("Great Dane"), across * PHONE + x
        left = {"left": place, "center": place - width / 2, "right": place - width}[anchor((x, y))]
        assert left >= 0 and left + width <= PHONE


def test_a_name_keeps_clear_of_a_crowd():
    crowd = np.array([[x, y] for x in range(210, 330, 10) for y in range(120, 190, 10)], float)
    [(left, top, right, bottom)] = boxes(np.concatenate([[[200.0, 150.0]], crowd]), ["Saluki"])
    inside = (crowd[:, 0] > left) & (crowd[:, 0] < right) & (crowd[:, 1] > top) & (crowd[:, 1] < bottom)
    assert not inside.any()
