"""The breeds outside the 120 that a dog resembles most."""

import streamlit as st

from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.other_breeds import OtherBreed


def suggestions(verdict: Verdict) -> None:
    """Draw them, the most similar first; nothing for other answers."""
    if verdict.kind is not VerdictKind.OTHER_BREED or not verdict.suggested:
        return
    st.markdown("**Most like, from the few photos it has seen:**")
    st.markdown("\n".join(f"{place}. {_line(breed)}" for place, breed in enumerate(verdict.suggested, 1)))


def _line(breed: OtherBreed) -> str:
    about = ", ".join(filter(None, (breed.origin, breed.about)))
    return f"**{breed.name}**  \n:gray[{about}]" if about else f"**{breed.name}**"
