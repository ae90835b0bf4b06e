"""An answer as one picture to share: the photo, the sentence, the first bars. It is made in memory, without EXIF data.

It is written in the app's fonts, which come with Streamlit; if these cannot be read, in the one built into Pillow,
which has no accents.
"""

import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from PIL import Image, ImageDraw, ImageFont, ImageOps

from dogbreed.breeds import BREEDS
from dogbreed.ui.formatting import percent

WIDTH, MARGIN, TALLEST = 1080, 54, 1200
"""Of the picture, of its edges and of the photo at most, px."""
BARS = 5
ROW, BAR, HEADING = 86, 16, 56
"""Height of a bar with its text, of the bar alone, and of the line above all bars, px."""
LINES = 6
"""Of the sentence at most."""
PAPER, BEHIND, TRACK, INK, FAINT, FILL = "#fcfbf8", "#f1eee7", "#e4dfd4", "#24211d", "#6f6a61", "#0f5e66"
MADE_WITH = "made with dogbreed"

FONTS = Path(st.__file__).parent / "static" / "static" / "media"
SERIF, SANS = "SourceSerifVariable-Roman*", "SourceSansVF-Upright*"
AXES = {SERIF: (600, 32), SANS: (400,)}
"""Weight and, of the serif font, optical size."""
NO_CHARACTER = "\uffff"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def share_button(sentence: str, top: Sequence[tuple[str, float]], photo: bytes) -> None:
    """A button that downloads the picture, which is drawn on the click; see `share_picture`."""
    st.download_button(
        "Answer as a picture",
        lambda: share_picture(sentence, top, photo),
        "dogbreed.jpg",
        "image/jpeg",
        icon=":material/share:",
        on_click="ignore",
        key="share",
    )


def share_picture(sentence: str, top: Sequence[tuple[str, float]], photo: bytes) -> bytes:
    """Draw the picture.

    Args:
        sentence: Of the verdict.
        top: Names of the most probable breeds with their probabilities, 0 to 1, in order; only the first five are
            drawn, none if empty.
        photo: A JPEG file.

    Returns:
        A JPEG file, 1080 px wide and 2300 px high at most.
    """
    shown = _fitted(photo)
    lines, font = _wrapped(sentence)
    line = round(1.25 * _size(font))
    bars = top[:BARS]
    height = shown.height + MARGIN + line * len(lines) + (HEADING if bars else 0) + ROW * len(bars) + 3 * MARGIN
    picture = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, shown.height - 1), BEHIND)
    picture.paste(shown, ((WIDTH - shown.width) // 2, 0))
    place = shown.height + MARGIN
    for text in lines:
        draw.text((MARGIN, place), text, INK, font)
        place += line
    place += MARGIN // 2
    if bars:
        _text(draw, (MARGIN, place + 30), f"If it is one of the {len(BREEDS)} breeds:", _font(SANS, 32), FAINT, "ls")
        place += HEADING
    for name, probability in bars:
        _bar(draw, place, name, probability)
        place += ROW
    _text(draw, (WIDTH - MARGIN, height - MARGIN), MADE_WITH, _font(SANS, 30), FAINT, "rs")
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def _fitted(photo: bytes) -> Image.Image:
    """The photo, upright, as large as the room for it allows."""
    with Image.open(io.BytesIO(photo)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    scale = min(WIDTH / upright.width, TALLEST / upright.height)
    width, height = (max(1, round(side * scale)) for side in upright.size)
    return upright.resize((width, height), Image.Resampling.LANCZOS)


def _bar(draw: ImageDraw.ImageDraw, top: int, name: str, probability: float) -> None:
    """A name, its probability, and below them the bar."""
    font, right = _font(SANS, 38), WIDTH - MARGIN
    share = percent(probability)
    room = right - MARGIN - font.getlength(f"  {share}")
    _text(draw, (MARGIN, top + 38), _cut(_drawable(name, font), font, room), font, INK, "ls")
    _text(draw, (right, top + 38), share, font, INK, "rs")
    box = (MARGIN, top + 52, right, top + 52 + BAR)
    draw.rounded_rectangle(box, BAR // 2, TRACK)
    length = round((right - MARGIN) * min(max(probability, 0.0), 1.0))
    if length:
        draw.rounded_rectangle((MARGIN, box[1], MARGIN + max(length, BAR), box[3]), BAR // 2, FILL)


def _text(draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, font: Font, colour: str, anchor: str) -> None:
    draw.text(at, _drawable(text, font), colour, font, anchor)


def _wrapped(sentence: str) -> tuple[list[str], Font]:
    """The sentence in lines, and the font: smaller if there are many; what is left after the last line is cut."""
    for size in (60, 48, 40):
        font = _font(SERIF, size)
        lines = _lines(_drawable(sentence, font), font)
        if len(lines) <= LINES // 2:
            break
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], _cut(" ".join(lines[LINES - 1 :]), font, WIDTH - 2 * MARGIN)]
    return lines, font


def _lines(text: str, font: Font) -> list[str]:
    """The text broken between words where it can be, else within a word."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
            continue
        lines += [] if lines == [""] else [""]
        for letter in word:
            if font.getlength(lines[-1] + letter) > WIDTH - 2 * MARGIN:
                lines.append("")
            lines[-1] += letter
    return lines


def _cut(text: str, font: Font, width: float) -> str:
    """The text, its end replaced by dots if it is wider than that, px."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}...") > width:
        text = text[:-1]
    return f"{text}..."


def _font(name: str, size: int) -> Font:
    """A font of the app of a size in px. Each picture loads its own: FreeType's are not for several threads."""
    for file in sorted(FONTS.glob(name)):
        try:
            font = ImageFont.truetype(file, size)
            font.set_variation_by_axes(list(AXES[name]))
        except (OSError, NotImplementedError):  # FreeType without Brotli, or without variable fonts
            continue
        return font
    return ImageFont.load_default(size)


def _size(font: Font) -> float:
    return getattr(font, "size", 10.0)


def _drawable(text: str, font: Font) -> str:
    """The text with what the font lacks replaced: a letter by that without its accent or by "?", a sign by nothing."""
    missing = bytes(font.getmask(NO_CHARACTER))

    def drawn(character: str) -> str:
        if character.isspace():
            return " "
        if bytes(font.getmask(character)) != missing:
            return character
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        return plain or ("?" if character.isalnum() else "")

    found = {character: drawn(character) for character in set(text)}
    return "".join(found[character] for character in text)
