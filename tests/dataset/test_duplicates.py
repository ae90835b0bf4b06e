from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from dogbreed.dataset.duplicates import LIMIT, hash_photos, load_duplicates, near_duplicates, perceptual_hash
from dogbreed.dataset.files import photo_path
from dogbreed.dataset.index import load_index
from dogbreed.errors import DogbreedError
from tests.dataset.small_dataset import FILES, make_dataset


def hashed(path: Path, image: Image.Image) -> np.ndarray:
    image.save(path, quality=85)
    return perceptual_hash(path)


def bits(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.bitwise_count(one ^ other).sum())


def test_a_reduced_or_brightened_copy_is_nearly_the_same_and_another_photo_is_not(tmp_path: Path) -> None:
    # A drawing of large shapes, as photos are: noise has no low frequencies to go by.
    rng = np.random.default_rng(7)
    one, other = (
        Image.fromarray(rng.integers(0, 255, (9, 12, 3), np.uint8)).resize((480, 360), Image.Resampling.BICUBIC)
        for _ in range(2)
    )
    hash_ = hashed(tmp_path / "one.jpg", one)
    assert bits(hash_, hashed(tmp_path / "small.jpg", one.resize((240, 180)))) <= LIMIT
    assert bits(hash_, hashed(tmp_path / "bright.jpg", ImageEnhance.Brightness(one).enhance(1.2))) <= LIMIT
    assert bits(hash_, hashed(tmp_path / "other.jpg", other)) > LIMIT


def test_pairs_within_the_limit_come_the_most_alike_first() -> None:
    hashes = np.array([[0, 0], [2**8 - 1, 0], [0, 1], [2**64 - 1, 2**64 - 1]], np.uint64)
    pairs = near_duplicates(["a", "b", "c", "d"], hashes, limit=8)
    assert pairs.values.tolist() == [["a", "c", 1], ["a", "b", 8]]


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    data = make_dataset(tmp_path / "data")
    hashes = np.array(hash_photos(data, FILES, tmp_path / "work"))
    photo_path(data, FILES[0]).unlink()
    assert np.array_equal(hash_photos(data, FILES, tmp_path / "work"), hashes)
    with pytest.raises(DogbreedError, match="cannot be read"):
        hash_photos(data, FILES, tmp_path / "elsewhere")


def test_the_committed_pairs_are_photos_of_the_dataset() -> None:
    pairs = load_duplicates()
    assert len(pairs) and pairs["distance"].is_monotonic_increasing and pairs["distance"].max() <= LIMIT
    assert set(pairs["file"]) | set(pairs["other"]) <= set(load_index()["file"])
    assert not (pairs["file"] == pairs["other"]).any()


@pytest.mark.parametrize("text", ["", "file,twin\na,b\n"])
def test_a_damaged_file_is_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "pairs.csv").write_text(text)
    with pytest.raises(DogbreedError, match="data duplicates"):
        load_duplicates(tmp_path / "pairs.csv")
