import json

import numpy as np
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.testing.v1 import AppTest

from dogbreed.breeds import BREEDS
from dogbreed.dataset.samples import SAMPLES
from dogbreed.imaging.corruption import Damage, corrupt
from dogbreed.imaging.decode import decode
from dogbreed.inference.ensemble import Ensemble, load_network
from dogbreed.inference.identify import identify
from dogbreed.inference.taught import TaughtDog
from dogbreed.inference.verdict import judge
from dogbreed.networks.registry import REGISTRY, title
from dogbreed.settings import settings
from dogbreed.ui.formatting import percent
from dogbreed.ui.stress import controls, live_test
from dogbreed.ui.stress.controls import ALL, SLIDERS
from dogbreed.ui.stress.subject import subject_of
from dogbreed.ui.widgets.photo_choice import ChosenPhoto, fractions
from tests.pages.real import dog

NETWORKS = ("cnn", "xception")
"""Those that are chosen first, in the order of every page."""


@pytest.fixture
def coarse(monkeypatch):
    """Curves are drawn from about 7 values: two networks look at each."""
    monkeypatch.setattr(controls, "SWEEP_VALUES", 7)


@pytest.fixture
def page(app, coarse):
    return app.switch_page("pages/stress.py").run()


def words(page):
    shown = [*page.markdown, *page.caption, *page.info]
    return " ".join(element.value for element in shown).replace("\\", "")


def answers(page):
    return [header.value.replace("\\", "") for header in page.subheader]


def shepherd():
    photo, box = decode(SAMPLES[0].file.read_bytes()), SAMPLES[0].box
    assert box
    return subject_of(ChosenPhoto("sample", photo, "", "", (fractions(box, (photo.width, photo.height)),))).pixels


def whole(file):
    return subject_of(ChosenPhoto("upload", decode(file), "", "")).pixels


def sentence(name, damage):
    """What `predict --model` says of the damaged sample."""
    network = load_network(name)
    found = network.predict(corrupt(shepherd(), damage))
    return judge(found, network.bundle.card.thresholds, network.memory).sentence


def test_it_opens_with_a_photo_two_networks_and_where_their_answers_flip(page):
    assert not page.exception
    assert answers(page) == [sentence(name, Damage()) for name in NETWORKS]
    assert "Very likely a German shepherd" in answers(page)
    assert "Whole photo, as on the Identify page: **Very likely a German shepherd** (label: German shepherd)" in words(
        page
    )
    assert "same as for the original" in words(page)
    assert {shown.key for shown in page.slider} == {slider.key for slider in ALL}
    curve = page.get("plotly_chart")[0].proto
    assert "Xception ranks German shepherd first" in curve.alt
    assert "Our CNN ranks German shepherd first" in curve.alt


@pytest.mark.parametrize(
    ("key", "value", "damage"),
    [("turned", 180.0, Damage(rotation=180)), ("blur", 6.0, Damage(blur=6)), ("jpeg", 5.0, Damage(quality=5))],
)
def test_a_slider_damages_the_photo_and_the_networks_answer(page, key, value, damage):
    page.slider(key=key).set_value(value).run()
    assert not page.exception
    assert answers(page) == [sentence(name, damage) for name in NETWORKS]


def test_an_answer_that_changes_says_what_it_was(page):
    page.slider(key="covered").set_value(0.8).run()
    assert not page.exception
    assert "instead of “Very likely a German shepherd”" in words(page)


def test_a_link_opens_the_same_damage(app, coarse):
    page = app.switch_page("pages/stress.py")
    page.query_params.update({"turned": "90", "covered": "0.2", "across": "0.3"})
    page.run()
    assert not page.exception
    assert page.slider(key="turned").value == 90
    assert answers(page)[0] == sentence("cnn", Damage(rotation=90, occlusion=0.2, place=(0.3, 0.5)))


CAT = SAMPLES[1].file.read_bytes()


