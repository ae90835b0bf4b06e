import pandas as pd

from dogbreed.dataset.index import load_index
from dogbreed.dataset.photo_facts import photo_facts
from dogbreed.dataset.photo_filter import PhotoFilter, matching
from dogbreed.dataset.statistics import ASPECTS, FILLS, SIDES, Statistics, histogram, side_edges, size_grid, statistics


def test_the_committed_table_shows_the_dataset_as_it_was_published():
    figures = statistics(load_index())
    assert (figures.photos, figures.colour, figures.breeds) == (20_580, 20_580, 120)
    assert figures.photos_a_breed == (148, 252)
    assert figures.heights == (100, 2562)
    assert figures.widths == (97, 3264)
    assert (figures.train, figures.test) == (12_000, 8_580)
    training = load_index().query("split == 'train'")
    assert (training["wnid"].value_counts() == 100).all()


def test_each_figure_counts_what_it_says():
    box = [0, 0, 9, 9]
    index = pd.DataFrame(
        {
            "file": ["n1-a/1.jpg", "n1-a/2.jpg", "n2-b/3.jpg"],
            "wnid": ["n1", "n1", "n2"],
            "split": ["train", "test", "train"],
            "width": [100, 300, 200],
            "height": [50, 60, 40],
            "depth": [3, 1, 3],
            "boxes": [[box], [box, box, box], [box]],
        }
    )
    assert statistics(index) == Statistics(
        photos=3,
        colour=2,
        breeds=2,
        photos_a_breed=(1, 2),
        heights=(40, 60),
        widths=(100, 300),
        train=2,
        test=1,
        boxes=5,
        several_dogs=1,
    )


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
    widths, heights = side_edges(facts["width"]), side_edges(facts["height"])
    assert (widths[0], widths[-1], heights[0], heights[-1]) == (97, 3264, 100, 2562)
    grid = size_grid(facts, widths, heights)
    assert grid["photos"].sum() == len(facts)
    for _, square in grid.sample(20, random_state=0).iterrows():
        wanted = PhotoFilter(
            width=(square["width"], square["width_below"]), height=(square["height"], square["height_below"])
        )
        assert len(matching(facts, wanted)) == square["photos"]
    assert set(grid["width"]) <= {97, *SIDES}
