"""Clicks as a person makes them, by the mouse on a place of the page."""

from playwright.sync_api import FloatRect, Locator, Page, expect

SETTLED = 500
"""After the script has ended, a chart may be drawn once more: ms until the page stands still."""


def area(page: Page, mark: Locator) -> FloatRect:
    """Where something is, scrolled into view, once the page stands still: a chart that is replaced cannot be clicked.

    Playwright's own scrolling gives up when the chart is replaced while it waits.
    """
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
    page.wait_for_timeout(SETTLED)
    mark.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = mark.bounding_box()
    assert box
    return box


def click(page: Page, mark: Locator) -> None:
    """Click the middle of something, whatever lies over it."""
    box = area(page, mark)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def click_in_chart(page: Page, chart: str, across: float, down: float) -> None:
    """Click at a place of a plot: shares of its width from the left and of its height from the top."""
    box = area(page, page.locator(f".st-key-{chart} .nsewdrag"))
    x, y = box["x"] + box["width"] * across, box["y"] + box["height"] * down
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    expect(page.locator(f".st-key-{chart} .hovertext")).to_have_count(1)
    page.mouse.click(x, y)
