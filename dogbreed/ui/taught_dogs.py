"""The dogs that a visitor has taught: they live in the visitor's session only."""

import streamlit as st

from dogbreed.inference.taught import TaughtDog

KEY = "taught-dogs"


def taught_dogs() -> tuple[TaughtDog, ...]:
    """All taught dogs of the current session; the same tuple until one is taught or forgotten."""
    found: tuple[TaughtDog, ...] = st.session_state.get(KEY, ())
    return found


def keep_taught(dogs: tuple[TaughtDog, ...]) -> None:
    """Replace the taught dogs of the current session."""
    st.session_state[KEY] = dogs


def forget(name: str) -> None:
    """Remove the dog of this name."""
    keep_taught(tuple(dog for dog in taught_dogs() if dog.name != name))