def choose(page, photo):
    """The sample cat, or the same photo brought by a visitor."""
    page.session_state["stress-source"] = SAMPLES[1].file.name if photo == "sample" else "own"
    page.run()
    if photo == "upload":
        page.file_uploader[0].set_value(("cat.webp", CAT, "image/webp")).run()
    assert not page.exception
    return page


@pytest.mark.parametrize("photo", ["sample", "upload"])
def test_a_photo_without_a_dog_gets_the_sentence_of_the_identify_page(page, photo):
    choose(page, photo)
    said = identify("cat.webp", CAT, load_network(settings().model)).verdict.sentence
    assert said == "No dog found in this photo"
    assert f"Whole photo, as on the Identify page: **{said}**" in words(page)
    assert page.warning[0].value == ("Alone, Our CNN and Xception name a breed for every photo, with or without a dog.")
    assert not [header for header in answers(page) if header in {dog.name for dog in BREEDS}]
    assert "there is no breed whose probability a curve could follow" in words(page)
    assert len(page.get("plotly_chart")) == 8


def test_the_ensemble_and_the_imagenet_filter_say_how_probable_a_dog_is(page):
    choose(page, "sample")
    page.get("button_group")[1].set_value(["served", "gate"]).run()
    assert not page.exception
    assert answers(page)[1] == "No dog found in this photo"
    scene = load_network("served").predict(whole(CAT)).scene
    assert scene
    assert words(page).count(f"Chance of a dog: **{percent(scene.dog)}**") == 2
    assert not page.warning
    assert len(page.get("progress")) == 3


def test_a_dog_that_the_visitor_taught_is_named_here_too_and_for_nobody_else(app, coarse):
    shepherd = load_network("served").predict(decode(SAMPLES[0].file.read_bytes()).pixels)
    assert shepherd.embedding is not None
    visitors = []
    for taught in ((TaughtDog("Rex <b>", shepherd.embedding[np.newaxis]),), ()):
        page = AppTest.from_file(app._script_path, default_timeout=120).switch_page("pages/stress.py")
        page.session_state["taught-dogs"] = taught
        page.run()
        page.get("button_group")[1].set_value(["cnn", "served"]).run()
        assert not page.exception
        visitors.append((words(page), answers(page), page.get("plotly_chart")[0].proto.spec))
    (said, named, _), (other, others_named, curve) = visitors
    assert "Whole photo, as on the Identify page: **Looks like “Rex <b>”, which you taught it**" in said
    assert named[1] == "Looks like “Rex <b>”, which you taught it"
    assert "Rex" not in other + "".join(others_named) + curve


def test_networks_stand_in_the_order_of_every_page_whichever_was_chosen_first(page):
    page.get("button_group")[1].set_value(["served", "xception", "cnn"]).run()
    titles = [text.value for text in page.markdown if text.value in {f"**{title(name)}**" for name in REGISTRY}]
    assert titles[:3] == ["**Our CNN**", "**Xception**", "**dogbreed ensemble**"]


def test_a_dog_that_can_no_longer_be_seen_is_not_found_and_the_curve_ends_there(page):
    page.get("button_group")[1].set_value(["served"]).run()
    page.session_state["damage"] = "Contrast"
    page.slider(key="contrasts").set_value(0.0).run()
    assert not page.exception
    assert answers(page)[0].startswith("No dog found")
    assert "instead of “Very likely a German shepherd”" in words(page)
    curve = json.loads(page.get("plotly_chart")[0].proto.spec)["data"][0]
    assert "No dog found" in curve["customdata"][0][1]
    assert curve["marker"]["color"][0] != curve["marker"]["color"][-1]


def test_the_identify_page_is_asked_once_per_photo(app, coarse, monkeypatch):
    asked = []
    predict = Ensemble.predict

    def counted(of, pixels):
        asked.append(pixels.shape)
        return predict(of, pixels)

    monkeypatch.setattr(Ensemble, "predict", counted)
    page = app.switch_page("pages/stress.py").run()
    page.session_state["stress-source"] = "own"
    page.run()
    asked.clear()
    page.file_uploader[0].set_value(("rex.jpg", dog(77), "image/jpeg")).run()
    for value in (30.0, 60.0):
        page.slider(key="turned").set_value(value).run()
    assert not page.exception
    assert len(asked) == 1


