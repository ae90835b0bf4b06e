"""Clicks as a person makes them, by the mouse on a place of the page."""

from playwright.sync_api import Locator, Page


def click(page: Page, mark: Locator) -> None:
    """Click the middle of something, whatever lies over it."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
