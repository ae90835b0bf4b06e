"""The placeholder for a photo that is not available: a drawing with the breed, its group and the photo's size."""

import io
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from dogbreed.breeds import GROUPS, Breed

LONGEST = 640


class Colours(NamedTuple):
    """Colours of a card, those of the app's theme, `#rrggbb`."""

    paper: str
    edge: str
    ink: str
    faint: str
    paw: str


LIGHT = Colours("#f1eee7", "#ddd8cd", "#24211d", "#6f6a61", "#c9d5d2")
DARK = Colours("#282520", "#443f37", "#eeebe5", "#a8a298", "#3c4b4b")
PAW_PADS = ((0.5, 0.68, 0.26, 0.21), (0.14, 0.46, 0.11, 0.16), (0.37, 0.2, 0.115, 0.17), (0.63, 0.2, 0.115, 0.17),
            (0.86, 0.46, 0.11, 0.16))  # fmt: skip


@lru_cache(maxsize=256)
def placeholder(breed: Breed, size: tuple[int, int], dark: bool = False) -> bytes:
    """The placeholder of a photo as a JPEG file, see `drawn`; the last ones are kept, about 20 kB each."""
    file = io.BytesIO()
    drawn(breed, size, DARK if dark else LIGHT).save(file, "JPEG", quality=90)
    return file.getvalue()


def drawn(breed: Breed, size: tuple[int, int], colours: Colours = LIGHT) -> Image.Image:
    """Draw the placeholder of a photo.

    Args:
        breed: The breed that the photo shows.
        size: The photo's width and height, px.
        colours: Of the theme.

    Returns:
        An RGB image of the photo's shape, its longest side 640 px, no side shorter than half of that.
    """
    width, height = _shape(size)
    image = Image.new("RGB", (width, height), colours.paper)
    draw = ImageDraw.Draw(image)
    unit = min(width, height) / 20
    draw.rounded_rectangle((unit, unit, width - unit, height - unit), radius=unit, outline=colours.edge, width=2)
    paw = _paw(round(5.5 * unit))
    image.paste(colours.paw, (round((width - paw.width) / 2), round(height / 2 - 8 * unit)), paw)
    name, font = _fitted(draw, _ascii(breed.name), width - 4 * unit, 1.9 * unit)
    draw.multiline_text((width / 2, height / 2 + 0.7 * unit), name, colours.ink, font, "mm", align="center")
    group, font = _fitted(draw, f"Group: {_short_group(breed)}", width - 4 * unit, 1.3 * unit)
    draw.multiline_text((width / 2, height / 2 + 4.4 * unit), group, colours.ink, font, "mm", align="center")
    pixels = f"{size[0]:,} x {size[1]:,} px"
    draw.text((width / 2, height / 2 + 7.2 * unit), pixels, colours.faint, ImageFont.load_default(1.1 * unit), "mm")
    return image


def _shape(size: tuple[int, int]) -> tuple[int, int]:
    scale = LONGEST / max(*size, 1)
    width, height = (max(LONGEST // 2, round(side * scale)) for side in size)
    return width, height


def _short_group(breed: Breed) -> str:
    return next(group.short for group in GROUPS if group.name == breed.group)


def _ascii(name: str) -> str:
    """The name without accents: Pillow's built-in font has ASCII letters only."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _fitted(
    draw: ImageDraw.ImageDraw, name: str, width: float, size: float
) -> tuple[str, ImageFont.FreeTypeFont | ImageFont.ImageFont]:
    """The name and the largest font up to `size` px in which it fits `width`; on two lines if it is long."""
    words = name.split()
    lines = [name] + ["\n".join((" ".join(words[:at]), " ".join(words[at:]))) for at in range(1, len(words))]
    for step in np.linspace(1, 0.4, 13):
        font = ImageFont.load_default(size * step)
        widths = [draw.multiline_textbbox((0, 0), text, font)[2] for text in (lines[:1] if step > 0.9 else lines)]
        if min(widths) <= width:
            break
    return lines[0 if widths[0] <= width else int(np.argmin(widths))], font


def _paw(side: int) -> Image.Image:
    """An antialiased mask in the shape of a paw, mode L."""
    large = Image.new("L", (4 * side, 4 * side))
    draw = ImageDraw.Draw(large)
    for x, y, across, down in PAW_PADS:
        draw.ellipse([round(4 * side * edge) for edge in (x - across, y - down, x + across, y + down)], fill=255)
    return large.resize((side, side), Image.Resampling.LANCZOS)
