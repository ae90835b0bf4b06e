import pandas as pd

from dogbreed.dataset.histograms import ASPECTS, FILLS, SIDES, histogram, size_grid
from dogbreed.dataset.index import load_index
from dogbreed.dataset.photo_facts import photo_facts
from dogbreed.dataset.photo_filter import PhotoFilter, matching


def test_a_value_on_an_edge_counts_above_it() -> None:
    bins = histogram(pd.Series([0.0, 0.5, 0.5, 0.9]), [0, 0.5, 1])
    assert bins.values.tolist() == [[0, 0.5, 1], [0.5, 1, 3]]


def test_every_photo_is_in_a_bin_and_a_bin_holds_what_its_filter_finds() -> None:
    facts = photo_facts(load_index())
    aspects, fills = histogram(facts["aspect"], ASPECTS), histogram(facts["fill"], FILLS)
    assert aspects["photos"].sum() == fills["photos"].sum() == len(facts)
    for row in (4, 10):
        low, high, photos = aspects.iloc[row]
        assert len(matching(facts, PhotoFilter(aspect=(low, high)))) == photos
        low, high, photos = fills.iloc[row]
        assert len(matching(facts, PhotoFilter(fill=(low, high)))) == photos


def test_every_photo_is_in_a_square_and_a_square_holds_what_its_filter_finds() -> None:
    facts = photo_facts(load_index())
    grid = size_grid(facts)
    assert grid["photos"].sum() == len(facts)
    for _, square in grid.sample(20, random_state=0).iterrows():
        wanted = PhotoFilter(
            width=(square["width"], square["width_below"]), height=(square["height"], square["height_below"])
        )
        assert len(matching(facts, wanted)) == square["photos"]
    assert set(grid["width"]) <= set(SIDES)
