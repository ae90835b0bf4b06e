"""One answer after the other, while those that are there already can be looked at."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.ui.formatting import count
from dogbreed.ui.identify.album import Album
from dogbreed.ui.identify.upload_queue import Waiting
from dogbreed.ui.serving import classifier

REFRESH_EVERY = 25
"""Photos between two looks at all answers."""


def answer_the_waiting(album: Album, waiting: Waiting, place: DeltaGenerator) -> None:
    """Work off the files that wait, then draw the page again; the last thing that a page does.

    A click, or a look at another page, ends this run between two photos. The page goes on where it was when it is drawn
    again.

    Args:
        place: Where to say how far it is.
    """
    if not waiting.left:
        return
    with place.container(horizontal=True, vertical_alignment="center"):
        progress = st.progress(0.0)
        st.button("Stop", icon=":material/stop_circle:", key="stop", on_click=_stop, args=(waiting,))
    network = classifier()
    alone = waiting.total == 1
    for _ in range(REFRESH_EVERY):
        progress.progress(waiting.taken / waiting.total, _how_far(waiting))
        file = waiting.next()
        if file is None:
            break
        entry = album.take(file, network)
        if alone:
            album.open(entry.key)
    st.rerun()


def _how_far(waiting: Waiting) -> str:
    if waiting.total == 1:
        return "Looking at the photo"
    return f"{count(waiting.taken)} of {count(waiting.total)} photos are answered. You can look at them already."


def _stop(waiting: Waiting) -> None:
    st.toast(f"Stopped. {count(waiting.left)} photos are left out: add them again to have them answered.")
    waiting.clear()
