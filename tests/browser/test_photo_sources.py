"""Journeys with photos of the dataset, as a Dog CEO collection on loopback has them."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.clicks import area
from tests.browser.conftest import PATIENCE, PHONE
from tests.pages.real import dog


@pytest.fixture
def page(browser: Browser, with_photos: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


def test_from_a_phone_photo_to_the_verdict_why_similar_photos_and_csv(
    browser: Browser, with_photos: str, tmp_path: Path
) -> None:
    phone = browser.new_page(**PHONE)
    phone.set_default_timeout(PATIENCE)
    phone.goto(f"{with_photos}/identify")
    (tmp_path / "IMG_0001.jpg").write_bytes(dog())
    phone.get_by_role("tab", name="Photos").click()
    phone.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "IMG_0001.jpg")
    expect(phone.get_by_role("heading", name="Very likely a German shepherd")).to_be_visible()

    phone.get_by_text("Show why").click()
    expect(phone.get_by_text("evidence by area")).to_be_visible()

    expect(phone.get_by_role("heading", name="The most similar training photos")).to_be_visible()
    similar = phone.get_by_role("img", name="Training photo of a German shepherd")
    expect(similar.nth(5)).to_be_attached()
    area(phone, similar.first)
    expect(similar.first).to_have_js_property("naturalWidth", 64)

    with phone.expect_download() as download:
        phone.get_by_role("button", name="Answers as CSV").click()
    [row] = csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig")))
    assert (row["file"], row["verdict"], row["breed"]) == ("IMG_0001.jpg", "breed", "German shepherd")
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    phone.close()


def test_a_deep_link_opens_the_deerhound_against_the_wolfhound(page: Page, with_photos: str) -> None:
    page.goto(f"{with_photos}/look_alikes?one=Scottish+deerhound&other=Irish+wolfhound")
    expect(page.get_by_role("heading", name="Scottish deerhound", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Irish wolfhound", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="akc.org")).to_have_attribute(
        "href", re.compile("difference-between-irish-wolfhound")
    )
    expect(page.get_by_text("greyhound in a rough coat")).to_be_visible()
    expect(page.get_by_text("Most similar photos")).to_be_visible()
    photos = page.get_by_test_id("stImage").locator("img")
    expect(photos.nth(13)).to_be_attached()
    expect(photos.first).to_have_js_property("naturalWidth", 64)
    page.get_by_role("link", name="Analyse these mistakes").click()
    expect(page).to_have_url(re.compile("mistakes.*breed=Scottish"))


def press(page: Page, key: str, what_follows: Locator) -> None:
    """Press a key, again if it came before the page listened."""
    for _ in range(8):
        page.keyboard.press(key)
        with suppress(AssertionError):
            expect(what_follows).to_be_visible(timeout=4_000)
            return
    pytest.fail(f"{key} did nothing")


def test_a_round_of_guess_the_breed_is_played_by_keyboard(page: Page, with_photos: str) -> None:
    page.goto(f"{with_photos}/guess?round_number=7")
    page.get_by_test_id("stButtonGroup").get_by_text("5", exact=True).click()
    page.get_by_role("button", name="Start").click()
    for number in range(1, 6):
        expect(page.get_by_text(f"Photo {number} of 5")).to_be_visible()
        answer = page.get_by_role("heading", name=re.compile("Xception: "))
        expect(answer).to_have_count(0)
        press(page, "2", answer)
        last = page.get_by_role("heading", name=re.compile("won|A draw"))
        press(page, "Enter", page.get_by_text(f"Photo {number + 1} of 5") if number < 5 else last)
    with page.expect_download() as download:
        page.get_by_role("button", name="Guesses as CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(rows) == 5
    assert all(row["guess"] and row["truth"] and row["xception"] for row in rows)
