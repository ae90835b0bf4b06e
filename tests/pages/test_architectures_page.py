import json
import re

import pytest

from dogbreed.inference.bundle import available
from dogbreed.networks.registry import ENSEMBLE, in_order, title
from dogbreed.settings import settings
from tests.architecture.exported import write_bundle
from tests.pages.drawn import photo

FILTER = "architectures-filter-xception"
OWN = "own"


@pytest.fixture
def page(app):
    return app.switch_page("pages/architectures.py").run()


@pytest.fixture
def open_with(monkeypatch, tmp_path, request):
    """Opens the page over a models folder with these small networks."""

    def opened(*names):
        for name in names:
            write_bundle(tmp_path / "models", name)
        monkeypatch.setenv("DOGBREED_MODELS_DIR", str(tmp_path / "models"))
        settings.cache_clear()
        page = request.getfixturevalue("identify_page")
        return page.switch_page("pages/architectures.py").run()

    yield opened
    monkeypatch.undo()
    settings.cache_clear()


def words(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.header])


def choose(page, key, value):
    next(group for group in page.get("button_group") if group.key == key).set_value(value).run()
    return page


def test_it_tells_why_convolutions_the_road_and_our_networks(page):
    assert not page.exception
    assert [header.value for header in page.header] == [
        "Why convolutions",
        "The road to Xception",
        "Our networks, layer by layer",
    ]
    assert "1,216 parameters where a dense layer needs 116.6 billion" in words(page)
    assert "In four years the top-5 error fell from 18.2 % to 5.5 %" in words(page)


def test_networks_stand_in_the_order_of_every_page_and_the_ensemble_is_explained(page):
    own = [title(name) for name in in_order(available()) if name != ENSEMBLE]
    for key in ("architectures-first", "architectures-network"):
        group = next(group for group in page.get("button_group") if group.key == key)
        assert [option.content for option in group.proto.options] == own
    assert "Without layers of its own: **dogbreed ensemble**" in words(page)


def test_every_chart_has_words_for_screen_readers_and_its_numbers(page):
    charts = page.get("plotly_chart")
    assert len(charts) == 9
    assert all(len(chart.proto.alt) > 60 for chart in charts)
    assert len(page.get("download_button")) == len(charts) + 1
    assert all(image.proto.imgs[0].alt for image in page.get("image"))


def test_xception_is_drawn_with_the_sizes_of_its_maps(page):
    sign = "\N{MULTIPLICATION SIGN}"
    for size in ("299x299x3 in, 19x19x728 out", "19x19x728 in, 120 out"):
        assert re.sub(r"(\d)x(?=\d)", rf"\1{sign}", size) in words(page)
    assert [metric.value for metric in page.metric][:2] == ["21.0 million", "8.4 billion"]
    middle = next(chart for chart in page.get("plotly_chart") if "8 times" in chart.proto.alt)
    assert "added to it: the input as it is" in middle.proto.alt


def test_the_slider_shows_another_filter(page):
    assert "Where filter 1 responds in the photo" in words(page)
    page.slider(key=FILTER).set_value(9).run()
    assert not page.exception
    assert "Where filter 9 responds in the photo" in words(page)


def test_a_photo_of_ones_own_takes_the_place_of_the_sample(page):
    choose(page, "architectures-source", OWN)
    page.file_uploader[0].set_value(("rex.jpg", photo(), "image/jpeg")).run()
    assert not page.exception
    assert "your photo in grey" in page.get("image")[0].proto.imgs[0].alt
    assert not page.file_uploader
    next(button for button in page.button if button.label == "Another photo").click().run()
    assert page.file_uploader[0].value is None


@pytest.mark.parametrize("data", [b"", b"not a photo", photo()[:300]])
def test_a_file_that_is_no_photo_gets_a_sentence_and_no_other_dog_takes_its_place(page, data):
    choose(page, "architectures-source", OWN)
    page.file_uploader[0].set_value(("bad.jpg", data, "image/jpeg")).run()
    assert not page.exception
    assert "bad" in page.error[0].value
    assert not any("in grey" in image.proto.imgs[0].alt for image in page.get("image"))


def test_our_own_networks_are_drawn_too(open_with):
    page = open_with("cnn", "cnn-study", "dense")
    assert not page.exception
    for name in ("cnn", "cnn-study", "dense"):
        choose(page, "architectures-network", name)
        assert not page.exception
        assert f"layers of Small {name}, as exported" in words(page)


def test_a_network_without_a_convolution_is_not_offered_filters(open_with):
    page = open_with("dense")
    assert not page.exception
    assert "so there are no filters" in page.info[0].value
    assert "layers of Small dense" in words(page)


def test_without_networks_it_says_what_to_do(open_with):
    page = open_with()
    assert not page.exception
    assert "dogbreed export" in page.info[-1].value
    assert "The road to Xception" in words(page)


def test_a_damaged_network_is_told_and_the_others_stay(open_with, tmp_path):
    (write_bundle(tmp_path / "models", "cnn")).write_bytes(b"damaged")
    page = open_with("cnn-study")
    assert not page.exception
    assert "git checkout" in page.warning[0].value
    assert "layers of Small cnn-study" in words(page)


def test_a_network_without_a_layer_table_is_told_and_the_others_stay(open_with, tmp_path):
    card = write_bundle(tmp_path / "models", "cnn").with_name("card.json")
    content = json.loads(card.read_text())
    card.write_text(json.dumps(content | {"sha256": {"network.bin": content["sha256"]["network.bin"]}}))
    page = open_with("cnn-study")
    assert not page.exception
    assert "`python -m dogbreed export cnn`" in page.warning[0].value
    assert "layers of Small cnn-study" in words(page)
