import io

import pytest
import streamlit as st
from PIL import Image

from dogbreed.dataset.files import photo_path
from dogbreed.settings import settings
from dogbreed.ui.preparation import augmentation
from dogbreed.ui.widgets.photo_choice import DATASET, OWN
from tests.pages.drawn import photo
from tests.pages.real import dog

SIGN = "\N{MULTIPLICATION SIGN}"
SOURCE = "preparation-source"


@pytest.fixture
def page(app):
    return app.switch_page("pages/preparation.py").run()


def words(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.info, *page.warning])


def choose(page, value):
    next(group for group in page.get("button_group") if group.key == SOURCE).set_value(value).run()
    assert not page.exception
    return page


def upload(page, data):
    choose(page, OWN).file_uploader[0].set_value(("rex.jpg", data, "image/jpeg")).run()
    assert not page.exception
    return page


def turned(orientation):
    """A drawn dog of 320 x 240 px with the mark of a camera held upright; the networks see no dog in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    Image.open(io.BytesIO(photo())).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_sample_goes_all_the_way_to_the_network(page):
    assert not page.exception
    for name in ("1. As it is stored", "2. Upright", "3. The dog's box", "4. Cropped", "5. The study's square"):
        assert name in words(page)
    assert "6. Input of Xception" in words(page)
    assert f"**224{SIGN}224** = 50,176 pixels" in words(page)
    assert f"**299{SIGN}299** = 89,401 pixels" in words(page)
    assert f"**868{SIGN}704** = 611,072 pixels" in words(page)
    assert all(image.proto.imgs[0].alt for image in page.get("image"))
    assert len(page.get("image")) == 6 + 5 + 10


def test_a_phone_photo_is_stored_on_its_side_and_set_upright(page):
    upload(page, turned(6))
    assert f"**320{SIGN}240** = 76,800 pixels. A JPEG file with rotation tag 6" in words(page)
    assert f"**240{SIGN}320** = 76,800 pixels. Turned" in words(page)


def test_the_sample_without_a_dog_gets_no_box_and_no_breed(page):
    choose(page, "cat.webp")
    assert "No dog found in this photo. Without a dog there is no box: the whole photo is used." in words(page)
    assert "The dog's box" not in words(page)
    assert "so there is no breed to find in its copies" in words(page)
    assert not page.get("plotly_chart")
    assert [caption.value for caption in page.caption if caption.value.startswith("copy")] == [
        f"copy {number}" for number in range(2, 11)
    ]
    assert len(page.get("image")) == 6 + 5 + 10


def test_copies_of_your_own_photo_are_compared_with_the_answer_to_it_not_called_right(page):
    upload(page, dog())
    assert "No box is known for this photo" in words(page)
    assert "copies get the same answer as the whole photo: most probably a German shepherd" in words(page)
    assert "Whole photo, as on the Identify page: **Very likely a German shepherd**" in words(page)
    assert "right breed" not in words(page)
    assert "check_circle" not in words(page)


@pytest.fixture
def shepherd_labelled_as_pug(app):
    """The page with a photo of the dataset that the networks take for another breed than its label says."""
    file = photo_path(settings().data_dir, "n02110958-pug/n02110958_10186.jpg")
    file.parent.mkdir(parents=True)
    file.write_bytes(dog())
    app.switch_page("pages/preparation.py")
    app.query_params["photo"] = "n02110958_10186"
    return app.run()


def test_copies_are_scored_against_the_label_even_where_the_network_never_names_it(shepherd_labelled_as_pug):
    page = shepherd_labelled_as_pug
    assert not page.exception
    assert "None of the 10 copies are taken for a pug, the right breed" in words(page)
    assert page.get("plotly_chart")[0].proto.alt.startswith("Probability of Pug for 10 copies")
    assert ":material/cancel: **German shepherd**" in words(page)


def test_a_label_that_the_network_has_not_learned_is_said_and_not_scored(shepherd_labelled_as_pug):
    page = shepherd_labelled_as_pug
    page.selectbox(key="network").select("cnn-study-30").run()
    assert not page.exception
    assert "The study's CNN, 30 breeds has not learned the breed Pug" in words(page)
    assert "the same answer as the whole photo" in words(page)
    assert "right breed" not in words(page)


def test_a_file_that_is_no_photo_gets_a_sentence_and_no_other_dog_takes_its_place(page):
    upload(page, b"not a photo")
    assert "rex" in page.error[0].value
    assert not page.get("image")


def test_the_answers_follow_the_sliders_and_the_seed(page):
    chart = page.get("plotly_chart")[0].proto
    page.number_input(key="seed").set_value(2).run()
    other = page.get("plotly_chart")[0].proto
    assert chart.alt != other.alt
    for name in ("mirror", "zoom", "rotation", "translation", "contrast"):
        page.slider(key=name).set_value(0.0).run()
    assert not page.exception
    assert words(page).count(", off") == 5
    said = {
        caption.value.partition(": ")[2] for caption in page.caption if caption.value.startswith(("original", "copy"))
    }
    assert len(said) == 1
    assert "All 10 copies are taken for a German shepherd, the right breed" in words(page)


def test_a_link_opens_a_photo_of_the_dataset(app):
    app.switch_page("pages/preparation.py")
    app.query_params["photo"] = "n02092002_1017"
    page = app.run()
    assert not page.exception
    assert page.selectbox(key="breed").value == "n02092002"
    assert "Photo not installed" in words(page)


def test_a_link_to_a_photo_that_does_not_exist_says_so(app):
    app.switch_page("pages/preparation.py")
    app.query_params["photo"] = "n02092002_0"
    page = app.run()
    assert not page.exception
    assert "has no photo called" in words(page)


def test_the_dataset_is_offered_without_its_photos(page):
    choose(page, DATASET)
    assert "Photo not installed" in words(page)
    assert f"**868{SIGN}704**" in words(page)


def test_all_pictures_are_there_before_the_network_has_answered(app, monkeypatch):
    monkeypatch.setattr(augmentation, "_prediction", lambda *_: st.stop())
    page = app.switch_page("pages/preparation.py").run()
    assert len(page.get("image")) == 6 + 5 + 10
    assert any("One photo becomes ten" in header.value for header in page.header)
    assert not any("copy 2" in caption.value for caption in page.caption)
