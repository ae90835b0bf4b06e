"""Journeys from an app without photos to one with them, by a click."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dogbreed.breeds import breed
from dogbreed.evaluation.stage_photos import stage_photos
from tests.browser.conftest import PATIENCE
from tests.browser.server import serve
from tests.dataset.archive_server import ArchiveServer
from tests.dataset.collection import serving
from tests.dataset.small_dataset import add_photo, make_archives, write_lists


@pytest.fixture
def page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(PATIENCE)
    return page


def test_the_start_page_gets_its_two_dogs_without_a_restart(page: Page, tmp_path: Path) -> None:
    dogs = stage_photos()[:2]
    for file in dogs:
        add_photo(tmp_path / "original", file)
    write_lists(tmp_path / "original", every=dogs, train=dogs[:1], test=dogs[1:])
    archives = make_archives(tmp_path / "original", tmp_path / "archives")
    with (
        ArchiveServer(archives) as site,
        serve(tmp_path, DOGBREED_DATASET_URL=site.url, NO_PROXY="127.0.0.1") as address,
    ):
        page.goto(address)
        expect(page.get_by_text("Which breed is this?")).to_be_visible()
        page.get_by_role("button", name="Get the photos").click()
        expect(page.get_by_text("Which of the two is")).to_be_visible()
        expect(page.get_by_role("button", name="Get the photos")).to_have_count(0)
        expect(page.get_by_alt_text("Photo of a dog, A")).to_be_visible()
    page.close()


def test_photos_for_a_talk_make_a_round_without_internet(page: Page, tmp_path: Path) -> None:
    with serving() as collection:
        for file in stage_photos():
            collection.add(f"{breed(file[:9]).dog_ceo}/{file.rpartition('/')[2]}")
        surroundings = {"DOGBREED_DOG_CEO_IMAGES": collection.images, "NO_PROXY": "127.0.0.1"}
        with serve(tmp_path, **surroundings) as address:
            page.goto(f"{address}/dataset")
            page.get_by_role("button", name="Only photos for a talk").click()
            expect(page.get_by_text("The photos for a talk are installed.")).to_be_visible()
    with serve(tmp_path) as address:
        page.goto(f"{address}/guess")
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_text("Photo 1 of 10")).to_be_visible()
        expect(page.get_by_alt_text("A dog whose breed is to be guessed")).to_be_visible()
    page.close()
