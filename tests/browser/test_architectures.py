from playwright.sync_api import Page, expect

from tests.browser.clicks import area

COLUMNS = 6


def click_tile(page: Page, grid: str, number: int) -> None:
    """Click the middle of a tile of a square grid, counted from 1."""
    box = area(page, page.locator(f".st-key-{grid} .plot-container"))
    side = min(box["width"], box["height"]) / COLUMNS
    left, top = (box["width"] - COLUMNS * side) / 2, (box["height"] - COLUMNS * side) / 2
    row, column = divmod(number - 1, COLUMNS)
    page.mouse.click(box["x"] + left + (column + 0.5) * side, box["y"] + top + (row + 0.5) * side)


def test_a_click_on_a_filter_or_on_its_map_shows_it_over_the_photo(page: Page, address: str) -> None:
    page.goto(f"{address}/architectures")
    expect(page.get_by_text("Where filter 1 responds in the photo")).to_be_visible()
    for grid, number in (("filters-of-xception", 10), ("filter-maps-of-xception", 27), ("filters-of-xception", 3)):
        click_tile(page, grid, number)
        expect(page.get_by_text(f"Where filter {number} responds in the photo")).to_be_visible()
        expect(page.get_by_role("slider")).to_have_value(str(number))
