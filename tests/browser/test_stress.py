import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clicks import click, settle
from tests.browser.conftest import PATIENCE

TOGETHER = """() => {
    const shown = [...document.querySelectorAll('[data-testid=stSlider]')].filter(slider => slider.checkVisibility());
    const boxes = [document.querySelector('[data-testid=stImage] img'), ...shown].map(e => e.getBoundingClientRect());
    return Math.max(...boxes.map(box => box.bottom)) - Math.min(...boxes.map(box => box.top));
}"""
"""Height of the photo and the sliders that are shown, with what is between them."""
HEADER = 64


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


@pytest.mark.parametrize("size", [(1280, 720), (853, 480), (390, 844)], ids=["laptop", "150 % zoom", "phone"])
def test_the_photo_and_the_sliders_are_in_the_window_together(stress_page: Page, size: tuple[int, int]) -> None:
    stress_page.set_viewport_size({"width": size[0], "height": size[1]})
    for tab, sliders in (("Blur", 1), ("Covered area", 3)):
        stress_page.get_by_role("tab", name=tab).click()
        expect(stress_page.get_by_test_id("stSlider").filter(visible=True)).to_have_count(sliders)
        settle(stress_page)
        assert stress_page.evaluate(TOGETHER) <= size[1] - HEADER
