import numpy as np
import pytest
from PIL import Image

from dogbreed.imaging import frames
from dogbreed.imaging.decode import decode
from tests.imaging.drawing import UPRIGHT, corners, file_of, quarters

ANIMATED = ["GIF", "WebP", "PNG", "AVIF"]


@pytest.mark.parametrize("kind", ["GIF", "WebP", "PNG", "TIFF", "AVIF"])
def test_of_several_pictures_the_first_is_taken(kind):
    data = file_of(quarters(), kind, save_all=True, append_images=[Image.new("RGB", (96, 64))] * 3)
    assert corners(decode(data).pixels) == UPRIGHT


@pytest.mark.parametrize("blank", [Image.new("RGB", (96, 64)), Image.new("RGB", (96, 64), "white")])
@pytest.mark.parametrize("kind", ANIMATED)
def test_a_blank_first_frame_is_passed_over(kind, blank):
    data = file_of(blank, kind, save_all=True, append_images=[quarters(), blank])
    photo = decode(data)
    assert corners(photo.pixels) == UPRIGHT
    assert (photo.format, photo.width, photo.height) == (kind, 96, 64)


@pytest.mark.parametrize("kind", ANIMATED)
def test_an_animation_that_fades_in_is_taken_when_it_shows_something(kind):
    steps = [quarters().point(lambda value, step=step: value * step // 40) for step in range(41)]
    pixels = decode(file_of(steps[0], kind, save_all=True, append_images=steps[1:], duration=40)).pixels
    assert frames.contrast(Image.fromarray(pixels)) >= 0.9 * frames.CLEAR
    assert corners(np.clip(pixels * 1.6, 0, 255).astype(np.uint8)) == UPRIGHT


def test_a_blank_default_image_of_a_png_is_passed_over():
    blank = Image.new("RGB", (96, 64), (3, 3, 3))
    data = file_of(blank, "PNG", save_all=True, default_image=True, append_images=[quarters(), blank])
    assert corners(decode(data).pixels) == UPRIGHT


@pytest.mark.parametrize("kind", ["GIF", "WebP", "PNG"])
def test_a_transparent_first_frame_is_passed_over(kind):
    clear = Image.new("RGBA", (96, 64), (0, 0, 0, 0))
    data = file_of(clear, kind, save_all=True, append_images=[quarters().convert("RGBA")], disposal=2)
    assert corners(decode(data).pixels) == UPRIGHT


@pytest.mark.parametrize("kind", ANIMATED)
def test_of_frames_without_contrast_the_clearest_is_taken(kind):
    faint = [quarters().point(lambda value, share=share: 100 + value // share) for share in (40, 6, 20)]
    pixels = decode(file_of(faint[0], kind, save_all=True, append_images=faint[1:])).pixels
    assert frames.contrast(Image.fromarray(pixels)) == pytest.approx(frames.contrast(faint[1]), abs=1)


@pytest.mark.parametrize("kind", ANIMATED)
def test_a_blank_animation_is_still_a_photo(kind):
    blank = Image.new("RGB", (96, 64))
    assert decode(file_of(blank, kind, save_all=True, append_images=[blank] * 3)).pixels.max() < 3


def test_a_damaged_second_frame_leaves_the_first():
    data = file_of(Image.new("L", (96, 64), 9), "GIF", save_all=True, append_images=[quarters()])
    assert decode(data[:-200]).pixels.max() == 9


def test_a_gif_of_ten_thousand_dark_frames_stays_cheap(monkeypatch):
    dark = [Image.new("L", (64, 64), 1), Image.new("L", (64, 64), 2)]
    start = file_of(dark[0], "GIF", save_all=True, append_images=[dark[1]], duration=40)
    head, frame = start[: start.rindex(b"!\xf9")], start[start.rindex(b"!\xf9") : -1]
    looked = []

    def contrast(image):
        looked.append(image.tell())
        return 0.0

    monkeypatch.setattr(frames, "contrast", contrast)
    assert decode(head + frame * 10_000 + b";").width == 64
    assert len(looked) < frames.MAX_FRAMES
    assert max(looked) < frames.MAX_FRAMES


def test_large_frames_are_searched_less(monkeypatch):
    monkeypatch.setattr(frames, "MAX_FRAME_PIXELS", 3 * 96 * 64)
    blank = Image.new("RGB", (96, 64))
    near = file_of(blank, "WebP", save_all=True, append_images=[Image.new("RGB", (96, 64), "white"), quarters()])
    assert corners(decode(near).pixels) == UPRIGHT
    monkeypatch.setattr(frames, "MAX_FRAME_PIXELS", 2 * 96 * 64)
    assert corners(decode(near).pixels) != UPRIGHT
