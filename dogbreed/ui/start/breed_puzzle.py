"""A question to the audience: which of two similar dogs is which? Without their photos, the breed of a sample photo."""

import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.samples import SAMPLES
from dogbreed.dataset.sources import photos
from dogbreed.evaluation.stage_photos import clearest
from dogbreed.ui.built_once import built_once
from dogbreed.ui.start.project_facts import ProjectFacts
from dogbreed.ui.widgets.gallery import sample_credit
from dogbreed.ui.widgets.missing_photos import missing_photos
from dogbreed.ui.widgets.room import wide_picture
from dogbreed.ui.widgets.small_print import small_print

PUZZLE = 400
"""Height of the whole, px."""
CELL = 340
"""Width of a photo on a phone and on a wide screen at least, px."""
ANSWER = "Show the answer"
WHY = "**Photos not installed.** With them, two dogs of similar breeds stand here."


def breed_puzzle(facts: ProjectFacts) -> None:
    """Draw a photo of each breed of the most confused pair; their names are shown on request."""
    dogs = _clearest_pair(facts)
    found = photos(row["file"] for _, row in dogs)
    if len(found) < len(dogs):
        _sample_puzzle()
        return
    st.markdown(f"**Which of the two is {dogs[1][0].with_article}?**")
    revealed = st.session_state.get("reveal")
    for column, letter, (dog, row) in zip(st.columns(2), "AB", dogs, strict=True):
        caption = f"{letter}: {dog.name}" if revealed else letter
        with column:
            wide_picture(found[row["file"]], f"Photo of a dog, {caption}", caption, narrowest=CELL)
    st.toggle(ANSWER, key="reveal")


def _sample_puzzle() -> None:
    sample = next(sample for sample in SAMPLES if sample.wnid)
    dog, note = st.columns(2)
    with dog:
        revealed = st.session_state.get("reveal")
        st.markdown(f"**It is {breed(sample.wnid).with_article}.**" if revealed else "**Which breed is this?**")
        wide_picture(sample.jpeg, "Photo of a dog", narrowest=CELL)
        small_print(sample_credit(sample))
        st.toggle(ANSWER, key="reveal")
    with note:
        missing_photos(WHY)


@built_once(2)
def _clearest_pair(facts: ProjectFacts) -> list[tuple[Breed, pd.Series]]:
    """Both breeds of the most confused pair with their clearest photos."""
    pair = facts.pairs.iloc[0]
    return [(breed(pair[side]), clearest(facts.predictions, facts.index, pair[side])) for side in ("one", "other")]
