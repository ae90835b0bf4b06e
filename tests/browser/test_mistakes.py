from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dogbreed.breeds import BREEDS, GROUPS, breed
from dogbreed.evaluation.confusions import breed_matrix, confused_pairs
from dogbreed.evaluation.top1 import load_top1
from dogbreed.settings import settings
from tests.browser.clicks import area, click_in_chart, settle
from tests.browser.conftest import PATIENCE
from tests.browser.server import serve
from tests.conftest import use
from tests.made_up_networks import make_bundle

SIGHTHOUNDS = [dog.wnid for dog in BREEDS if dog.group == "Sighthounds"]


@pytest.fixture(scope="module")
def examined(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page on a server with a made-up network."""
    folder = tmp_path_factory.mktemp("examined")
    with pytest.MonkeyPatch.context() as patch:
        use(patch, folder / "mlflow.db")
        make_bundle("weak", "weak", 1, photos=6)
        with serve(folder, DOGBREED_MODELS_DIR=str(settings().models_dir)) as address:
            yield f"{address}/mistakes"
    settings.cache_clear()


@pytest.fixture
def mistakes_page(browser: Browser, examined: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 1200})
    page.set_default_timeout(PATIENCE)
    page.goto(examined)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2)
    settle(page)
    yield page
    page.close()


def click_cell(page: Page, chart: str, row: int, column: int, size: int) -> None:
    """Click near the corner of a cell."""
    click_in_chart(page, chart, (column + 0.8) / size, (row + 0.3) / size)


def test_a_click_on_a_cell_shows_its_photos_and_the_address_keeps_them(mistakes_page: Page) -> None:
    page = mistakes_page
    page.get_by_text("Matrix", exact=True).click()
    expect(page.locator(".st-key-confused-kennel-groups .nsewdrag")).to_be_visible()
    place = [group.name for group in GROUPS].index("Sighthounds")
    click_cell(page, "confused-kennel-groups", place, place, len(GROUPS))
    expect(page.locator(".st-key-confused-sighthounds .nsewdrag")).to_be_visible()

    cells = breed_matrix(load_top1("weak"), SIGHTHOUNDS)
    cell = cells[(cells["truth"] != cells["answer"]) & (cells["times"] > 0)].iloc[0]
    row, column = SIGHTHOUNDS.index(cell["truth"]), SIGHTHOUNDS.index(cell["answer"])
    click_cell(page, "confused-sighthounds", row, column, len(SIGHTHOUNDS))
    shown = page.get_by_role("img", name=f"Test photo of {breed(cell['truth']).with_article}")
    expect(shown).to_have_count(int(cell["times"]))
    expect(page.get_by_role("img", name="Test photo of")).to_have_count(int(cell["times"]))

    page.goto(page.url)
    expect(page.get_by_role("img", name="Test photo of")).to_have_count(int(cell["times"]))
    expect(page.locator(".st-key-confused-sighthounds .nsewdrag")).to_be_visible()


def test_a_click_on_the_names_of_a_pair_shows_its_photos(mistakes_page: Page) -> None:
    page = mistakes_page
    pair = confused_pairs(load_top1("weak")).iloc[1]
    name = page.locator(".st-key-confused-pairs .annotation").nth(1)
    box = area(page, name)
    page.mouse.move(box["x"] + 10, box["y"] + 8)
    page.mouse.move(box["x"] + 12, box["y"] + 8)
    expect(page.locator(".st-key-confused-pairs .hovertext")).to_have_count(1)
    page.mouse.click(box["x"] + 12, box["y"] + 8)
    expect(page.get_by_role("img", name="Test photo of")).to_have_count(
        int(pair["one_as_other"] + pair["other_as_one"])
    )
    both_ways = page.get_by_role("switch", name="Also the other way round")
    expect(both_ways).to_be_checked()

    page.get_by_text("Also the other way round").click()
    expect(both_ways).not_to_be_checked()
    page.wait_for_timeout(500)
    page.mouse.click(box["x"] + 12, box["y"] + 8)
    expect(both_ways).to_be_checked()


def test_a_photo_opens_over_the_page(mistakes_page: Page) -> None:
    page = mistakes_page
    page.get_by_role("button", name="Look closer").first.click()
    expect(page.get_by_role("dialog").get_by_text("It shows")).to_be_visible()


def test_browser_back_closes_the_photo_and_keeps_the_view(mistakes_page: Page, examined: str) -> None:
    page = mistakes_page
    page.get_by_text("Matrix", exact=True).click()
    expect(page.locator(".st-key-confused-kennel-groups .nsewdrag")).to_be_visible()
    before = page.url
    page.get_by_role("button", name="Look closer").first.click()
    expect(page.get_by_role("dialog").get_by_text("It shows")).to_be_visible()

    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".st-key-confused-kennel-groups .nsewdrag")).to_be_visible()
    assert page.url == before

    page.go_forward()
    expect(page.get_by_role("dialog").get_by_text("It shows")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_text("Most confused", exact=True).click()
    expect(page.locator(".st-key-confused-pairs .nsewdrag")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "opened" not in page.url


@pytest.mark.parametrize("view", ["", "?view=Matrix", "?view=Matrix&matrix=Terriers"])
def test_on_a_phone_nothing_overflows(browser: Browser, examined: str, view: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.set_default_timeout(PATIENCE)
    page.goto(examined + view)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()
