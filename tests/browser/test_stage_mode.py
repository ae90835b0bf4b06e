"""A talk with a clicker: stage mode and the story."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clicks import settle
from tests.browser.conftest import PATIENCE

STORY = [
    ("", "The study"),
    ("dataset", "Dataset"),
    ("preparation", "Preparation"),
    ("architectures", "Architectures"),
    ("runs", "Runs"),
    ("compare", "Compare"),
    ("mistakes", "Mistakes"),
    ("look_alikes", "Look-alikes"),
    ("live", "Live camera"),
    ("guess", "Guess the breed"),
    ("stress", "Stress test"),
    ("identify", "Identify"),
    ("teach", "Teach"),
    ("breed", "Breeds"),
]
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"


@pytest.fixture
def talk(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/?stage=1")
    expect(page.get_by_role("link", name="Next: Dataset")).to_be_attached()
    settle(page)
    yield page
    page.close()


def top(page: Page, heading: str) -> float:
    box = page.get_by_role("heading", name=heading, exact=True).bounding_box()
    assert box
    return box["y"]


def test_a_clicker_leads_from_section_to_section_and_back(talk: Page) -> None:
    for key, heading in [
        ("PageDown", "The problem"),
        ("ArrowRight", "The data"),
        ("PageUp", "The problem"),
        (" ", "The data"),
        ("ArrowLeft", "The problem"),
        ("End", "Where it could go next"),
    ]:
        talk.keyboard.press(key)
        assert 60 < top(talk, heading) < 120
        assert talk.evaluate("document.activeElement === document.body")
    talk.keyboard.press("Home")
    assert talk.evaluate(SCROLLED) == 0


def test_after_the_last_section_comes_the_next_page_and_before_the_first_the_end_of_the_previous_one(
    talk: Page,
) -> None:
    talk.keyboard.press("End")
    talk.keyboard.press("PageDown")
    expect(talk).to_have_url(re.compile(r"dataset\?stage=1"))
    expect(talk.get_by_role("link", name="Next: Preparation")).to_be_attached()
    assert talk.evaluate(SCROLLED) == 0
    settle(talk)
    talk.keyboard.press("PageUp")
    expect(talk).to_have_url(re.compile(r"/\?stage=1"))
    talk.wait_for_function(f"{SCROLLED} > 1000")
    assert 60 < top(talk, "Where it could go next") < 120


def test_the_keys_go_through_the_whole_story_and_each_page_has_its_title(talk: Page) -> None:
    for address, title in STORY:
        expect(talk).to_have_url(re.compile(rf"/{address}\?stage=1"))
        expect(talk).to_have_title(f"{title} · dogbreed")
        talk.keyboard.press("End")
        for _ in range(4):
            settle(talk)
            if f"/{address}?" in talk.url:
                talk.keyboard.press("PageDown")
                talk.wait_for_timeout(200)


def test_it_stays_on_after_a_reload_and_through_the_menu_until_it_is_switched_off(talk: Page) -> None:
    larger = talk.evaluate(SIZE)
    talk.reload()
    expect(talk.get_by_role("link", name="Next: Dataset")).to_be_attached()
    talk.get_by_test_id("stTopNavLink").filter(has_text="Breeds").click()
    expect(talk).to_have_url(re.compile(r"breed\?stage=1"))
    expect(talk.get_by_role("link", name="Previous: Teach")).to_be_attached()
    assert talk.evaluate(SIZE) == larger
    talk.get_by_text("Stage mode, for talks").click()
    expect(talk).not_to_have_url(re.compile("stage"))
    talk.wait_for_function(f"{SIZE} === {larger / 1.25}")
    talk.keyboard.press("End")
    expect(talk.get_by_role("link", name="Previous: Teach")).to_have_count(0)


def test_arrows_belong_to_the_slider_that_has_the_focus(talk: Page, address: str) -> None:
    talk.goto(f"{address}/stress?stage=1")
    expect(talk.get_by_role("link", name="Next: Identify")).to_be_attached()
    slider = talk.locator(".st-key-turned").get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    expect(talk.locator(".st-key-turned")).to_contain_text("5°")
    settle(talk)
    before = talk.evaluate(SCROLLED)
    slider.press("PageDown")
    assert talk.evaluate(SCROLLED) > before


def test_the_menu_marks_the_section_of_the_page(page: Page, address: str) -> None:
    sections = page.get_by_test_id("stTopNavSection")
    marked = sections.locator("strong")
    expect(sections.filter(has_text="Networks")).to_be_visible()
    expect(marked).to_have_count(0)
    page.goto(f"{address}/compare")
    expect(marked).to_have_text(["Networks"])
    page.get_by_test_id("stTopNavLink").filter(has_text="Identify").click()
    expect(marked).to_have_count(0)
    sections.filter(has_text="Try it").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Stress test").click()
    expect(marked).to_have_text(["Try it"])
    expect(page).to_have_title("Stress test · dogbreed")
