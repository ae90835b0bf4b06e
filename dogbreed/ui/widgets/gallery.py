"""Galleries: photos in a grid, page by page, a drawn card where no source has a photo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from PIL import Image

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.placeholder import placeholder
from dogbreed.dataset.samples import Sample
from dogbreed.dataset.sources import photos
from dogbreed.imaging.box_drawing import photo_with_boxes
from dogbreed.ui.widgets.missing_photos import missing_photos
from dogbreed.ui.widgets.room import wide_picture

TEST_PHOTO_ORIGINS = {
    "local": "A test photo of Stanford Dogs. Our training did not use it, but ImageNet probably holds it.",
    "Dog CEO": "A photo from dog.ceo. Our training did not use it, but ImageNet may hold it.",
}
"""By `SourcedPhoto.source`."""


def sample_credit(sample: Sample) -> str:
    """Author, source and licence of a sample photo, Markdown."""
    return f"Photo: [{sample.author}]({sample.source}), {sample.licence.lower()}"


PAIRED = 120
"""Narrowest photo of a pair, px."""


@dataclass(frozen=True)
class GridPhoto:
    """A photo of the dataset as a gallery shows it.

    Attributes:
        file: "n02088094-Afghan_hound/n02088094_1003.jpg".
        caption: What stands below it, Markdown.
        alt: The photo in words, "{}" stands for the breed with its article; its number follows, which tells it from
            others.
        boxes: To draw into it: [xmin, ymin, xmax, ymax], px of the original.
        data: The file's bytes where they are in memory already; else the dataset's sources are asked.
        below: Draws what stands below the caption, such as a button; takes the file's bytes, None if no source has
            them.
    """

    file: str
    caption: str
    alt: str = "Photo of {}"
    boxes: Sequence[Sequence[int]] = ()
    data: bytes | None = None
    below: Callable[[bytes | None], None] | None = None


def photo_grid(shown: Sequence[GridPhoto], column_width: int = 160) -> None:
    """A cell per photo, in their order; if some are drawn cards, a note above the first gallery of the page.

    Args:
        shown: All are in the dataset's index, except for those with `data`: Dog CEO has more photos than the dataset.
        column_width: Of the narrowest column, px; as many columns as there is room for.
    """
    drawn = _Sources(shown)
    grid = st.grid(min_column_width=column_width)
    for photo in shown:
        with grid.cell():
            drawn.draw(photo, column_width)
    drawn.note()


def pair_grid(pairs: Sequence[tuple[GridPhoto, GridPhoto]], captions: Sequence[str] = ()) -> None:
    """A framed cell per pair with its two photos side by side.

    Args:
        pairs: See `photo_grid`.
        captions: What stands below each pair, Markdown; none if empty.
    """
    drawn = _Sources([photo for pair in pairs for photo in pair])
    grid = st.grid(min_column_width=2 * PAIRED + 60)
    for place, pair in enumerate(pairs):
        with grid.cell(), st.container(border=True):
            for column, photo in zip(st.columns(2), pair, strict=True):
                with column:
                    drawn.draw(photo, PAIRED)
            if captions:
                st.caption(captions[place])
    drawn.note()


class _Sources:
    """The bytes and the original sizes of some photos, read together because a remote source answers in parallel."""

    def __init__(self, shown: Sequence[GridPhoto]) -> None:
        files = dict.fromkeys(photo.file for photo in shown)
        index = load_index()
        known = index[index["file"].isin(files)]
        sizes = zip(map(int, known["width"]), map(int, known["height"]), strict=True)
        self._sizes = dict(zip(known["file"], sizes, strict=True))
        in_memory = {photo.file: photo.data for photo in shown if photo.data}
        self._data = in_memory | photos([file for file in files if file not in in_memory])
        self._cropped = 0
        if len(self._data) < len(files):
            missing_photos()

    def draw(self, photo: GridPhoto, column_width: int) -> None:
        """The photo in a column of this width, px, or a wider one; its caption and what stands below."""
        dog, data = breed(photo.file.partition("-")[0]), self._data.get(photo.file)
        size = self._sizes.get(photo.file, (0, 0))  # needed for a card or for boxes alone
        alt = f"{photo.alt.format(dog.with_article)}, number {_number(photo.file)}"
        boxed = photo_with_boxes(data, size, photo.boxes) if data and len(photo.boxes) else None
        photo_or_card(dog, size, boxed or data, alt, column_width)
        self._cropped += bool(data and len(photo.boxes) and boxed is None)
        st.caption(photo.caption)
        if photo.below:
            photo.below(data)

    def note(self) -> None:
        """Say why boxes are missing."""
        if self._cropped:
            st.caption("No boxes are drawn into copies that show only a part of the original photo.")


def _number(file: str) -> str:
    """ "1003" of "n02088094-Afghan_hound/n02088094_1003.jpg"."""
    return file.rpartition("_")[2].partition(".")[0]


def page_of(rows: pd.DataFrame, per_page: int, key: str, seen: Any = None, bound: bool = True) -> pd.DataFrame:
    """The rows of the current page; a menu of pages is drawn where there are several.

    Args:
        per_page: Rows per page.
        key: Of the page in the session and, if `bound`, in the address.
        seen: What the rows were selected by; whenever it changes, the first page is shown again.
        bound: Whether the page's number is kept in the address.
    """
    before = f"{key}-seen"
    if st.session_state.get(before, seen) != seen:
        st.session_state[key] = 1
    st.session_state[before] = seen
    pages = -(-len(rows) // per_page)
    page = st.pagination(pages, key=key, bind="query-params" if bound else None) if pages > 1 else 1
    return rows.iloc[(page - 1) * per_page : page * per_page]


def photo_or_card(
    dog: Breed, size: tuple[int, int], data: bytes | Image.Image | None, alt: str, column_width: int
) -> None:
    """A photo as wide as its column, or a drawn card with the breed, its group and the size.

    Args:
        dog: What it shows.
        size: Width and height of the original, px.
        data: The photo; None if no source has it.
        alt: The photo in words.
        column_width: Of its column at least, px.
    """
    wide_picture(data or placeholder(dog, size, st.context.theme.type == "dark"), alt, narrowest=column_width)
