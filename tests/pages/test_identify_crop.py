"""Several dogs in one photo on the Identify page, and the tool that crops it."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.inference.identify import identify
from dogbreed.ui.identify import album, crop
from tests.pages.conftest import APP
from tests.pages.real import dog

JPEG = "image/jpeg"
LEFT, RIGHT = (0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/identify.py").run()


def upload(page: AppTest) -> AppTest:
    return page.file_uploader[0].set_value([("rex.jpg", dog(), JPEG)]).run()


def files(page: AppTest) -> list[str]:
    return [entry.answer.file for entry in page.session_state["album"].entries.values()]


def cropping(page: AppTest) -> AppTest:
    return next(toggle for toggle in page.toggle if toggle.label == "Crop to one dog").set_value(True).run()


def test_a_crop_is_answered_as_a_photo_of_its_own_and_opened(page):
    cropping(upload(page))
    page.slider[0].set_value((20, 100))
    page.slider[1].set_value((0, 80)).run()
    before = page.session_state["album"].entries
    [entry] = before.values()
    next(button for button in page.button if button.label == "Identify this part").click().run()
    assert not page.exception
    assert files(page) == ["rex.jpg", "rex.jpg, crop"]
    cut = page.session_state["album"].entries[page.session_state["album"].opened]
    assert cut.pixels().shape[1] == pytest.approx(0.8 * entry.pixels().shape[1], abs=1)
    assert cut.pixels().shape[0] == pytest.approx(0.8 * entry.pixels().shape[0], abs=1)
    assert page.title[0].value == "Very likely a German shepherd"


def test_a_crop_of_nothing_says_what_to_do(page):
    cropping(upload(page))
    page.slider[0].set_value((50, 50)).run()
    assert not page.exception
    assert "This part is too small" in page.warning[0].value
    assert "Identify this part" not in [button.label for button in page.button]


def test_several_dogs_are_told_and_each_gets_an_answer(page, monkeypatch):
    def with_two_dogs(*arguments):
        answer = identify(*arguments)
        assert answer.prediction
        return replace(answer, prediction=replace(answer.prediction, several_dogs=True))

    monkeypatch.setattr(album, "identify", with_two_dogs)
    monkeypatch.setattr(crop, "locate_dogs", lambda *_: [LEFT, RIGHT])
    upload(page)
    assert "There seem to be several dogs" in page.info[0].value
    next(button for button in page.button if button.label == "Answer for each dog").click().run()
    assert not page.exception
    assert files(page) == ["rex.jpg", "rex.jpg, dog 1", "rex.jpg, dog 2"]


def test_one_dog_gets_no_remark(page):
    upload(page)
    assert not page.info
    assert "Answer for each dog" not in [button.label for button in page.button]
