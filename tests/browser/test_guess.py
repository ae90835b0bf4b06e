"""Rounds against the networks, with photos of a Dog CEO collection on loopback."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from dogbreed.breeds import breed
from dogbreed.dataset.index import load_index
from tests.browser.conftest import PATIENCE
from tests.browser.server import serve
from tests.dataset.collection import serving


@pytest.fixture(scope="module")
def with_photos(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with an upright photo of each breed."""
    index, file = load_index(), io.BytesIO()
    Image.new("RGB", (600, 900), "tan").save(file, "JPEG")
    with serving() as collection:
        for name, wnid in (
            index[index["split"] == "test"].groupby("wnid").head(1)[["file", "wnid"]].itertuples(index=False)
        ):
            collection.photos[f"{breed(wnid).dog_ceo}/{name.rpartition('/')[2]}"] = file.getvalue()
        images, api = collection.images, collection.api
        folder = tmp_path_factory.mktemp("guess")
        with serve(folder, DOGBREED_DOG_CEO_IMAGES=images, DOGBREED_DOG_CEO_API=api) as address:
            yield address


def begin(page: Page, address: str) -> None:
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/guess?round_number=7")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".st-key-option-4")).to_be_visible()


@pytest.fixture
def round_page(browser: Browser, with_photos: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    begin(page, with_photos)
    yield page
    page.close()


def test_no_key_is_lost_while_the_page_draws_and_every_key_of_a_clicker_goes_on(round_page: Page) -> None:
    for key in ("1", "Enter", "2", "PageDown", "3", " ", "4", "ArrowRight"):
        round_page.keyboard.press(key)
    expect(round_page).to_have_url(re.compile(r"place=5&picked=1234$"))
    expect(round_page.locator(".st-key-option-1")).to_be_visible()


def test_a_reload_keeps_the_round_and_back_leads_to_the_answer_before(round_page: Page) -> None:
    for key in ("1", "Enter", "2"):
        round_page.keyboard.press(key)
    expect(round_page).to_have_url(re.compile(r"round_number=7&photos=10&place=2&picked=12$"))
    round_page.reload()
    expect(round_page.get_by_text("Photo 2 of 10")).to_be_visible()
    expect(round_page.get_by_role("button", name="Next photo")).to_be_visible()
    round_page.go_back()
    expect(round_page).to_have_url(re.compile(r"place=2&picked=1$"))
    expect(round_page.locator(".st-key-option-1")).to_be_visible()


def test_on_a_phone_the_photo_and_the_four_choices_are_on_screen_together(browser: Browser, with_photos: str) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    begin(phone, with_photos)
    image = phone.get_by_test_id("stImage").locator("img")
    expect(image).to_be_visible()
    phone.wait_for_function("[...document.images].every(image => image.complete)")
    photo, last = image.bounding_box(), phone.locator(".st-key-option-4 button").bounding_box()
    assert photo
    assert last
    assert photo["y"] > 0
    assert photo["height"] > 400
    assert last["y"] + last["height"] < 844
    phone.close()
