"""Answers the queued files one by one; the answers so far can be looked at meanwhile."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.ui.formatting import count, quantity
from dogbreed.ui.identify.album import Album
from dogbreed.ui.identify.upload_queue import UploadQueue
from dogbreed.ui.serving import classifier

REFRESH_EVERY = 25
"""Photos answered before the page is drawn again."""


def answer_queue(album: Album, queue: UploadQueue, place: DeltaGenerator) -> None:
    """Answer some queued files and draw the page again; must be the last call of the page.

    A click or a change of page ends this run between two photos; the next run continues there.

    Args:
        place: Container of the progress bar.
    """
    if not queue.left:
        return
    with place.container(horizontal=True, vertical_alignment="center"):
        progress = st.progress(0.0)
        st.button("Stop", icon=":material/stop_circle:", key="stop", on_click=_stop, args=(queue,))
    network = classifier()
    single = queue.total == 1
    for _ in range(REFRESH_EVERY):
        progress.progress(queue.taken / queue.total, progress_text(queue, album))
        file = queue.next()
        if file is None:
            break
        entry = album.add(file, network)
        if single:
            album.open(entry.key)
    st.rerun()


def progress_text(queue: UploadQueue, album: Album) -> str:
    """How many files are answered, and that their answers can be read meanwhile if there are any."""
    if queue.total == 1:
        return "Identifying the breed"
    done = f"{count(queue.taken)} of {quantity(queue.total, 'photo')} are answered."
    return f"{done} You can look at the answers already." if album.entries else done


def _stop(queue: UploadQueue) -> None:
    left = "1 photo is left out: add it" if queue.left == 1 else f"{count(queue.left)} photos are left out: add them"
    st.toast(f"Stopped. {left} again to get an answer.")
    queue.clear()
