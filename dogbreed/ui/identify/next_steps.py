"""Below an answer: what it does not say, what to do next, and how to tell the named breeds apart."""

from itertools import combinations

import streamlit as st

from dogbreed.breeds import BREEDS
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.ui.identify.breeds_and_reliability import known_breeds
from dogbreed.ui.widgets.breed_facts import tell_apart


def explanation(verdict: Verdict) -> None:
    """A caption below the probabilities; nothing for an answer that names one breed."""
    match verdict.kind:
        case VerdictKind.NOT_A_DOG:
            st.caption("Is there a dog after all? Crop to the dog or take a closer photo, then try again.")
        case VerdictKind.LOOKALIKES | VerdictKind.GROUP | VerdictKind.UNSURE:
            st.caption(
                f"A dog of mixed breed may get this answer too. The percentages then say which of the {len(BREEDS)} "
                "breeds it looks like, not what its parents were."
            )
    if verdict.kind in (VerdictKind.OTHER_BREED, VerdictKind.UNSURE):
        st.page_link("pages/teach.py", label="Teach it this dog or breed", icon=":material/school:")
    if verdict.kind in (VerdictKind.NOT_A_DOG, VerdictKind.OTHER_BREED, VerdictKind.UNSURE):
        with st.expander(f"The {len(BREEDS)} breeds we know"):
            known_breeds()


def how_they_differ(verdict: Verdict) -> None:
    """For each pair of named breeds, how to tell them apart and a link to their photos."""
    pairs = list(combinations(verdict.named, 2))
    if not pairs:
        return
    st.header("How to tell them apart", anchor=False)
    for one, other in pairs:
        tell_apart(one, other)
        st.page_link(
            "pages/look_alikes.py",
            label=f"{one.name} and {other.name} side by side",
            icon=":material/compare_arrows:",
            query_params={"one": one.name, "other": other.name},
        )
