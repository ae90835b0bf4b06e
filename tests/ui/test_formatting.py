import re
from pathlib import Path

import pandas as pd

from dogbreed.ui.formatting import (
    chance,
    count,
    dimensions,
    duration,
    loss,
    megabytes,
    millions,
    milliseconds,
    percent,
    percent_cells,
    plain,
    points,
    quantity,
)

PROJECT = Path(__file__).resolve().parents[2]


def test_figures_look_the_same_everywhere():
    assert percent(0.9124) == "91.2\N{NO-BREAK SPACE}%"
    assert loss(0.2846) == "0.28"
    assert count(20580) == "20,580"


def test_one_thing_is_not_written_in_the_plural():
    assert [quantity(number, "photo") for number in (0, 1, 2000)] == ["0 photos", "1 photo", "2,000 photos"]


def test_no_table_or_figure_rounds_a_share_by_itself():
    rounds = re.compile(r":\.[12]%|%\.[12]f %%")
    files = [file for folder in ("dogbreed/ui", "pages") for file in (PROJECT / folder).rglob("*.py")]
    assert len(files) > 30
    assert [str(file) for file in files if rounds.search(file.read_text())] == []


def test_a_column_of_percentages_is_worded_like_all_others_and_sorts_by_number():
    cells = percent_cells(pd.DataFrame({"accuracy": [99.97, 0.02, None]}), "accuracy")
    shown = cells.to_html()
    assert percent(0.9997) in shown and percent(0.0002) in shown and "nan" not in shown
    assert vars(cells)["data"]["accuracy"].tolist()[:2] == [99.97, 0.02]


def test_nearly_certain_never_reads_as_certain():
    assert percent(0.99951) == ">\N{NO-BREAK SPACE}99.9\N{NO-BREAK SPACE}%"
    assert percent(0.00049) == "<\N{NO-BREAK SPACE}0.1\N{NO-BREAK SPACE}%"
    assert (percent(0.0), percent(1.0)) == ("0.0\N{NO-BREAK SPACE}%", "100.0\N{NO-BREAK SPACE}%")
    assert (percent(0.0005), percent(0.9994)) == ("0.1\N{NO-BREAK SPACE}%", "99.9\N{NO-BREAK SPACE}%")


def test_a_file_name_is_shown_as_it_is():
    assert plain("my_dog_*1*.jpg") == r"my\_dog\_\*1\*\.jpg"


def test_sizes_and_times_are_short():
    assert (millions(21_107_576), millions(999_999), millions(48_300)) == ("21.1 million", "1.0 million", "48,300")
    assert megabytes(21_775_368) == "21.8\N{NO-BREAK SPACE}MB"
    assert (milliseconds(34.4), milliseconds(3.42)) == ("34\N{NO-BREAK SPACE}ms", "3.4\N{NO-BREAK SPACE}ms")
    assert [duration(seconds) for seconds in (38, 59.7, 840, 3599, 7_500)] == [
        "38 s",
        "1 min",
        "14 min",
        "1 h 00 min",
        "2 h 05 min",
    ]


def test_differences_carry_their_sign_and_chance_never_reads_as_none():
    assert (points(0.348), points(-0.02)) == ("+34.8 points", "\N{MINUS SIGN}2.0 points")
    assert [chance(p).replace("\N{NO-BREAK SPACE}", " ") for p in (0.0321, 1e-9)] == ["p = 0.032", "p < 0.001"]


def test_sides_have_the_sign_for_multiplication_and_a_single_one_is_a_number_of_things():
    assert dimensions((149, 149, 32)) == "149\N{MULTIPLICATION SIGN}149\N{MULTIPLICATION SIGN}32"
    assert dimensions((9216,)) == "9,216"
