"""Many photos at a glance."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.inference.verdict import VerdictKind
from dogbreed.ui.album import Album, Entry
from dogbreed.ui.answer_table import answer_table
from dogbreed.ui.unreadable import unreadable
from dogbreed.ui.wording import count, percent, plain

PICTURES, TABLE = ":material/grid_view: Pictures", ":material/table_rows: Table"
FEW, A_PAGE = 24, 96

IN_WORDS = {
    VerdictKind.BREED: "named",
    VerdictKind.UNSURE: "not sure enough",
    VerdictKind.UNREADABLE: "could not be read",
}


def overview(album: Album) -> None:
    """What became of all photos, as pictures or as a table; a click on one opens it."""
    entries = list(album.entries.values())
    st.header(f"{count(len(entries))} photos", anchor=False)
    kinds = Counter(entry.answer.verdict.kind for entry in entries)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(", ".join(f"{count(number)} {IN_WORDS.get(kind, kind)}" for kind, number in kinds.items()))
        many = len(entries) > FEW
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
        answer_table(album)
    else:
        _pictures(album, entries)


def _pictures(album: Album, entries: Sequence[Entry]) -> None:
    pages = -(-len(entries) // A_PAGE)
    page = st.pagination(pages, key="overview-page", persist_state="session") if pages > 1 else 1
    grid = st.grid(min_column_width=150)
    for entry in entries[(page - 1) * A_PAGE : page * A_PAGE]:
        readable = entry.answer.prediction is not None
        with grid.cell(column_span=1 if readable else 2):
            _card(album, entry)


def _card(album: Album, entry: Entry) -> None:
    if entry.answer.prediction is None:
        unreadable(entry.answer)
        return
    [(breed, probability)] = entry.answer.prediction.top(1)
    sure = entry.answer.verdict.kind is VerdictKind.BREED
    st.image(entry.thumbnail, width="stretch", alt=f"{breed.name}, {percent(probability)}")
    st.button(
        f"{breed.name} {percent(probability)}" if sure else f"Not sure: {breed.name}? {percent(probability)}",
        key=f"open-{entry.key}",
        icon=_sign(entry, breed),
        help=plain(entry.answer.file) + (f", {entry.truth.with_article}" if entry.truth else ""),
        type="tertiary",
        wrap=True,
        width="stretch",
        on_click=album.open,
        args=(entry.key,),
    )


def _sign(entry: Entry, favourite: Breed) -> str | None:
    if entry.truth is None:
        return None
    return ":material/check_circle:" if entry.truth == favourite else ":material/cancel:"
