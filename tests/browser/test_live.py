"""The Live camera page with Chromium's fake camera, which plays a file."""

import io
import shutil
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from dogbreed.benchmarks.page_loads import ARGUMENTS, BROWSERS
from tests.browser.conftest import PATIENCE
from tests.pages.real import dog

FAKE_CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
REFUSING = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', '%s'); }"
INSECURE = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
SLOW_CONNECTION = """
window.WebSocket = class extends WebSocket {
    addEventListener(type, listener, options) {
        const late = message => setTimeout(() => listener(message), 300);
        super.addEventListener(type, type === 'message' ? late : listener, options);
    }
    send(data) {
        if (data.length > 10000) window.frames_sent += 1;
        super.send(data);
    }
}
window.addEventListener('click', () => { window.frames_sent = 0; }, true);
"""
"""What the server says comes late, so that there is time between a click and the next page; frames are counted."""


@pytest.fixture(scope="module")
def browser_with_camera(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The camera sees the sample photo of a German shepherd."""
    film = tmp_path_factory.mktemp("camera") / "dog.mjpeg"
    with Image.open(io.BytesIO(dog())) as photo:
        photo.resize((640, 480)).save(film, "JPEG")
    found = next(filter(None, map(shutil.which, BROWSERS)))
    arguments = [*ARGUMENTS, *FAKE_CAMERA, f"--use-file-for-fake-video-capture={film}"]
    with_camera = browser.browser_type.launch(executable_path=found, args=arguments)
    yield with_camera
    with_camera.close()


def opened(browser: Browser, address: str, script: str = "") -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(PATIENCE)
    if script:
        page.add_init_script(script)
    page.goto(f"{address}/live")
    return page


@pytest.fixture
def live(browser_with_camera: Browser, address: str) -> Iterator[Page]:
    page = opened(browser_with_camera, address)
    yield page
    page.close()


def answered(page: Page) -> None:
    expect(page.locator(".live h2")).to_have_text("Very likely a German shepherd")
    expect(page.locator(".speed")).to_contain_text("answers per second")


def test_the_camera_is_answered_again_and_again_on_one_screen(live: Page) -> None:
    answered(live)
    expect(live.get_by_role("listitem").first).to_contain_text("German shepherd")
    shown, window = live.locator(".live").bounding_box(), live.viewport_size
    assert shown
    assert window
    assert shown["y"] + shown["height"] <= window["height"]
    assert shown["x"] + shown["width"] <= window["width"]


def test_space_pauses_except_on_a_button(live: Page) -> None:
    answered(live)
    live.keyboard.press("Space")
    expect(live.get_by_role("button", name="Go on")).to_be_visible()
    expect(live.locator(".speed")).to_have_text("Paused")
    assert live.locator("video").evaluate("video => video.paused")
    live.get_by_role("button", name="Show why").focus()
    live.keyboard.press("Space")
    expect(live.get_by_role("button", name="Show why")).to_have_attribute("aria-pressed", "true")
    expect(live.locator(".evidence")).to_be_visible()
    expect(live.locator(".note")).to_contain_text("Orange speaks for the first breed")
    expect(live.get_by_role("button", name="Go on")).to_be_visible()
    live.get_by_role("button", name="Show why").blur()
    live.keyboard.press("Space")
    expect(live.get_by_role("button", name="Pause")).to_be_visible()
    answered(live)


def test_no_frame_follows_the_click_that_leaves_the_page_and_the_camera_is_switched_off(
    browser_with_camera: Browser, address: str
) -> None:
    """A frame would bring the page back, or an empty one."""
    live = opened(browser_with_camera, address, SLOW_CONNECTION)
    answered(live)
    camera = live.locator("video").evaluate_handle("video => video.srcObject.getTracks()[0]")
    assert camera.evaluate("track => track.readyState") == "live"
    live.get_by_role("link", name="Identify a photo").click()
    expect(live.get_by_role("heading", name="Which breed is it?")).to_be_visible()
    live.wait_for_function("track => track.readyState === 'ended'", arg=camera)
    assert live.evaluate("frames_sent") == 0
    live.go_back()
    answered(live)
    live.go_forward()
    expect(live.get_by_role("heading", name="Which breed is it?")).to_be_visible()
    live.close()


def test_two_visitors_are_both_answered(live: Page, browser_with_camera: Browser, address: str) -> None:
    other = opened(browser_with_camera, address)
    for page in (live, other, live):
        page.locator(".live h2").evaluate("sentence => { sentence.textContent = ''; }")
        answered(page)
    other.close()


@pytest.mark.parametrize(
    ("script", "advice"),
    [
        (INSECURE, "Open this page with https://"),
        (REFUSING % "NotAllowedError", "Allow it with the icon beside the address"),
        (REFUSING % "NotFoundError", "No camera was found. Connect one"),
        (REFUSING % "NotReadableError", "in use by another program"),
        (REFUSING % "UnknownError", "does not start (UnknownError)"),
    ],
)
def test_without_a_camera_it_says_what_to_do(browser: Browser, address: str, script: str, advice: str) -> None:
    page = opened(browser, address, script)
    expect(page.get_by_text(advice)).to_be_visible()
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible(visible=script != INSECURE)
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()
    page.close()
