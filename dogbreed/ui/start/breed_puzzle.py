"""A question to the audience: which of two similar dogs is which?"""

import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.placeholder import placeholder
from dogbreed.dataset.sources import photos
from dogbreed.ui.built_once import built_once
from dogbreed.ui.start.project_facts import ProjectFacts
from dogbreed.ui.widgets.gallery import NOT_INSTALLED
from dogbreed.ui.widgets.room import wide_picture

PUZZLE = 400
"""Height of the whole, px."""
CELL = 340
"""Width of a photo on a phone and on a wide screen at least, px."""
LANDSCAPE = (1.3, 1.4)
"""Width divided by height of the photos, so that both are shown at the same size."""


def breed_puzzle(facts: ProjectFacts) -> None:
    """Draw a photo of each breed of the most confused pair; their names are shown on request."""
    dogs = _clearest_pair(facts)
    found = photos(row["file"] for _, row in dogs)
    question = st.empty()
    hidden = len(found) == len(dogs) and not st.session_state.get("reveal")
    for column, letter, (dog, row) in zip(st.columns(2), "AB", dogs, strict=True):
        photo = found.get(row["file"]) or placeholder(dog, (int(row["width"]), int(row["height"])))
        caption = letter if hidden else f"{letter}: {dog.name}"
        with column:
            wide_picture(photo, f"Photo of a dog, {caption}", caption, narrowest=CELL)
    if len(found) < len(dogs):
        question.markdown("**The two breeds that are confused most often**")
        st.caption(NOT_INSTALLED)
    else:
        question.markdown(f"**Which of the two is {dogs[1][0].with_article}?**")
        st.toggle("Show the answer", key="reveal")


@built_once(2)
def _clearest_pair(facts: ProjectFacts) -> list[tuple[Breed, pd.Series]]:
    """Both breeds of the most confused pair with their clearest photos."""
    pair = facts.pairs.iloc[0]
    return [_clearest(facts, breed(pair[side])) for side in ("one", "other")]


def _clearest(facts: ProjectFacts, dog: Breed) -> tuple[Breed, pd.Series]:
    """The test photo of a breed in landscape format for which the network is most confident of the right breed."""
    of_breed = facts.predictions[facts.predictions["truth"] == dog.wnid]
    rows = of_breed.merge(facts.index[["file", "width", "height"]], on="file").sort_values("loss")
    wide = rows[(rows["width"] / rows["height"]).between(*LANDSCAPE)]
    return dog, (wide if len(wide) else rows).iloc[0]
