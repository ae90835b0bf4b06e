import pandas as pd

from dogbreed.dataset.index import load_index
from dogbreed.dataset.statistics import Statistics, statistics


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
