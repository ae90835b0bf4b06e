import pandas as pd

from dogbreed.dataset.index import load_index
from dogbreed.dataset.photo_facts import photo_facts
from dogbreed.dataset.problems import odd_boxes, tiny_photos

FILE = "n02110958-pug/n02110958_{}.jpg"


def made_up(*boxes: list[int]) -> pd.DataFrame:
    """A photo of 300 x 200 px with these boxes."""
    row = (FILE.format(1), "n02110958", "train", 300, 200, 3, list(boxes))
    columns = ["file", "wnid", "split", "width", "height", "depth", "boxes"]
    return photo_facts(pd.DataFrame([row], columns=columns))


def test_each_odd_box_is_told_with_its_gravest_problem() -> None:
    sound, empty, reversed_, larger, outside, tiny = (
        [10, 10, 200, 150],
        [50, 50, 50, 90],
        [90, 90, 20, 20],
        [0, 0, 301, 100],
        [200, 10, 310, 100],
        [5, 5, 25, 25],
    )
    odd = odd_boxes(made_up(sound, tiny, outside, larger, reversed_, empty))
    found = [(tuple(box), problem) for box, problem in zip(odd["box"], odd["problem"], strict=True)]
    assert sorted(found[:2]) == [((50, 50, 50, 90), "empty"), ((90, 90, 20, 20), "empty")]
    assert found[2:] == [
        (tuple(larger), "larger than the photo"),
        (tuple(outside), "outside the photo"),
        (tuple(tiny), "tiny"),
    ]


def test_sound_boxes_are_not_told() -> None:
    assert odd_boxes(made_up([0, 0, 300, 200], [10, 10, 100, 100])).empty


def test_a_photo_is_tiny_below_the_pixels_of_the_network() -> None:
    facts = photo_facts(load_index())
    tiny = tiny_photos(facts)
    assert tiny["pixels"].max() < 50_176 <= facts.loc[~facts["file"].isin(tiny["file"]), "pixels"].min()
    assert tiny["pixels"].is_monotonic_increasing
