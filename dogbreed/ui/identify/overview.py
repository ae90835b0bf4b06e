"""Many photos at a glance."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.ui.formatting import count, percent, plain
from dogbreed.ui.identify.album import Album, Entry
from dogbreed.ui.identify.answer_table import answer_table
from dogbreed.ui.widgets.unreadable import unreadable

PICTURES, TABLE = ":material/grid_view: Pictures", ":material/table_rows: Table"
FEW, A_PAGE = 24, 96

IN_WORDS = {
    VerdictKind.BREED: "named",
    VerdictKind.LOOKALIKES: "two or three breeds",
    VerdictKind.GROUP: "a kennel group",
    VerdictKind.UNSURE: "not sure enough",
    VerdictKind.NOT_A_DOG: "no dog",
    VerdictKind.UNREADABLE: "could not be read",
}


def overview(album: Album) -> None:
    """What became of all photos, as pictures or as a table; a click on one opens it."""
    entries = list(album.entries.values())
    st.header(f"{count(len(entries))} photos", anchor=False)
    kinds = Counter(entry.answer.verdict.kind for entry in entries)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(", ".join(f"{count(number)} {IN_WORDS[kind]}" for kind, number in kinds.items()))
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
    st.image(entry.thumbnail, width="stretch", alt=entry.answer.verdict.sentence)
    st.button(
        _short(entry.answer.verdict, breed, probability),
        key=f"open-{entry.key}",
        icon=_sign(entry),
        help=plain(entry.answer.file) + (f", {entry.truth.with_article}" if entry.truth else ""),
        type="tertiary",
        wrap=True,
        width="stretch",
        on_click=album.open,
        args=(entry.key,),
    )


def _short(verdict: Verdict, favourite: Breed, probability: float) -> str:
    match verdict.kind:
        case VerdictKind.BREED:
            return f"{favourite.name} {percent(probability)}"
        case VerdictKind.UNSURE if not verdict.seen:
            return f"Not sure: {favourite.name}? {percent(probability)}"
    return verdict.sentence


def _sign(entry: Entry) -> str | None:
    """Whether the answer holds; one that claims nothing is neither right nor wrong."""
    if entry.truth is None:
        return None
    holds = entry.answer.verdict.holds_for(entry.truth)
    if holds is None and entry.answer.verdict.kind is not VerdictKind.NOT_A_DOG:
        return ":material/help:"
    return ":material/check_circle:" if holds else ":material/cancel:"
