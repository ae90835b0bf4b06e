import base64
import io
import json

import pytest
from PIL import Image
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from dogbreed.dataset.samples import SAMPLES
from dogbreed.imaging.decode import decode
from tests.pages.real import dog

CAT = next(sample for sample in SAMPLES if not sample.wnid)


@pytest.fixture
def page(app):
    return app.switch_page("pages/live.py").run()


def show(page, picture, **asked):
    """Hold a photo before the camera: what the browser gets for this frame."""
    [camera] = page.get("bidi_component")
    frame = {"picture": base64.b64encode(picture).decode(), "taken": 7.5, **asked}
    events = json.dumps([{"event": "frame", "value": frame}])
    # AppTest knows no way to be a component.
    sent = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{camera.proto.id}__events", json_trigger_value=events)
    page._run(WidgetStates(widgets=[sent]))
    assert not page.exception
    return json.loads(page.get("bidi_component")[0].proto.json)


def small(picture):
    with Image.open(io.BytesIO(picture)) as photo:
        file = io.BytesIO()
        photo.convert("RGB").resize((480, 360)).save(file, "JPEG")
        return file.getvalue()


def test_the_first_view_says_what_happens_to_the_frames(page):
    assert not page.exception
    assert page.title[0].value == "Live camera"
    assert "never stored or logged" in page.caption[0].value
    assert len(page.get("bidi_component")) == 1


def test_a_frame_gets_the_answer_of_the_identify_page_and_is_forgotten(page):
    answer = show(page, small(dog()))
    assert answer["sentence"] == "Very likely a German shepherd"
    assert answer["taken"] == 7.5
    assert answer["breeds"][0][0] == "German shepherd"
    assert len(answer["breeds"]) == 3
    assert answer["evidence"] == ""
    assert not page.session_state["live-camera"]


def test_the_evidence_is_drawn_over_the_frame_on_request(page):
    frame = small(dog())
    plain, coloured = decode(frame), decode(base64.b64decode(show(page, frame, evidence=True)["evidence"]))
    assert coloured.pixels.shape == plain.pixels.shape
    assert abs(coloured.pixels.astype(int) - plain.pixels).max() > 60


def test_without_a_dog_no_breed_is_named(page):
    answer = show(page, small(CAT.jpeg), evidence=True)
    assert answer["sentence"].startswith("No dog found") or "not a dog" in answer["sentence"]
    assert (answer["breeds"], answer["evidence"]) == ([], "")


def test_a_frame_that_cannot_be_read_is_a_sentence(page):
    assert "cannot be read" in show(page, b"no picture")["sentence"]
