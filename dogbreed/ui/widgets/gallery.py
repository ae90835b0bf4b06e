"""What all galleries share: photos page by page, and a drawn card where no source has a photo."""

from typing import Any

import pandas as pd
import streamlit as st
from PIL import Image

from dogbreed.breeds import Breed
from dogbreed.dataset.placeholder import placeholder


def page_of(rows: pd.DataFrame, a_page: int, key: str, seen: Any = None, bound: bool = True) -> pd.DataFrame:
    """The rows of the page that is looked at; where there are several, the pages can be turned.

    Args:
        key: Of the page in the session and, if `bound`, in the address.
        seen: What is looked at; whenever it is something else, the first page comes again.
    """
    before = f"{key}-seen"
    if st.session_state.get(before, seen) != seen:
        st.session_state[key] = 1
    st.session_state[before] = seen
    pages = -(-len(rows) // a_page)
    page = st.pagination(pages, key=key, bind="query-params" if bound else None) if pages > 1 else 1
    return rows.iloc[(page - 1) * a_page : page * a_page]


def photo_or_card(dog: Breed, size: tuple[int, int], data: bytes | Image.Image | None, alt: str) -> None:
    """A photo as wide as its place, or the drawn card.

    Args:
        dog: What it shows.
        size: Width and height of the original, px.
        data: The photo; None if no source has it.
    """
    st.image(data or placeholder(dog, size), width="stretch", alt=alt, output_format="JPEG")


def where_photos_come_from(found: int, shown: int) -> None:
    """If some photos are drawn cards, how to get them."""
    if found < shown:
        st.caption("The photos come with `python -m dogbreed data download`, or from dog.ceo when it can be reached.")
