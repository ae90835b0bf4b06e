"""Many photos at a glance."""

from collections import Counter

import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.inference.verdict import VerdictKind
from dogbreed.ui.album import Album, Entry
from dogbreed.ui.unreadable import unreadable
from dogbreed.ui.wording import percent, plain

IN_WORDS = {
    VerdictKind.BREED: "named",
    VerdictKind.UNSURE: "not sure enough",
    VerdictKind.UNREADABLE: "could not be read",
}


def overview(album: Album) -> None:
    """A card for each photo; a click opens it."""
    entries = list(album.entries.values())
    st.header(f"{len(entries)} photos", anchor=False)
    kinds = Counter(entry.answer.verdict.kind for entry in entries)
    st.markdown(", ".join(f"{kinds[kind]} {words}" for kind, words in IN_WORDS.items() if kinds[kind]))
    grid = st.grid(min_column_width=150)
    for entry in entries:
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
