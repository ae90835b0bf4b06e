"""A photo that was given on one page is offered on the others."""

import pytest

from dogbreed.ui.widgets.own_photo import KEY
from dogbreed.ui.widgets.photo_choice import OWN
from tests.pages.drawn import photo
from tests.pages.real import dog

PAGES = ["stress", "preparation", "architectures"]


def source(page, name):
    return next(group for group in page.get("button_group") if group.key == f"{name}-source")


def identify(app, *files):
    page = app.switch_page("pages/identify.py").run()
    page.file_uploader[0].set_value([(name, data, "image/jpeg") for name, data in files]).run()
    assert not page.exception
    return page


@pytest.mark.parametrize("name", PAGES)
def test_the_photo_of_the_identify_page_comes_first_with_its_picture(app, name):
    page = identify(app, ("rex.jpg", dog())).switch_page(f"pages/{name}.py").run()
    assert not page.exception
    assert source(page, name).value == OWN
    assert any("data:image/jpeg" in option and "Your photo" in option for option in source(page, name).options)
    assert not page.file_uploader
    assert any("your photo" in image.proto.imgs[0].alt.lower() for image in page.get("image"))


@pytest.mark.parametrize("name", PAGES)
def test_without_a_photo_of_ones_own_no_other_dog_is_shown_in_its_place(app, name):
    page = app.switch_page(f"pages/{name}.py").run()
    shown = len(page.get("image"))
    source(page, name).set_value(OWN).run()
    assert not page.exception
    assert len(page.get("image")) < shown
    assert page.file_uploader


def test_a_photo_given_on_another_page_can_be_identified(app):
    page = app.switch_page("pages/stress.py").run()
    source(page, "stress").set_value(OWN).run()
    page.file_uploader[0].set_value(("rex.jpg", dog(), "image/jpeg")).run()
    page.switch_page("pages/identify.py").run()
    page.button(key="own-photo-here").click().run()
    assert not page.exception
    assert page.title[0].value == "Very likely a German shepherd"


def test_of_several_photos_the_one_that_was_opened_is_offered(app):
    page = identify(app, *((f"{number}.jpg", photo(number)) for number in range(3)))
    assert page.session_state[KEY].name == "2.jpg"
    page.button(key=next(button.key for button in page.button if "/0.jpg" in (button.key or ""))).click().run()
    assert page.session_state[KEY].name == "0.jpg"


def test_a_photo_that_replaced_it_elsewhere_is_not_replaced_in_turn(app):
    page = identify(app, ("first.jpg", dog())).switch_page("pages/preparation.py").run()
    page.button(key="preparation-another").click().run()
    page.file_uploader[0].set_value(("second.jpg", photo(), "image/jpeg")).run()
    page.switch_page("pages/identify.py").run()
    assert not page.exception
    assert page.session_state[KEY].name == "second.jpg"


def test_starting_over_forgets_it(app):
    page = identify(app, ("rex.jpg", dog()))
    page.button(key="clear").click().run()
    assert KEY not in page.session_state


def test_it_teaches_too(app):
    page = identify(app, ("rex.jpg", dog())).switch_page("pages/teach.py").run()
    page.text_input[0].set_value("Rex")
    page.checkbox[0].check()
    page.file_uploader[0].set_value([(f"{number}.jpg", dog(number), "image/jpeg") for number in (77, 160)])
    page.button[0].click().run()
    assert not page.exception
    [taught] = page.session_state["taught-dogs"]
    assert len(taught.vectors) == 3
