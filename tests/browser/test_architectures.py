from playwright.sync_api import Locator, Page, Position, expect


def tile(grid: Locator, number: int, columns: int) -> Position:
    """Where a tile of a grid is, px from the upper left corner of its chart."""
    box = grid.bounding_box()
    assert box
    side = min(box["width"], box["height"]) / columns
    left, top = (box["width"] - columns * side) / 2, (box["height"] - columns * side) / 2
    row, column = divmod(number - 1, columns)
    return {"x": left + (column + 0.5) * side, "y": top + (row + 0.5) * side}


def test_a_click_on_a_filter_or_on_its_map_shows_it_over_the_photo(page: Page, address: str) -> None:
    page.goto(f"{address}/architectures")
    expect(page.get_by_text("Where filter 1 finds it in the photo")).to_be_visible()
    for grid, number in (("xception-filters", 10), ("xception-maps", 27), ("xception-filters", 3)):
        drawing = page.locator(f".st-key-{grid} .plot-container")
        expect(drawing).to_have_count(1)
        expect(drawing).to_be_visible()
        drawing.scroll_into_view_if_needed()
        drawing.click(position=tile(drawing, number, columns=6))
        expect(page.get_by_text(f"Where filter {number} finds it in the photo")).to_be_visible()
        expect(page.get_by_role("slider")).to_have_value(str(number))
