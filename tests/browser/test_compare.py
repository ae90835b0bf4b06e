import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dogbreed.breeds import breed
from dogbreed.evaluation.stored_results import load_predictions
from dogbreed.evaluation.top1 import by_breed
from dogbreed.settings import settings
from tests.browser.clicks import click
from tests.browser.conftest import PATIENCE
from tests.browser.server import serve
from tests.conftest import use
from tests.made_up_networks import log_final_run, make_bundle


@pytest.fixture(scope="module")
def compared(browser: Browser, empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with two made-up networks and their runs."""
    folder = tmp_path_factory.mktemp("compared")
    store = folder / "mlflow.db"
    shutil.copy(empty_store, store)
    with pytest.MonkeyPatch.context() as patch:
        use(patch, store)
        for name, strength in (("strong", 4), ("weak", 1)):
            log_final_run(name, make_bundle(name, name, strength, photos=6))
        environment = {
            "MLFLOW_TRACKING_URI": f"sqlite:///{store.as_posix()}",
            "DOGBREED_MODELS_DIR": str(settings().models_dir),
        }
        with serve(folder, **environment) as address:
            yield address
    settings.cache_clear()


@pytest.fixture
def compare_page(browser: Browser, compared: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{compared}/compare")
    yield page
    page.close()


def click_point(page: Page, number: int) -> None:
    """Click one of the breeds in the scatter; they are drawn in order of WordNet id."""
    click(page, page.locator(".st-key-accuracy-by-breed .scatterlayer .trace").nth(1).locator(".point").nth(number))


def test_a_click_on_a_breed_shows_its_figures_and_its_photos(compare_page: Page) -> None:
    page = compare_page
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(7)
    strong, weak = by_breed(load_predictions("strong")), by_breed(load_predictions("weak"))
    # A point that no other point lies on.
    places = [*zip(strong["accuracy"], weak["accuracy"], strict=True)]
    number = next(row for row, place in enumerate(places) if places.count(place) == 1 and weak["right"][row] < 6)
    click_point(page, number)
    dog = breed(weak["wnid"][number])
    expect(page.get_by_role("heading", name=dog.name, exact=True)).to_be_visible()
    expect(page.get_by_text(f"{weak['right'][number]} of 6 photos").first).to_be_visible()
    expect(page.get_by_role("img", name=f"Test photo of {dog.with_article}").first).to_be_visible()


def test_on_a_phone_nothing_overflows(browser: Browser, compared: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{compared}/compare")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(7)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()
