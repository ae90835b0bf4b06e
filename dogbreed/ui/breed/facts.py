"""What is known about a breed: its names, how to recognise it, and a table of facts with their sources."""

import streamlit as st

from dogbreed.breed_facts import breed_facts
from dogbreed.breeds import Breed
from dogbreed.ui.widgets.breed_facts import height, weight, years
from dogbreed.ui.widgets.explanation import in_our_words
from dogbreed.ui.widgets.room import room

ROW = 32
"""Least height of a row of the table, px."""


def names(dog: Breed) -> None:
    """The breed's name, group and other names."""
    st.title(dog.name, anchor=False)
    also = f" Also called {', '.join(dog.aliases)}." if dog.aliases else ""
    st.caption(f"Kennel group: {dog.group}.{also}")


def facts(dog: Breed) -> None:
    """A sentence on how to recognise the breed, and the table of facts."""
    found = breed_facts(dog.wnid)
    st.markdown(f"**{found.telltale}**")
    rows = {
        "From" if found.bred_for else "Lives in": found.origin,
        "Bred for": _capitalised(found.bred_for),
        "Height": f"{height(found)} at the shoulder",
        "Weight": weight(found),
        "Coat": _capitalised(found.coat),
        "Life span": years(found),
        "Temperament": found.temperament,
    }
    shown = [{"fact": f"**{fact}**", "value": value} for fact, value in rows.items() if value]
    with room(ROW * len(shown)):
        st.table(shown, hide_index=True, hide_header=True, border="horizontal")
    in_our_words(found.sources)


def _capitalised(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
