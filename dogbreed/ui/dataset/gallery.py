"""The photos that match the filters, page by page."""

import pandas as pd
import streamlit as st

from dogbreed.dataset.photo_filter import Order, PhotoFilter
from dogbreed.ui.dataset.filters import clear, in_words
from dogbreed.ui.formatting import SPLITS, dimensions, percent, plain, quantity
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, photo_grid

PER_PAGE = 12
PAGE = "page"


def gallery(found: pd.DataFrame, chosen: PhotoFilter, order: Order) -> None:
    """Photos with their boxes; only those of the current page are read.

    Args:
        found: Rows of the table of photos that match, in order.
        chosen: The filter that they match; `order` likewise.
    """
    if found.empty:
        st.info("No photo matches these filters: widen them.", icon=":material/filter_alt_off:")
    else:
        st.markdown(f"**{quantity(len(found), 'photo')}**: {plain(in_words(chosen, order))}")
    if chosen != PhotoFilter():
        st.button("All photos", icon=":material/filter_alt_off:", type="tertiary", on_click=clear)
    if found.empty:
        return
    place = st.empty()
    shown = page_of(found, PER_PAGE, PAGE, (chosen, order))
    with place.container():
        photo_grid([_grid_photo(row) for _, row in shown.iterrows()])
    download("Photo list", found)


def _grid_photo(row: pd.Series) -> GridPhoto:
    dogs = f", {row['dogs']} dogs" if row["dogs"] > 1 else ""
    caption = (
        f"**{row['breed']}**, {SPLITS[row['split']].lower().removesuffix('s')}  \n"
        f"{dimensions((row['width'], row['height']))} px, dog {percent(row['fill'])}{dogs}"
    )
    return GridPhoto(row["file"], caption, boxes=row["boxes"])
