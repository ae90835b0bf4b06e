import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.evaluation.looks import COLUMNS, LOOKS_TABLE
from dogbreed.inference.bundle import load_bundle
from dogbreed.ui.compare import looks
from dogbreed.ui.compare.looks import looks_chart
from dogbreed.ui.formatting import milliseconds, percent

ROWS = [
    ("whole photo", 1200, 0.91, 0.89, 0.93, 0.27, 15.2, False),
    ("both looks", 1200, 0.93, 0.91, 0.94, 0.2, 30.4, True),
]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=list(COLUMNS))


def section_on_a_page() -> None:
    from dogbreed.ui.compare.looks import other_looks

    other_looks()


def test_the_chart_shows_each_combination_and_fills_the_one_that_answers(table):
    chart = looks_chart(table)
    [points] = chart.figure.data
    assert list(points.x) == [15.2, 30.4]
    assert list(points.marker.symbol) == ["circle-open", "circle"]
    assert chart.title == f"As it answers: {percent(0.93)} right in {milliseconds(30.4)}"
    assert f"whole photo: {percent(0.91)} in {milliseconds(15.2)}" in chart.alt


def test_the_page_numbers_them_as_the_chart_does(monkeypatch, table):
    monkeypatch.setattr(looks, "_read", lambda *_: table)
    page = AppTest.from_function(section_on_a_page).run()
    assert not page.exception
    assert page.table[0].value["No."].tolist() == [1, 2]
    assert page.table[0].value["What answers"].tolist() == ["whole photo", "**both looks**"]


def test_without_figures_there_is_no_section(monkeypatch):
    monkeypatch.setattr(looks, "_read", lambda *_: None)
    page = AppTest.from_function(section_on_a_page).run()
    assert not page.exception
    assert not page.header


def test_the_shipped_figures_can_be_read():
    table = LOOKS_TABLE.load(load_bundle("served"))
    assert table is not None
    assert table["shipped"].sum() == 1
