"""Many answers as a sortable table with a thumbnail of each photo."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.column_config import ImageColumn, NumberColumn, TextColumn

from dogbreed.inference.verdict import VerdictKind
from dogbreed.ui.formatting import plain, quantity
from dogbreed.ui.identify.album import ICON_SIDE, Album, Entry

KEY = "overview-table"
COLUMNS: dict[str, Any] = {
    "photo": ImageColumn(width=ICON_SIDE + 20),
    "most likely breed": TextColumn(width="medium"),
    "probability": NumberColumn(format="%.1f %%", help="Of the most likely breed."),
    "answer": TextColumn(width="large"),
    "file": TextColumn(width="medium"),
    "true breed": TextColumn(help="Where it is known."),
}


def overview_table(album: Album) -> None:
    """A row per photo, opened by a click; below, the unreadable files with the reasons."""
    entries = list(album.entries.values())
    read = [entry for entry in entries if entry.answer.prediction]
    if read:
        st.caption("Click a row to open its photo, a column header to sort by it.")
        keys = [entry.key for entry in read]
        st.dataframe(
            rows(read),
            hide_index=True,
            placeholder="",
            row_height=ICON_SIDE,
            column_config=COLUMNS,
            key=KEY,
            on_select=lambda: _open(album, keys),
            selection_mode="single-cell",
            alt=f"{quantity(len(read), 'photo')} with the most likely breed, its probability and the answer.",
        )
    not_read = [entry.answer for entry in entries if not entry.answer.prediction]
    if not_read:
        st.markdown(f"**{len(not_read)} could not be read**")
        st.table({"file": [plain(answer.file) for answer in not_read], "reason": [answer.error for answer in not_read]})


def rows(entries: Sequence[Entry]) -> pd.DataFrame:
    """One row per photo, in their order; the probability in percent."""
    table = pd.DataFrame(_row(entry) for entry in entries)
    return table if table["true breed"].any() else table.drop(columns="true breed")


def _row(entry: Entry) -> dict[str, Any]:
    assert entry.answer.prediction
    [(breed, probability)] = entry.answer.prediction.top(1)
    dog = entry.answer.verdict.kind is not VerdictKind.NOT_A_DOG
    return {
        "photo": entry.icon,
        "most likely breed": breed.name if dog else None,
        "probability": 100 * probability if dog else None,
        "answer": entry.answer.verdict.sentence,
        "file": entry.answer.file,
        "true breed": entry.truth.name if entry.truth else None,
    }


def _open(album: Album, keys: Sequence[str]) -> None:
    for row, _ in st.session_state[KEY]["selection"]["cells"]:
        album.open(keys[row])
