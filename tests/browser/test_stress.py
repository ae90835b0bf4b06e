import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clicks import click
from tests.browser.conftest import PATIENCE


@pytest.fixture
def bench(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 1500})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/stress")
    expect(page.locator(".st-key-confidence-curve .nsewdrag")).to_be_visible()
    yield page
    page.close()


def photo(page: Page) -> str:
    return page.get_by_test_id("stImage").first.locator("img").get_attribute("src") or ""


def test_arrow_keys_turn_the_photo_and_the_answers_and_the_address_follow(bench: Page) -> None:
    before = photo(bench)
    slider = bench.locator(".st-key-turned").get_by_role("slider")
    slider.focus()
    for _ in range(6):
        slider.press("ArrowRight")
    expect(bench.locator(".st-key-turned")).to_contain_text("30°")
    expect(bench).to_have_url(re.compile("turned=30"))
    expect(bench.get_by_test_id("stImage").first.locator("img")).not_to_have_attribute("src", before)
    expect(bench.get_by_role("heading", level=3).first).to_have_text("German shepherd")
    bench.get_by_role("button", name="Reset all").click()
    expect(bench.locator(".st-key-turned")).to_contain_text("0°")
    expect(bench).not_to_have_url(re.compile("turned"))


def test_a_click_on_the_curve_damages_the_photo_as_much(bench: Page) -> None:
    points = bench.locator(".st-key-confidence-curve .scatterlayer .trace").first.locator(".point")
    click(bench, points.last)
    expect(bench.locator(".st-key-turned")).to_contain_text("180°")
    expect(bench).to_have_url(re.compile("turned=180"))
    assert bench.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
