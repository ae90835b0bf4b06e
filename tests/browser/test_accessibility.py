"""What axe-core finds on every page in both themes, with answers and dialogs open; texts of pictures; focus."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, JSHandle, Page, expect

from dogbreed.benchmarks.page_loads import NARROW, WIDE
from dogbreed.benchmarks.pages import listed
from tests.browser.clicks import settle
from tests.browser.conftest import PATIENCE
from tests.pages.real import dog


class Known(NamedTuple):
    """A violation that Streamlit makes and the app cannot mend."""

    rule: str
    selector: str
    reason: str


STREAMLIT = (
    Known("presentation-role-conflict", "[data-testid=stFileUploaderDropzone]", "has tabindex -1 and no role"),
    Known("landmark-unique", ".stPagination", "all page numbers are called Pagination"),
    Known("color-contrast", "[data-testid^=stBaseButton-primary]", "white on the accent, whatever it is"),
    Known("color-contrast", ".stMultiSelect", "white on the accent, whatever it is"),
)
CUT_OFF = """() => [...document.querySelectorAll('a, a *, button, button *')].filter(element =>
    element.checkVisibility() && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1
    && getComputedStyle(element).overflowX === 'hidden').map(element => element.textContent)"""
"""Texts of links and buttons that end before their last letter."""
SAME_WORDS = """() => [...document.querySelectorAll('[data-testid=stGrid]')].flatMap(grid => {
    const words = [...grid.querySelectorAll('img')].map(image => image.alt);
    return words.filter((alt, place) => !alt || words.indexOf(alt) !== place);
})"""
"""Texts that several pictures of a gallery have."""


def identify(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Try it with this photo").first.click()
    expect(page.get_by_role("heading", name="Very likely a German shepherd")).to_be_visible()
    page.get_by_text("Show why").click()
    page.get_by_text("Crop to one dog").click()
    expect(page.get_by_role("button", name="Identify this part")).to_be_visible()


def teach(page: Page, folder: Path) -> None:
    photos = [folder / f"{number}.jpg" for number in (0, 140, 280)]
    for photo in photos:
        photo.write_bytes(dog(int(photo.stem)))
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(photos)
    expect(page.get_by_role("button", name="Remove 280.jpg")).to_be_visible()
    settle(page)
    page.get_by_label("Name").first.fill("Rex")
    page.get_by_role("button", name="Teach", exact=True).click()
    expect(page.get_by_role("button", name="Forget").first).to_be_visible()


def guess(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Start").click()
    page.locator(".st-key-option-1 button").click()
    expect(page.get_by_role("heading", name=re.compile("Xception: "))).to_be_visible()


def mistakes(page: Page, _: Path) -> None:
    page.goto(f"{page.url}?breed=Scottish+deerhound")
    page.get_by_role("button", name="Look closer").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("dialog").get_by_text("Show why").click()


LOOK = """element => {
    const parents = [element.parentElement, element.parentElement?.parentElement];
    return [element, ...element.querySelectorAll('*'), ...parents].filter(Boolean).flatMap(part =>
        [null, '::before', '::after'].map(of => {
            const {outlineStyle, outlineColor, boxShadow, borderColor, backgroundColor} = getComputedStyle(part, of);
            return [outlineStyle, outlineColor, boxShadow, borderColor, backgroundColor].join();
        })).join('|');
}"""
"""How an element is marked by its frame, shadow or background, or by that of what it is in."""
TRANSITION = 300
"""Milliseconds in which colours change."""
STOPS = 20
"""Elements that the key Tab reaches on the Stress page: the menu, the choices, a link, a tab, a slider, a download."""
OPENED: dict[str, Callable[[Page, Path], None]] = {
    "identify": identify,
    "teach": teach,
    "guess": guess,
    "mistakes": mistakes,
}
"""By page: opens its answers and dialogs."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]}, color_scheme="light")
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


def violations(page: Page, **options: Any) -> list[str]:
    """What axe-core finds and `STREAMLIT` does not list: rule, element and reason."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    nodes = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    return [f"{rule}: {node['html']} {node['failureSummary']}" for rule, node in nodes if not _known(page, rule, node)]


def _known(page: Page, rule: str, node: Any) -> bool:
    element = page.locator(node["target"][0]).first
    selectors = [known.selector for known in STREAMLIT if known.rule == rule]
    return any(element.evaluate("(element, selector) => !!element.closest(selector)", each) for each in selectors)


def in_both_themes(page: Page) -> list[str]:
    """Only colours differ between the themes."""
    settle(page)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(TRANSITION)
    found += violations(page, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("name", listed())
def test_a_page_has_no_violation_of_its_own(page: Page, with_photos: str, tmp_path: Path, name: str) -> None:
    page.goto(f"{with_photos}/{listed()[name][1]}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found = in_both_themes(page)
    if name in OPENED:
        OPENED[name](page, tmp_path)
        found += in_both_themes(page)
    assert not found, "\n".join(dict.fromkeys(found))
    assert not page.evaluate(SAME_WORDS)
    assert not page.evaluate(CUT_OFF)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.wait_for_timeout(TRANSITION)
    assert not page.evaluate(CUT_OFF)


def test_what_the_keyboard_reaches_is_marked(page: Page, with_photos: str) -> None:
    page.goto(f"{with_photos}/stress")
    expect(page.locator(".st-key-confidence-curve .nsewdrag")).to_be_visible()
    settle(page)
    reached: list[tuple[JSHandle, str]] = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        page.wait_for_timeout(TRANSITION)
        if reached:
            before, marked = reached[-1]
            assert before.evaluate(LOOK) != marked, before.evaluate("element => element.outerHTML")
        focused = page.evaluate_handle("document.activeElement")
        reached.append((focused, focused.evaluate(LOOK)))
    assert len({focused.evaluate("element => element.textContent") for focused, _ in reached}) > STOPS / 2