def test_reset_puts_all_back(page):
    assert page.button(key="stress-reset").disabled
    page.slider(key="turned").set_value(90.0).run()
    page.slider(key="across").set_value(0.1).run()
    page.button(key="stress-reset").click().run()
    assert not page.exception
    assert all(page.slider(key=slider.key).value == slider.neutral for slider in ALL)
    assert page.button(key="stress-reset").disabled


def test_without_a_network_it_asks_for_one(page):
    page.get("button_group")[1].set_value([]).run()
    assert not page.exception
    assert "Choose a network" in words(page)


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.label)
def test_every_slider_can_be_swept(page, slider):
    page.session_state["damage"] = slider.label
    page.run()
    assert not page.exception
    assert f"over {slider.label.lower()}" in page.get("plotly_chart")[0].proto.alt


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.label)
def test_the_values_of_a_sweep_are_places_of_the_slider_and_hold_the_untouched_photo(slider):
    assert 15 <= len(slider.values) <= 60
    assert slider.neutral in slider.values
    assert (slider.values[0], slider.values[-1]) == (slider.low, slider.high)
    steps = (np.array(slider.values) - slider.low) / slider.step
    assert steps == pytest.approx(np.round(steps), abs=1e-6)


def test_a_bad_upload_is_a_sentence(page):
    page.session_state["stress-source"] = "own"
    page.run()
    page.file_uploader[0].set_value([("notes.jpg", b"not a photo", "image/jpeg")]).run()
    assert not page.exception
    assert "text file" in page.error[0].value


def test_two_visitors_get_answers_to_their_own_photos(app, coarse):
    said = []
    for number in (0, 300):
        page = AppTest.from_file(app._script_path, default_timeout=120).switch_page("pages/stress.py").run()
        page.session_state["stress-source"] = "own"
        page.run()
        page.file_uploader[0].set_value(("rex.jpg", dog(number), "image/jpeg")).run()
        assert not page.exception
        said.append([bar.value for bar in page.get("progress")])
        expected_share = load_network("cnn").predict(whole(dog(number))).top(1)[0][1]
        assert any(share == pytest.approx(100 * expected_share, abs=1) for share in said[-1])
    assert said[0] != said[1]


def test_a_slider_that_moves_again_ends_the_outdated_work(page, monkeypatch):
    blurs = []
    answer = live_test.answer_to_damaged

    def counted(name, subject, damage):
        if damage.blur:
            blurs.append(damage.blur)
            if len(blurs) == 4:  # after two answers, the curve is being computed
                move(page, "blur", 4.0)
        return answer(name, subject, damage)

    monkeypatch.setattr(live_test, "answer_to_damaged", counted)
    page.slider(key="blur").set_value(9.5).run()
    assert not page.exception
    assert blurs[:4] == [9.5] * 4
    assert set(blurs[4:]) == {4.0}
    assert page.slider(key="blur").value == 4.0


def move(page, key, value):
    """What the browser sends while a run is still going on."""
    context = get_script_run_ctx()
    assert context and context.script_requests
    states = WidgetStates()
    state = states.widgets.add()
    state.id, state.double_array_value.data[:] = page.slider(key=key).id, [value]
    context.script_requests.request_rerun(
        RerunData(
            widget_states=states,
            page_script_hash=context.page_script_hash,
            query_string=context.query_string,
            fragment_id=ThreadState.get().fragment_id,  # in a fragment, Streamlit would let the run finish
        )
    )


def test_the_committed_figures_on_damaged_photos_are_drawn_for_every_kind(page):
    charts = {chart.proto.alt.split(",")[0]: chart for chart in page.get("plotly_chart")}
    assert "Accuracy under rotation" in charts
    assert len(page.get("plotly_chart")) == 1 + 8
    page.get("button_group")[-1].set_value("Calibration error").run()
    assert not page.exception
