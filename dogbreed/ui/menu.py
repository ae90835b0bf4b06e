"""The menu of the app, whose order is that of the story, with a mark where the visitor is."""

from collections.abc import Mapping, Sequence

import streamlit as st

Menu = Mapping[str, Sequence[st.Page]]
"""Pages by section; those of the section "" stand in the menu itself, first."""


def menu() -> Menu:
    """All pages. The section of the page that is shown is marked: the page's own mark is only in the open menu."""
    sections = {
        "": [
            st.Page("pages/start.py", title="The study", icon=":material/slideshow:", default=True),
            st.Page("pages/identify.py", title="Identify", icon=":material/pets:"),
            st.Page("pages/teach.py", title="Teach", icon=":material/school:"),
            st.Page("pages/breed.py", title="Breeds", icon=":material/menu_book:"),
        ],
        "Data": [
            st.Page("pages/dataset.py", title="Dataset", icon=":material/photo_library:"),
            st.Page("pages/preparation.py", title="Preparation", icon=":material/crop:"),
        ],
        "Networks": [
            st.Page("pages/architectures.py", title="Architectures", icon=":material/account_tree:"),
            st.Page("pages/runs.py", title="Runs", icon=":material/tune:"),
            st.Page("pages/compare.py", title="Compare", icon=":material/balance:"),
        ],
        "Mistakes": [
            st.Page("pages/mistakes.py", title="Mistakes", icon=":material/grid_on:"),
            st.Page("pages/look_alikes.py", title="Look-alikes", icon=":material/compare_arrows:"),
        ],
        "Try it": [
            st.Page("pages/guess.py", title="Guess the breed", icon=":material/quiz:"),
            st.Page("pages/stress.py", title="Stress test", icon=":material/construction:"),
        ],
    }
    shown = (st.context.url or "").rpartition("/")[2]
    return {_marked(section, pages, shown) if section else "": pages for section, pages in sections.items()}


def story(pages: Menu) -> list[st.Page]:
    """The pages in the order of a talk: the first one, the sections, and at the end what visitors try themselves."""
    first, *others = pages[""]
    return [first, *(page for section, group in pages.items() if section for page in group), *others]


def _marked(section: str, pages: Sequence[st.Page], shown: str) -> str:
    """The title of a section, Markdown; marked if it holds the page whose address ends with `shown`."""
    return f":gray-background[**{section}**]" if any(page.url_path == shown for page in pages) else section
