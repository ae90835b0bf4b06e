import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clicks import click
from tests.browser.conftest import PATIENCE


@pytest.fixture
def stress_page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 1500})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/stress")
    expect(page.locator(".st-key-confidence-curve .nsewdrag")).to_be_visible()
    yield page
    page.close()


def photo(page: Page) -> str:
    return page.get_by_test_id("stImage").first.locator("img").get_attribute("src") or ""


def test_arrow_keys_turn_the_photo_and_the_answers_and_the_address_follow(stress_page: Page) -> None:
    before = photo(stress_page)
    slider = stress_page.locator(".st-key-turned").get_by_role("slider")
    slider.focus()
    for _ in range(6):
        slider.press("ArrowRight")
    expect(stress_page.locator(".st-key-turned")).to_contain_text("30°")
    expect(stress_page).to_have_url(re.compile("turned=30"))
    expect(stress_page.get_by_test_id("stImage").first.locator("img")).not_to_have_attribute("src", before)
    expect(stress_page.get_by_role("heading", name="Very likely a German shepherd", level=3)).to_be_visible()
    stress_page.get_by_role("button", name="Reset all").click()
    expect(stress_page.locator(".st-key-turned")).to_contain_text("0°")
    expect(stress_page).not_to_have_url(re.compile("turned"))


def test_a_click_on_the_curve_damages_the_photo_as_much(stress_page: Page) -> None:
    points = stress_page.locator(".st-key-confidence-curve .scatterlayer .trace").first.locator(".point")
    click(stress_page, points.last)
    expect(stress_page.locator(".st-key-turned")).to_contain_text("180°")
    expect(stress_page).to_have_url(re.compile("turned=180"))
    assert stress_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
