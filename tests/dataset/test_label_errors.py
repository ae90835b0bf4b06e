import numpy as np
import pandas as pd
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.dataset.csv_table import write_table
from dogbreed.dataset.duplicates import load_duplicates
from dogbreed.dataset.index import load_index
from dogbreed.dataset.label_errors import COLUMNS, find_label_errors, load_label_errors
from dogbreed.errors import DogbreedError

CLASSES = tuple(breed.wnid for breed in BREEDS[:3])


def photos_with_swapped_labels(swapped):
    """Sixty photos that a network knows well, some of them filed under the next class."""
    truth = np.repeat(np.arange(3), 20)
    probabilities = np.full((60, 3), 0.05)
    probabilities[np.arange(60), truth] = 0.9
    labels = truth.copy()
    labels[swapped] = (labels[swapped] + 1) % 3
    return pd.Series([f"{number}.jpg" for number in range(60)]), labels, probabilities


def test_the_photos_under_a_wrong_name_are_found_and_no_others():
    files, labels, probabilities = photos_with_swapped_labels([3, 30, 55])
    table = find_label_errors(files, CLASSES, labels, probabilities)
    assert tuple(table.columns) == COLUMNS
    assert set(table["file"]) == {"3.jpg", "30.jpg", "55.jpg"}
    found = table.set_index("file").loc["3.jpg"]
    assert (found["given"], found["suggested"]) == (CLASSES[1], CLASSES[0])
    assert (found["self_confidence"], found["suggested_probability"]) == (0.05, 0.9)


def test_where_every_label_is_right_nothing_is_find_label_errors():
    assert find_label_errors(pd.Series(["a"] * 60), CLASSES, *photos_with_swapped_labels([])[1:]).empty


def test_the_committed_suspects_are_training_photos_under_another_name():
    table, index = load_label_errors(), load_index().set_index("file")
    rows = index.loc[table["file"]]
    assert (rows["split"] == "train").all()
    assert (rows["wnid"].to_numpy() == table["given"].to_numpy()).all()
    assert (table["given"] != table["suggested"]).all()
    assert table["self_confidence"].is_monotonic_increasing


def test_a_file_that_is_no_such_table_gets_a_sentence(tmp_path):
    file = tmp_path / "label_errors.csv"
    for write in (lambda: None, lambda: file.write_text("a,b\n1,2\n"), lambda: load_duplicates().to_csv(file)):
        write()
        with pytest.raises(DogbreedError, match="label-errors"):
            load_label_errors(file)
        load_label_errors.cache_clear()


def test_the_table_comes_back_as_it_was_written(tmp_path):
    file = tmp_path / "label_errors.csv"
    write_table(load_label_errors(), file)
    pd.testing.assert_frame_equal(load_label_errors(file), load_label_errors())
