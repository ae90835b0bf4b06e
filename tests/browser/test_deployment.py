"""The app as other people run it: under a sub-path, and with a wrong setting."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE
from tests.browser.server import serve
from tests.pages.real import dog


def test_under_a_sub_path_pages_links_pictures_and_uploads_work(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path, base="/dogs") as address:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.get_by_role("link", name="Look through the photos").click()
        expect(page.get_by_role("heading", name="What do the networks learn from?")).to_be_visible()
        assert page.url.startswith(f"{address}/dataset")

        page.goto(f"{address}/look_alikes?one=Scottish+deerhound&other=Irish+wolfhound")
        expect(page.get_by_role("heading", name="How do you tell them apart?")).to_be_visible()

        page.goto(f"{address}/identify")
        (tmp_path / "rex.jpg").write_bytes(dog())
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "rex.jpg")
        expect(page.get_by_role("heading", name="Very likely a German shepherd")).to_be_visible()
        page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        page.close()


def test_a_wrong_setting_is_a_sentence_on_every_page(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path, DOGBREED_THREADS="two") as address:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        for name in ("", "identify", "dataset"):
            page.goto(f"{address}/{name}")
            expect(page.get_by_text("DOGBREED_THREADS is set to “two”, but takes a whole number")).to_be_visible()
        page.close()
