import csv
import io
import json

from dogbreed.inference.identify import unreadable
from dogbreed.ui.downloads import as_csv, as_json


def test_json_is_the_array_of_the_command_line():
    answers = [unreadable("a.jpg", "This file is empty."), unreadable("b.jpg", "This file is empty.")]
    assert json.loads(as_json(answers)) == [answer.record() for answer in answers]


def test_csv_has_a_row_a_photo_with_the_same_names():
    [row] = csv.DictReader(io.StringIO(as_csv([unreadable('a "b", c.jpg', "This file is empty.")])))
    assert row["file"] == 'a "b", c.jpg'
    assert row["verdict"] == "unreadable"
    assert row["error"] == "This file is empty."
    assert row["top_1_breed"] == row["top_5_probability"] == ""
