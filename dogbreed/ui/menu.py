"""The menu of the app: a mark where the visitor is, and the order of the story that it tells."""

from collections.abc import Mapping, Sequence

import streamlit as st

Menu = Mapping[str, Sequence[st.Page]]
"""Pages by section; those of the section "" stand in the menu itself, first."""


def marked(pages: Menu) -> dict[str, Sequence[st.Page]]:
    """The menu with a mark at the section of the page that is shown, whose own mark is only in the open section."""
    shown = (st.context.url or "").rpartition("/")[2]
    here = {section for section, group in pages.items() if any(page.url_path == shown for page in group)}
    return {f":gray-background[**{name}**]" if name and name in here else name: group for name, group in pages.items()}


def story(pages: Menu) -> list[st.Page]:
    """The pages in the order of a talk: the first one, the sections, and at the end what visitors do themselves."""
    first, *own = pages[""]
    return [first, *(page for section, group in pages.items() if section for page in group), *own]
