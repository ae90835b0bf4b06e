import json

import pytest
from streamlit.testing.v1 import AppTest


def csv_buttons(page: AppTest) -> int:
    return sum("as CSV" in button.proto.label for button in page.get("download_button"))


def sizes_of_type(page: AppTest) -> list[float]:
    return [json.loads(chart.proto.spec)["layout"]["font"]["size"] for chart in page.get("plotly_chart")]


def test_on_stage_charts_have_larger_type_and_no_downloads(app: AppTest) -> None:
    page = app.run()
    usual = sizes_of_type(page)
    assert usual
    assert csv_buttons(page)
    app.session_state["stage"] = True
    page.run()
    assert not page.exception
    assert sizes_of_type(page) == pytest.approx([1.25 * size for size in usual])
    assert not csv_buttons(page)


def test_on_stage_a_page_links_to_the_next_one_of_the_story(app: AppTest) -> None:
    app.query_params["stage"] = "1"
    page = app.run()
    assert not page.exception
    assert page.toggle(key="stage-switch").value
    assert page.get("page_link")[-1].proto.label == "Next: Dataset"


@pytest.mark.parametrize("page", ["architectures", "runs"])
def test_on_stage_there_are_no_long_tables(app: AppTest, page: str) -> None:
    shown = app.switch_page(f"pages/{page}.py").run()
    assert shown.dataframe
    app.session_state["stage"] = True
    shown.run()
    assert not shown.exception
    assert not shown.dataframe
