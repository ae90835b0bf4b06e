import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from streamlit.testing.v1 import AppTest

from dogbreed.breeds import BREEDS
from dogbreed.ui.identify import share_picture as module
from dogbreed.ui.identify.share_picture import BARS, HEADING, MARGIN, PAPER, ROW, TALLEST, WIDTH, share_picture

SENTENCE = "Very likely a Scottish deerhound"
TOP = [("Scottish deerhound", 0.912), ("Irish wolfhound", 0.05), ("Borzoi", 0.02), ("Saluki", 0.01), ("Pug", 0.0001)]
RED, BLUE = (200, 30, 30), (30, 30, 200)


def photo(size: tuple[int, int], orientation: int = 1) -> bytes:
    """A red photo with a blue left half, with EXIF data."""
    image = Image.new("RGB", size, RED)
    ImageDraw.Draw(image).rectangle((0, 0, max(size[0] // 2 - 1, 0), size[1]), BLUE)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Secret camera"
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, quality=95)
    return file.getvalue()


def drawn(sentence: str = SENTENCE, top: list[tuple[str, float]] = TOP, data: bytes | None = None) -> Image.Image:
    return Image.open(io.BytesIO(share_picture(sentence, top, data or photo((400, 300)))))


def near(pixels: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Where the pixels have about this colour."""
    found: np.ndarray = np.abs(pixels.astype(int) - colour).max(axis=-1) < 40
    return found


def text(picture: Image.Image, photo_height: int) -> np.ndarray:
    """Where something is drawn below the photo."""
    paper = np.array(tuple(int(PAPER[place : place + 2], 16) for place in (1, 3, 5)))
    found: np.ndarray = np.abs(np.asarray(picture)[photo_height + 8 :].astype(int) - paper).max(axis=-1) > 24
    return found


def test_it_is_a_jpeg_of_a_phone_s_width_with_nothing_of_the_camera():
    picture = drawn()
    assert (picture.format, picture.width) == ("JPEG", WIDTH)
    assert not picture.getexif()
    assert b"Secret" not in share_picture(SENTENCE, TOP, photo((400, 300)))


@pytest.mark.parametrize("size", [(400, 300), (300, 400), (200, 1600), (3000, 200), (1, 1)])
def test_the_photo_keeps_its_shape(size):
    pixels = np.asarray(drawn(data=photo(size)))
    shown = near(pixels, RED) | near(pixels, BLUE)
    rows, columns = np.flatnonzero(shown.any(axis=1)), np.flatnonzero(shown.any(axis=0))
    height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
    assert width <= WIDTH and height <= TALLEST
    assert width > WIDTH - 3 or height > TALLEST - 3
    assert width / height == pytest.approx(size[0] / size[1], rel=0.05)


@pytest.mark.parametrize("size", [(5000, 1), (1, 5000)])
def test_a_photo_that_is_hardly_one_is_drawn_too(size):
    assert drawn(data=photo(size)).width == WIDTH


def test_the_photo_is_upright():
    pixels = np.asarray(drawn(data=photo((300, 400), orientation=6)))
    assert near(pixels[20, 540], BLUE) and near(pixels[780, 540], RED)


def test_no_more_than_five_bars_in_proportion():
    pixels = np.asarray(drawn(top=[*TOP, ("Beagle", 0.5)]))
    filled = near(pixels[810:], (15, 94, 102)).sum(axis=1)
    bars = np.diff(np.flatnonzero(filled > 10), prepend=-9) > 1
    assert bars.sum() <= BARS
    assert filled.max() == pytest.approx(0.912 * (WIDTH - 2 * MARGIN), abs=6)
    assert drawn(top=[]).height == drawn().height - BARS * ROW - HEADING


@pytest.mark.parametrize(
    "sentence",
    [
        "Not one of the 120 breeds it learned. Most like a dachshund, from the few photos it has seen",
        "Very likely " + "a very long name of a dog and " * 40,
        "W" * 900,
        "A\nB\tC \N{NO-BREAK SPACE}D",
        "",
    ],
)
@pytest.mark.parametrize("name", ["Pug", "W" * 300])
def test_long_texts_stay_inside_the_margins_and_the_height_is_limited(sentence, name):
    picture = drawn(sentence, [(name, 0.5)])
    columns = np.flatnonzero(text(picture, 810).any(axis=0))
    assert columns[0] >= MARGIN - 4 and columns[-1] <= WIDTH - MARGIN + 4
    assert picture.height < 1700


def test_all_of_a_sentence_of_ours_can_be_read():
    sentence = "Not one of the 120 breeds it learned. Most like a dachshund, from the few photos it has seen"
    lines, _ = module._wrapped(sentence)
    assert " ".join(lines) == sentence


def test_accents_are_drawn():
    named = [dog.name for dog in BREEDS if not dog.name.isascii()] + ["Löwchen", "Pražský krysařík", "Čuvač"]
    for name in named:
        for font in (module._font(module.SERIF, 60), module._font(module.SANS, 38)):
            assert module._drawable(name, font) == name
    assert drawn("A Brabançon griffon").tobytes() != drawn("A Brabancon griffon").tobytes()


@pytest.mark.parametrize("fonts", [True, False])
def test_characters_that_a_font_lacks_are_no_boxes(fonts, monkeypatch):
    if not fonts:
        monkeypatch.setattr(module, "FONTS", Path("nowhere"))
    font = module._font(module.SANS, 38)
    assert module._drawable("Rex \N{DOG FACE}小", font) == "Rex ?"
    assert module._drawable("ç", font) == ("ç" if fonts else "c")
    assert drawn("Rex \N{DOG FACE} 小", [("Brabançon griffon", 1.0)]).width == WIDTH


def test_the_button_draws_nothing_before_the_click():
    def script() -> None:
        from dogbreed.ui.identify.share_picture import share_button

        share_button("Very likely a pug", [("Pug", 0.9)], b"no photo")

    page = AppTest.from_function(script).run()
    assert not page.exception
    [button] = page.get("download_button")
    assert button.proto.label == "Answer as a picture"
