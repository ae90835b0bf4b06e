import json
import urllib.request
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.batch.zips import zipped
from tests.browser.clicks import area
from tests.pages.drawn import photo
from tests.pages.real import dog


def identify(page: Page) -> None:
    """The way from the start page, once it is all there."""
    expect(page.get_by_test_id("stImage")).to_have_count(1)
    page.wait_for_function("[...document.images].every(image => image.complete)")
    page.get_by_role("button", name="Try it with your own photo").click()
    expect(page.get_by_role("heading", name="Which breed is it?")).to_be_visible()


def upload(page: Page, folder: Path, **files: bytes) -> None:
    paths = []
    for name, data in files.items():
        (folder / f"{name}.jpg").write_bytes(data)
        paths.append(folder / f"{name}.jpg")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(paths)
    expect(page.get_by_role("button", name="Start over")).to_be_visible()


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_from_the_start_page_to_an_answer_its_evidence_and_its_json(page: Page, tmp_path: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if "127.0.0.1" not in request.url else None)
    page.reload()
    identify(page)
    upload(page, tmp_path, rex=dog())

    with page.expect_download() as download:
        page.get_by_role("button", name="Answers as JSON").click()
    [record] = json.loads(download.value.path().read_text())
    assert record["file"] == "rex.jpg"
    assert len(record["top"]) == 5
    for candidate in record["top"]:
        expect(page.get_by_test_id("stProgress").filter(has_text=candidate["breed"])).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_contain_text(record["breed"], ignore_case=True)

    plain = page.get_by_test_id("stImage").locator("img").get_attribute("src")
    page.get_by_text("Show why").click()
    expect(page.get_by_text("evidence by area")).to_be_visible()
    expect(page.get_by_test_id("stImage").locator("img")).not_to_have_attribute("src", plain or "")
    assert not complaints


def test_one_bad_file_does_not_lose_the_others(page: Page, tmp_path: Path) -> None:
    identify(page)
    upload(page, tmp_path, good=dog(1), bad=b"not a photo", other=photo(2))
    expect(page.get_by_role("heading", name="3 photos")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="bad.jpg")).to_contain_text("text file")
    expect(page.get_by_test_id("stImage")).to_have_count(2)
    page.get_by_test_id("stImage").first.locator("xpath=following::button").first.click()
    expect(page.get_by_role("button", name="All 3 photos")).to_be_visible()
    expect(page.get_by_test_id("stProgress")).to_have_count(5)


def stop(page: Page) -> Locator:
    """Ours; on a slow machine Streamlit shows one of its own in the header."""
    return page.get_by_test_id("stMain").get_by_role("button", name="Stop")


def test_an_archive_is_answered_in_the_background_and_its_table_opens_each_photo(page: Page, tmp_path: Path) -> None:
    identify(page)
    (tmp_path / "dogs.zip").write_bytes(
        zipped({f"{number:02}.jpg": photo(number) for number in range(25)} | {"x.jpg": b"no"})
    )
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "dogs.zip")
    expect(stop(page)).to_be_visible()
    expect(page.get_by_text("of 26 photos are answered")).to_be_visible()
    expect(page.get_by_role("heading", name="26 photos")).to_be_visible()
    expect(stop(page)).to_have_count(0)
    expect(page.get_by_text("1 could not be read", exact=True)).to_be_visible()
    box = area(page, page.get_by_test_id("stDataFrame"))
    page.mouse.click(box["x"] + 40, box["y"] + 70)
    expect(page.get_by_role("button", name="All 26 photos")).to_be_visible()


def test_stopping_keeps_the_answers_that_are_there(page: Page, tmp_path: Path) -> None:
    identify(page)
    (tmp_path / "dogs.zip").write_bytes(zipped({f"{number}.jpg": photo(number) for number in range(200)}))
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "dogs.zip")
    expect(page.get_by_text("of 200 photos are answered")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    stop(page).click()
    expect(page.get_by_text("photos are left out")).to_be_visible()
    expect(stop(page)).to_have_count(0)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def test_the_server_keeps_no_uploaded_file(page: Page, address: str, tmp_path: Path) -> None:
    identify(page)
    upload(page, tmp_path, rex=photo(4))
    with urllib.request.urlopen(f"{address}/_stcore/metrics") as metrics:
        measured = metrics.read().decode()
    assert "cache_memory_bytes" in measured
    assert "UploadedFileManager" not in measured


def test_an_upright_photo_keeps_its_shape(page: Page, tmp_path: Path) -> None:
    identify(page)
    upload(page, tmp_path, tall=photo(3, (300, 400)))
    image = page.get_by_test_id("stImage").locator("img")
    expect(image).to_be_visible()
    box = image.bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 3 / 4) < 0.01
    assert box["height"] > 400


