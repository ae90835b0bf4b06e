import pandas as pd

from dogbreed.dataset.statistics import histogram, size_grid
from dogbreed.ui.dataset.figures import category_bars, histogram_bars, photo_sizes

KINDS = pd.DataFrame({"key": ["n1", "n2"], "kind": ["Pug", "Basenji"], "photos": [1200, 0]})
EVERYTHING = ((0.0, float("inf")), (0.0, float("inf")))


def test_a_bar_carries_its_key_and_the_chosen_one_is_marked_in_its_words_too() -> None:
    chart = category_bars("breeds", "Two breeds", KINDS, selected="n2")
    target = chart.figure.data[-1]
    assert [point[0] for point in target.customdata] == ["n1", "n2"]
    assert list(target.x) == [1200, 1200]
    texts = chart.figure.data[1].text
    assert texts[0] == "Pug  1,200"
    assert "<b>" in texts[1]
    assert "Pug, 1,200; Basenji, 0" in chart.alt
    assert list(chart.table.columns) == ["kind", "photos"]


def test_an_interval_carries_its_ends_and_the_chosen_one_is_darker() -> None:
    bins = histogram(pd.Series([0.1, 0.6, 0.7]), [0, 0.5, 1])
    chart = histogram_bars("fill", "Fill", bins, "share", ".0%", (0.5, 1.0))
    assert [list(point[:2]) for point in chart.figure.data[-1].customdata] == [[0, 0.5], [0.5, 1]]
    faint, strong = chart.figure.data[0].marker.opacity
    assert faint < strong
    assert "Most photos, 2, lie between 0.5 and 1" in chart.alt


def test_sizes_stand_beside_what_a_network_gets() -> None:
    grid = size_grid(pd.DataFrame({"width": [500, 500, 100], "height": [375, 375, 120]}))
    chart = photo_sizes(grid, 0.25, EVERYTHING)
    assert "25.0" in chart.title and "50,176" in chart.title
    dashed = next(trace for trace in chart.figure.data if trace.type == "scatter" and trace.mode == "lines")
    assert all(abs(x * y - 50_176) < 1 for x, y in zip(dashed.x, dashed.y, strict=True))
    assert not chart.figure.layout.shapes
    assert "431 to 512 by 362 to 431 pixels, 2 photos" in chart.alt
    outlined = photo_sizes(grid, 0.25, ((431, 512), (362, 431)))
    assert (outlined.figure.layout.shapes[0].x0, outlined.figure.layout.shapes[0].y1) == (431, 431)
