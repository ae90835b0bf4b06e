"""All photos of the session with their answers, as pictures or as a table."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.column_config import ImageColumn, NumberColumn, TextColumn

from dogbreed.breeds import Breed
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.ui.formatting import count, percent, percent_cells, plain, quantity
from dogbreed.ui.identify.album import ICON_SIDE, Album, Entry
from dogbreed.ui.widgets.uploads import unreadable_file

KEY = "overview-table"
COLUMNS: dict[str, Any] = {
    "photo": ImageColumn(width=ICON_SIDE + 20),
    "most likely breed": TextColumn(width="medium"),
    "probability": NumberColumn(help="Of the most likely breed."),
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
            percent_cells(rows(read), "probability"),
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


PICTURES, TABLE = ":material/grid_view: Pictures", ":material/table_rows: Table"
MOST_AS_PICTURES, PER_PAGE = 24, 96

KINDS = {
    VerdictKind.BREED: "with one breed",
    VerdictKind.LOOKALIKES: "with several possible breeds",
    VerdictKind.GROUP: "with a kennel group",
    VerdictKind.TAUGHT: "of dogs that you taught it",
    VerdictKind.OTHER_BREED: "of other breeds or mixes",
    VerdictKind.UNSURE: "unclear",
    VerdictKind.NOT_A_DOG: "without a dog",
    VerdictKind.UNREADABLE: "unreadable",
}


def overview(album: Album) -> None:
    """Count the kinds of answers and draw the photos; a click on one opens it."""
    entries = list(album.entries.values())
    st.title(quantity(len(entries), "photo"), anchor=False)
    kinds = Counter(entry.answer.verdict.kind for entry in entries)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(", ".join(f"{count(kinds[kind])} {words}" for kind, words in KINDS.items() if kind in kinds))
        many = len(entries) > MOST_AS_PICTURES
        view = st.segmented_control(
            "View",
            [PICTURES, TABLE],
            default=TABLE if many else PICTURES,
            required=True,
            key=f"view-{'many' if many else 'few'}",
            label_visibility="collapsed",
            persist_state="session",
        )
    if view == TABLE:
        overview_table(album)
    else:
        _pictures(album, entries)


def _pictures(album: Album, entries: Sequence[Entry]) -> None:
    pages = -(-len(entries) // PER_PAGE)
    page = st.pagination(pages, key="overview-page", persist_state="session") if pages > 1 else 1
    grid = st.grid(min_column_width=150)
    for entry in entries[(page - 1) * PER_PAGE : page * PER_PAGE]:
        readable = entry.answer.prediction is not None
        with grid.cell(column_span=1 if readable else 2):
            _card(album, entry)


def _card(album: Album, entry: Entry) -> None:
    if entry.answer.prediction is None:
        unreadable_file(entry.answer.file, entry.answer.verdict.sentence)
        return
    [(breed, probability)] = entry.answer.prediction.top(1)
    st.image(entry.thumbnail, width="stretch", alt=f"{entry.answer.file}: {entry.answer.verdict.sentence}")
    st.button(
        _label(entry.answer.verdict, breed, probability),
        key=f"open-{entry.key}",
        icon=_icon(entry),
        help=plain(entry.answer.file) + (f", {entry.truth.with_article}" if entry.truth else ""),
        type="tertiary",
        wrap=True,
        width="stretch",
        on_click=album.open,
        args=(entry.key,),
    )


def _label(verdict: Verdict, favourite: Breed, probability: float) -> str:
    match verdict.kind:
        case VerdictKind.BREED:
            return f"{favourite.name} {percent(probability)}"
        case VerdictKind.TAUGHT:
            return plain(verdict.taught)
        case VerdictKind.OTHER_BREED if verdict.suggested:
            return f"Other breed: {verdict.suggested[0].name}?"
        case VerdictKind.OTHER_BREED:
            return "Other breed or mix"
        case VerdictKind.UNSURE:
            return f"Not sure: {favourite.name}? {percent(probability)}"
    return verdict.sentence


def _icon(entry: Entry) -> str | None:
    """Right, wrong, or a question mark for an answer that names nothing; None if the breed is not known."""
    if entry.truth is None:
        return None
    holds = entry.answer.verdict.holds_for(entry.truth)
    if holds is None and entry.answer.verdict.kind not in (VerdictKind.NOT_A_DOG, VerdictKind.OTHER_BREED):
        return ":material/help:"
    return ":material/check_circle:" if holds else ":material/cancel:"
