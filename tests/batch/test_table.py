import csv
import io

import pandas as pd
import pytest

from dogbreed.batch.table import as_csv, harmless, table_as_csv
from dogbreed.inference.identify import unreadable


def rows(names: list[str]) -> list[dict[str, str]]:
    """The rows as spreadsheets read the file's bytes."""
    text = as_csv([unreadable(name, "This file is empty.") for name in names]).encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_row_a_photo_with_the_names_of_the_json():
    [row] = rows(['a "b", c.jpg'])
    assert row["file"] == 'a "b", c.jpg'
    assert row["verdict"] == "unreadable"
    assert row["error"] == "This file is empty."
    assert row["top_1_breed"] == row["top_5_probability"] == ""


def test_csv_begins_with_the_mark_by_which_excel_reads_the_names():
    assert as_csv([]).encode().startswith(b"\xef\xbb\xbf")
    assert table_as_csv(pd.DataFrame({"run": ["a"]})).encode().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20"])
def test_no_name_is_a_formula_and_every_name_leads_back(start):
    name = f"{start}HYPERLINK(1).jpg"
    [row] = rows([name])
    assert row["file"] == f"'{name}"

    assert f"'{start}" in table_as_csv(pd.DataFrame({"run": [name]}))


@pytest.mark.parametrize("name", ["'tis.jpg", "a\rb.jpg", "a;=1.jpg", "a=1.jpg", "犬\u3000.jpg", "a\nb.jpg"])
def test_the_rest_after_an_apostrophe_is_the_name(name):
    [row] = rows([name])
    assert row["file"].removeprefix("'") == name


def test_numbers_stay_numbers():
    assert harmless(-1.5) == -1.5
    assert table_as_csv(pd.DataFrame({"-gain": [-1.5, 2], "kind": pd.Categorical(["a", "=b"])})) == (
        "\ufeff'-gain,kind\n-1.5,a\n2.0,'=b\n"
    )
