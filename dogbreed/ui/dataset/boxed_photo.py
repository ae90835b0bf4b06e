"""Photos of the dataset as the page shows them: with their boxes, or a drawn card where there is no photo."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dogbreed.breeds import breed
from dogbreed.imaging.box_drawing import photo_with_boxes
from dogbreed.ui.widgets.gallery import photo_or_card


def picture(row: pd.Series, data: bytes | None, boxes: Sequence[Sequence[int]]) -> None:
    """One photo.

    Args:
        row: Of `dogbreed.dataset.photo_facts.photo_facts`.
        data: The file's bytes, None if no source has it.
        boxes: To draw: [xmin, ymin, xmax, ymax], px of the original.
    """
    dog, size = breed(row["wnid"]), (int(row["width"]), int(row["height"]))
    boxed = photo_with_boxes(data, size, boxes) if data and boxes else None
    photo_or_card(dog, size, boxed or data, f"Photo of {dog.with_article}")
    if data and boxes and boxed is None:
        st.caption("This copy shows a part of the original, which the boxes do not fit.")
