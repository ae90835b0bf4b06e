"""The breed that the page shows: its menu, which the address keeps by name."""

import unicodedata
from functools import cache

import streamlit as st

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.ui.formatting import plain
from dogbreed.ui.widgets.breed_menu import name
from dogbreed.ui.widgets.room import FIELD, room

BREED, MENU = "breed", "breed-shown"
"""The parameter of the address, and the key of the menu. They differ, since a link between two pages loses the value of
a key that both have, and Dataset and Mistakes have a menu `breed`."""
LAST = "breed-shown-last"
"""Key of the session: Back from a page that a link led to comes by an address without the breed."""
FIRST = "n02092002"
"""Scottish deerhound, the example of the 2023 study."""


def breed_choice() -> Breed:
    """Draw the menu; return the breed that the address names, else the one that was shown last."""
    last = breed(st.session_state.get(LAST, FIRST))
    dog = _by_any_name().get(_folded(st.query_params.get(BREED, "")), last)
    st.session_state[MENU] = st.session_state[LAST] = dog.wnid
    with room(FIELD):
        wnids = [dog.wnid for dog in sorted(BREEDS, key=lambda dog: dog.name)]
        st.selectbox("Breed", wnids, format_func=name, key=MENU, on_change=_name_in_address)
    return dog


def unknown_name(shown: Breed) -> None:
    """Say so if the address names no breed that there is.

    Args:
        shown: The breed that is shown instead.
    """
    named = st.query_params.get(BREED, "")
    if named and _folded(named) not in _by_any_name():
        st.warning(
            f"“{plain(named)}” is none of the {len(BREEDS)} breeds. This is {shown.with_article}.",
            icon=":material/search_off:",
        )


def _name_in_address() -> None:
    st.query_params[BREED] = name(st.session_state[MENU])


@cache
def _by_any_name() -> dict[str, Breed]:
    """The breeds by WordNet id, Stanford's name, aliases and name."""
    others = {_folded(other): dog for dog in BREEDS for other in (dog.wnid, dog.stanford, *dog.aliases)}
    return others | {_folded(dog.name): dog for dog in BREEDS}


def _folded(text: str) -> str:
    """Without capitals and accents, with spaces for underscores."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return letters.replace("_", " ").strip().casefold()
