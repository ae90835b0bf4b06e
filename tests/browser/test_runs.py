import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dogbreed.experiments.searches import searches
from dogbreed.settings import settings
from dogbreed.ui.widgets.run_labels import run_names
from tests.browser.clicks import area, click
from tests.browser.conftest import PATIENCE
from tests.browser.server import serve
from tests.conftest import use
from tests.made_up_runs import keep
from tests.made_up_search import made_up_search

RUNS = made_up_search(16)
[SEARCH] = searches(RUNS)
CHARTS = 5
ROW, MARK = 35, 16
"""Pixels of a row of the table, and from its left edge to where a row is marked."""


@pytest.fixture(scope="module")
def searched(browser: Browser, empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a made-up search."""
    folder = tmp_path_factory.mktemp("searched")
    store = folder / "mlflow.db"
    shutil.copy(empty_store, store)
    with pytest.MonkeyPatch.context() as patch:
        use(patch, store)
        keep(*RUNS)
        with serve(folder, MLFLOW_TRACKING_URI=f"sqlite:///{store.as_posix()}") as address:
            yield address
    settings.cache_clear()


@pytest.fixture
def runs_page(browser: Browser, searched: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{searched}/runs")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(CHARTS)
    yield page
    page.close()


def click_row(page: Page, row: int) -> None:
    """Mark a row of the table, or no longer."""
    box = area(page, page.get_by_test_id("stDataFrame"))
    page.mouse.click(box["x"] + MARK, box["y"] + (row + 1.5) * ROW)


def curve(page: Page, name: str) -> Locator:
    """The name at the end of a learning curve."""
    return page.locator(".st-key-validation-accuracy-per-epoch").get_by_text(name, exact=True)


def test_a_click_on_a_run_or_a_mark_in_the_table_draws_its_learning_curve(runs_page: Page) -> None:
    page = runs_page
    names = dict(zip([run.id for run in SEARCH.first], run_names(SEARCH.first), strict=True))
    best, *others = (names[run.id] for run in SEARCH.first[:5])
    expect(curve(page, best)).to_have_count(1)
    lines = page.locator(".st-key-parallel-coordinates .scatterlayer .trace")
    expect(curve(page, others[-1])).to_have_count(0)
    # Drawn from the worst to the best.
    click(page, lines.nth(lines.count() - 5).locator(".point").first)
    expect(curve(page, others[-1])).to_have_count(1)

    # The first row is a repetition, which no other figure has a line of.
    assert SEARCH.runs[0] in SEARCH.repeats
    [top] = run_names(SEARCH.runs[:1])
    expect(curve(page, top)).to_have_count(0)
    click_row(page, 0)
    expect(curve(page, top)).to_have_count(1)
    expect(curve(page, best)).to_have_count(1)


def test_a_click_on_a_bar_shows_what_that_setting_does(runs_page: Page) -> None:
    page = runs_page
    expect(page.get_by_text("On average pooling window")).to_be_visible()
    click(page, page.locator(".st-key-parameter-importance .barlayer .point path").nth(1))
    expect(page.get_by_text("On average learning rate")).to_be_visible()
    expect(page.get_by_text("On average pooling window")).to_have_count(0)


def test_on_a_phone_nothing_overflows(browser: Browser, searched: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{searched}/runs")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(CHARTS)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()
