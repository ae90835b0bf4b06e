import pandas as pd
import pytest

from dogbreed.dataset.photo_facts import photo_facts
from dogbreed.dataset.photo_filter import MANY_DOGS, Order, PhotoFilter, matching

BOX = [0, 0, 50, 50]


@pytest.fixture
def facts() -> pd.DataFrame:
    """A pug, a Chihuahua and two deerhounds."""
    rows = [
        ("n02110958-pug/n02110958_1.jpg", "n02110958", "train", 100, 200, 3, [BOX]),
        ("n02085620-Chihuahua/n02085620_1.jpg", "n02085620", "test", 500, 375, 3, [BOX] * 5),
        ("n02092002-Scottish_deerhound/n02092002_1.jpg", "n02092002", "test", 512, 384, 3, [BOX, BOX]),
        ("n02092002-Scottish_deerhound/n02092002_2.jpg", "n02092002", "train", 300, 300, 3, [BOX]),
    ]
    return photo_facts(pd.DataFrame(rows, columns=["file", "wnid", "split", "width", "height", "depth", "boxes"]))


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        (PhotoFilter(), [0, 1, 2, 3]),
        (PhotoFilter(breed="n02092002"), [2, 3]),
        (PhotoFilter(breed="Sighthounds"), [2, 3]),
        (PhotoFilter(breed="Sighthounds", split="test"), [2]),
        (PhotoFilter(width=(300, 512)), [1, 3]),
        (PhotoFilter(height=(200, 376), width=(0, 500)), [0, 3]),
        (PhotoFilter(aspect=(1, 1.1)), [3]),
        (PhotoFilter(fill=(0.1, 1)), [0]),
        (PhotoFilter(dogs=1), [0, 3]),
        (PhotoFilter(dogs=MANY_DOGS), [1]),
        (PhotoFilter(breed="Terriers"), []),
    ],
)
def test_what_is_wanted_is_found(facts: pd.DataFrame, wanted: PhotoFilter, rows: list[int]) -> None:
    assert matching(facts, wanted).index.tolist() == rows


@pytest.mark.parametrize(
    ("order", "rows"),
    [(Order.SMALLEST, [0, 3, 1, 2]), (Order.LARGEST, [2, 1, 3, 0]), (Order.MOST_DOGS, [1, 2, 0, 3])],
)
def test_photos_come_in_the_order_asked_for(facts: pd.DataFrame, order: Order, rows: list[int]) -> None:
    assert matching(facts, PhotoFilter(), order).index.tolist() == rows


def test_a_filter_can_be_had_without_one_of_its_parts() -> None:
    wanted = PhotoFilter(breed="Terriers", split="test", dogs=2)
    assert wanted.without("breed", "dogs") == PhotoFilter(split="test")
