import csv
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import load_index
from tests.browser.clicks import click_in_chart, settle
from tests.browser.conftest import PATIENCE

MOST = "Maltese"
MALTESE = 252


@pytest.fixture
def dataset_page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 1200}, accept_downloads=True)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/dataset")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(1)
    settle(page)
    yield page
    page.close()


def test_a_click_on_a_bar_filters_the_gallery_and_the_address_keeps_it(dataset_page: Page, tmp_path: Path) -> None:
    page = dataset_page
    click_in_chart(page, "photos-per-breed", 0.5, 0.5 / len(BREEDS))
    expect(page.get_by_text(f"{MALTESE} photos: {MOST}")).to_be_visible()
    expect(page.get_by_role("img", name="Photo of a Maltese")).to_have_count(12)
    page.goto(page.url)
    expect(page.get_by_text(f"{MALTESE} photos: {MOST}")).to_be_visible()

    with page.expect_download() as started:
        page.locator(".st-key-photo-list-csv button").click()
    started.value.save_as(tmp_path / "photos.csv")
    with (tmp_path / "photos.csv").open(encoding="utf-8-sig") as file:
        assert [row["breed"] for row in csv.DictReader(file)] == [MOST] * MALTESE

    page.get_by_role("button", name="All photos").click()
    expect(page.get_by_text(f"{len(load_index()):,} photos: all breeds")).to_be_visible()


def test_a_click_on_a_square_filters_by_width_and_height(dataset_page: Page) -> None:
    page = dataset_page
    page.get_by_text("Sizes", exact=True).click()
    expect(page.locator(".st-key-photo-sizes .nsewdrag")).to_be_visible()
    # The axes are logarithmic, from 97 to 3,264 px across and from 100 to 2,562 px upwards.
    across, up = math.log(470 / 97) / math.log(3264 / 97), math.log(395 / 100) / math.log(2562 / 100)
    click_in_chart(page, "photo-sizes", across, 1 - up)
    expect(page.get_by_text("431 to 512 px wide; 362 to 431 px high")).to_be_visible()

    click_in_chart(page, "aspect-ratios", (1.35 - 0.3) / 3.4, 0.9)
    expect(page.get_by_text("width by height 1.3 to 1.4")).to_be_visible()


@pytest.mark.parametrize("view", ["", "?view=Sizes&oddity=Implausible+boxes", "?view=Dogs"])
def test_on_a_phone_nothing_overflows(browser: Browser, address: str, view: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/dataset{view}")
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    expect(page.get_by_text("Data problems")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()
