import csv
import io

from dogbreed.batch.table import as_csv
from dogbreed.inference.identify import unreadable


def test_csv_has_a_row_a_photo_with_the_names_of_the_json():
    answers = [unreadable('a "b", c.jpg', "This file is empty.")]
    [row] = csv.DictReader(io.StringIO(as_csv(answers)))
    assert row["file"] == 'a "b", c.jpg'
    assert row["verdict"] == "unreadable"
    assert row["error"] == "This file is empty."
    assert row["top_1_breed"] == row["top_5_probability"] == ""
