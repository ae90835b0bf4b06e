"""What an answer means and what to do next, where it does not name exactly one breed."""

from itertools import combinations

import streamlit as st

from dogbreed.breeds import BREEDS
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.look_alikes import how_to_tell_apart
from dogbreed.ui.identify.known_breeds import known_breeds
from dogbreed.ui.widgets.how_to_tell_apart import in_words


def explanation(verdict: Verdict) -> None:
    """A caption below the probabilities; nothing for an answer that names one breed."""
    match verdict.kind:
        case VerdictKind.NOT_A_DOG:
            st.caption("Is there a dog after all? Crop to the dog or take a closer photo, then try again.")
        case VerdictKind.LOOKALIKES | VerdictKind.GROUP | VerdictKind.UNSURE:
            st.caption(
                f"A dog of mixed breed may get this answer too: we know {len(BREEDS)} breeds, but no mixed breeds. The "
                "probabilities then say what it looks like, not what its parents were."
            )
    if verdict.kind in (VerdictKind.NOT_A_DOG, VerdictKind.UNSURE):
        with st.expander(f"The {len(BREEDS)} breeds we know"):
            known_breeds()


def how_they_differ(verdict: Verdict) -> None:
    """For each pair of named breeds, how to tell them apart and a link to their photos."""
    pairs = list(combinations(verdict.named, 2))
    if not pairs:
        return
    st.subheader("How to tell them apart", anchor=False)
    for one, other in pairs:
        found = how_to_tell_apart(one.wnid, other.wnid)
        if found:
            in_words(found)
        st.page_link(
            "pages/look_alikes.py",
            label=f"{one.name} and {other.name} side by side",
            icon=":material/compare_arrows:",
            query_params={"one": one.name, "other": other.name},
        )
