from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from dogbreed.errors import DogbreedError
from dogbreed.resumable import FLUSH_EVERY
from dogbreed.training.cnn import SPEC
from dogbreed.training.squares import held_out_squares, smoothed_targets, squares, training_dogs
from dogbreed.training.validation_split import training_photos

SIDE = 32


def photo_file(folder: Path, number: int) -> None:
    Image.new("RGB", (60, 40), (number, 2 * number, 3 * number)).save(folder / f"{number}.png")


def test_squares_that_a_missing_photo_stopped_go_on_where_they_were(tmp_path):
    numbers = range(FLUSH_EVERY + 6)
    for number in numbers[:-1]:
        photo_file(tmp_path, number)
    names = [f"{number}.png" for number in numbers]
    with pytest.raises(DogbreedError, match=r"69\.png is missing: `python -m dogbreed data download`"):
        squares(tmp_path, names, SIDE, "crop", tmp_path / "work")

    photo_file(tmp_path, numbers[-1])
    for number in numbers[:FLUSH_EVERY]:
        (tmp_path / f"{number}.png").unlink()
    made = squares(tmp_path, names, SIDE, "crop", tmp_path / "work")
    assert made.shape == (len(names), SIDE, SIDE, 3)
    assert made.dtype == np.uint8
    assert made[:, 16, 16, 2].tolist() == [3 * number for number in numbers]


def test_other_photos_or_another_size_are_other_squares(tmp_path):
    for number in range(3):
        photo_file(tmp_path, number)
    first = squares(tmp_path, ["0.png", "1.png"], SIDE, "crop", tmp_path)
    others = squares(tmp_path, ["2.png", "1.png"], SIDE, "crop", tmp_path)
    larger = squares(tmp_path, ["0.png", "1.png"], SIDE + 8, "crop", tmp_path)
    assert first[:, 0, 0, 0].tolist() == [0, 1]
    assert others[:, 0, 0, 0].tolist() == [2, 1]
    assert larger.shape[1:3] == (SIDE + 8, SIDE + 8)


def test_smoothed_targets_are_distributions_with_the_truth_on_top():
    targets = smoothed_targets(np.array([2, 0]), 4, 0.1)
    assert targets.sum(axis=1) == pytest.approx(1)
    assert targets[0] == pytest.approx([0.025, 0.025, 0.925, 0.025])


def test_a_photo_of_which_only_the_dog_is_there_is_all_dog(workspace, index):
    photos = training_photos(index)
    row = int(np.flatnonzero(~photos["validation"])[1])
    Image.new("RGB", (70, 60)).save(workspace.photos / photos["file"][row])
    dogs = training_dogs(workspace, photos, SPEC, 0.1)
    assert dogs.sizes.tolist() == [[35, 30] if place == 1 else [60, 40] for place in range(len(dogs.sizes))]
    assert dogs.boxes[0].tolist() == [[5, 5, 40, 35]]
    assert dogs.boxes[1].tolist() == [[0, 0, 35, 30]]


def test_photos_are_either_learned_from_or_held_out(workspace, index):
    photos = training_photos(index)
    pixels, targets = held_out_squares(workspace, photos, SPEC)
    assert len(pixels) == len(targets) == photos["validation"].sum()
    assert len(training_dogs(workspace, photos, SPEC, 0).squares) == (~photos["validation"]).sum()