def lowest(phone: Page, element: Locator) -> float:
    """Lower edge of an element, px from the top of the screen."""
    expect(element).to_be_visible()
    box = element.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_on_a_phone_the_camera_comes_first_and_the_answer_fits_on_the_screen(phone: Page, tmp_path: Path) -> None:
    expect(phone.get_by_role("heading", name="The problem")).to_be_visible()
    expect(phone.get_by_test_id("stPlotlyChart")).to_have_count(5)
    assert overflow(phone) <= 0
    identify(phone)
    assert lowest(phone, phone.get_by_test_id("stCameraInput")) < 844
    assert overflow(phone) <= 0
    phone.get_by_role("tab", name="Photos").click()
    expect(phone.get_by_text("Photos of dogs, one or many")).to_be_visible()
    upload(phone, tmp_path, rex=dog())
    expect(phone.get_by_role("heading", name="Very likely a German shepherd")).to_be_visible()
    expect(phone.get_by_text("Photos of dogs, one or many")).not_to_be_visible()
    lowest(phone, phone.get_by_role("img", name="The photo rex.jpg"))
    assert lowest(phone, phone.get_by_test_id("stProgress").first) < 844
    assert overflow(phone) <= 0
    phone.get_by_text("Add photos").click()
    expect(phone.get_by_text("Photos of dogs, one or many")).to_be_visible()


def test_every_page_opens_at_its_own_address(page: Page, address: str) -> None:
    page.goto(f"{address}/identify")
    expect(page.get_by_role("heading", name="Which breed is it?")).to_be_visible()
    expect(page.get_by_role("link", name="The study")).to_be_visible()


def test_back_leads_from_a_photo_to_the_overview_and_a_reload_says_that_the_photos_are_gone(
    page: Page, tmp_path: Path
) -> None:
    identify(page)
    upload(page, tmp_path, one=photo(1), two=photo(2), three=photo(3))
    overview, opened = page.get_by_role("heading", name="3 photos"), page.get_by_role("button", name="All 3 photos")
    expect(overview).to_be_visible()
    for _ in range(2):
        page.get_by_test_id("stImage").first.locator("xpath=following::button").first.click()
        expect(opened).to_be_visible()
        page.go_back()
        expect(overview).to_be_visible()
    page.go_forward()
    expect(opened).to_be_visible()
    page.get_by_role("button", name="chevron_right").click()
    page.wait_for_url("**open=2")
    page.go_back()
    page.wait_for_url("**open=1")
    page.go_back()
    expect(overview).to_be_visible()
    page.reload()
    expect(page.get_by_text("Your photos and answers are gone")).to_be_visible()
    expect(page.get_by_role("button", name="Start over")).to_have_count(0)


def test_a_folder_answers_its_photos_and_counts_the_others(page: Page, tmp_path: Path) -> None:
    identify(page)
    folder = tmp_path / "album"
    folder.mkdir()
    for name in ("rex.hif", "a.txt", "b.mov", "c.pdf"):
        (folder / name).write_bytes(photo())
    page.get_by_role("tab", name="Folder").click()
    page.locator("input[webkitdirectory]").set_input_files(folder)
    expect(page.get_by_text("Left out: 3 files of the folder")).to_be_visible()
    expect(page.get_by_role("img", name="The photo album/rex.hif")).to_be_visible()


def test_start_over_while_photos_are_answered_forgets_them_all(page: Page, tmp_path: Path) -> None:
    identify(page)
    (tmp_path / "dogs.zip").write_bytes(zipped({f"{number}.jpg": photo(number) for number in range(60)}))
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "dogs.zip")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(stop(page)).to_be_visible()
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="How reliable are the answers?")).to_be_visible()
    page.get_by_text("Camera").click()
    expect(page.get_by_test_id("stCameraInput")).to_be_visible()
    expect(page.get_by_role("button", name="Start over")).to_have_count(0)
