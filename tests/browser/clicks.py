"""Clicks as a person makes them, by the mouse on a place of the page."""

from playwright.sync_api import FloatRect, Locator, Page, Position, expect

SETTLED = 500
"""After the script has ended, a chart may be drawn once more: ms until the page stands still."""


def settle(page: Page) -> None:
    """Wait until the page stands still: a chart that is replaced cannot be clicked."""
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
    page.wait_for_timeout(SETTLED)


def area(page: Page, mark: Locator) -> FloatRect:
    """Where something is, scrolled into view; Playwright's own scrolling gives up when it is replaced meanwhile."""
    settle(page)
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
    settle(page)
    plot = page.locator(f".st-key-{chart} .nsewdrag")
    box = plot.bounding_box()
    assert box
    place: Position = {"x": box["width"] * across, "y": box["height"] * down}
    plot.hover(position=place)
    expect(page.locator(f".st-key-{chart} .hovertext")).to_have_count(1)
    plot.click(position=place)
