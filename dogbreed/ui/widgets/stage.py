"""Stage mode, for talks: larger type, keys that follow the story, and nothing on the pages that only analysts need."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

STAGE, SWITCH = "stage", "stage-switch"
"""The mode in the session, and the parameter of the address, "?stage=1"; the key of the switch."""
ENLARGED = 1.25
"""Size of type in stage mode, times the usual one."""
KEYS = (
    "Larger type, and no downloads, notes or long tables. Page Down and Page Up, the arrow keys, the space bar, Home "
    "and End lead from section to section, and on to the next page of the story."
)
CLICKER = st.components.v2.component("clicker", js=Path(__file__).with_name("clicker.js").read_text("utf-8"))


def on_stage() -> bool:
    """Whether the visitor's pages are in stage mode: what only analysts need is left out."""
    return bool(st.session_state.get(STAGE))


def enlarged(height: int) -> int:
    """A height of rows of text, px, as it has to be: larger on stage, like the type."""
    return round(height * ENLARGED) if on_stage() else height


def note(text: str) -> None:
    """A caption that explains how a figure was made or is used, Markdown; left out on stage."""
    if not on_stage():
        st.caption(text)


def keep_stage() -> None:
    """Take the mode from a new visitor's address; from then on, write it there. Call it before a page is drawn.

    The switch is not bound to the address by Streamlit, which refuses to switch pages while the whole app has a bound
    widget; and the mode is not the switch's own value, which is lost when the visitor leaves a page before its foot.
    """
    if STAGE not in st.session_state:
        st.session_state[STAGE] = st.query_params.get(STAGE) == "1"
    if on_stage() and st.query_params.get(STAGE) != "1":
        st.query_params[STAGE] = "1"
    elif not on_stage():
        st.query_params.pop(STAGE, None)


def clicker(story: Sequence[st.Page], current: st.Page) -> None:
    """On stage, enlarge the type and let keys step from section to section, and on by the links of `foot`.

    Args:
        story: The pages in their order.
        current: The page that is shown.
    """
    if on_stage():
        CLICKER(key="clicker", data={"page": story.index(current), "enlarged": ENLARGED})


def foot(story: Sequence[st.Page], current: st.Page) -> None:
    """The switch below every page; on stage with links to the previous and the next page, see `clicker`."""
    st.space("large")
    place = story.index(current)
    neighbours = {"previous": story[max(0, place - 1) : place], "next": story[place + 1 : place + 2]}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle("Stage mode, for talks", on_stage(), key=SWITCH, help=KEYS, on_change=_switch)
        for key, pages in neighbours.items():
            if on_stage() and pages:
                with st.container(key=f"{key}-page", width="content"):
                    st.page_link(pages[0], label=f"{key.title()}: {pages[0].title}", query_params={STAGE: "1"})


def _switch() -> None:
    st.session_state[STAGE] = st.session_state[SWITCH]
