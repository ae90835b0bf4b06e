"""The visitor's own photo: given on one page, offered on all others, for the session only."""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from dogbreed.imaging.decode import Photo, decode
from dogbreed.imaging.encode import as_data_url
from dogbreed.imaging.resize import resize_to_square

KEY = "own-photo"
ICON_SIDE = 48


@dataclass(frozen=True)
class OwnPhoto:
    """A photo that the visitor gave.

    Attributes:
        key: Unique among the photos of a session.
        name: Of the file.
        file: Its bytes, those of a photo that can be read.
    """

    key: str
    name: str
    file: bytes

    @cached_property
    def photo(self) -> Photo:
        """The decoded photo."""
        return decode(self.file)

    @cached_property
    def icon(self) -> str:
        """The middle of the photo, `ICON_SIDE` px wide and high, as a Markdown image."""
        return f"![]({as_data_url(resize_to_square(self.photo.pixels, ICON_SIDE, 'crop'))})"


def own_photo() -> OwnPhoto | None:
    """The photo that the visitor gave last, or looked at last on the Identify page."""
    found: OwnPhoto | None = st.session_state.get(KEY)
    return found


def keep_own_photo(photo: OwnPhoto) -> None:
    """Offer this photo on all pages from now on."""
    known = own_photo()
    if known is None or known.key != photo.key:
        st.session_state[KEY] = photo


def forget_own_photo() -> None:
    """Offer no photo any more."""
    st.session_state.pop(KEY, None)
