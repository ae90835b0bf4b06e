"""A question for the audience: which of these two dogs is which?"""

import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.placeholder import placeholder
from dogbreed.dataset.sources import photos
from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.ui.start.study import Study

LANDSCAPE = (1.3, 1.4)


def look_alikes(study: Study) -> None:
    """Two photos of the most confused pair; their names only on request."""
    pair = confused_pairs(study.answers).iloc[0]
    dogs = [_clearest(study, breed(pair[side])) for side in ("one", "other")]
    found = photos(row["file"] for _, row in dogs)
    question = st.empty()
    hidden = len(found) == len(dogs) and not st.session_state.get("told")
    for column, letter, (dog, row) in zip(st.columns(2), "AB", dogs, strict=True):
        picture = found.get(row["file"]) or placeholder(dog, (int(row["width"]), int(row["height"])))
        caption = letter if hidden else f"{letter}: {dog.name}"
        column.image(picture, caption, width="stretch", alt=f"Photo of a dog, {caption}")
    if len(found) < len(dogs):
        question.markdown("**The two breeds that are taken for each other most often**")
        st.caption("The photos come with `python -m dogbreed data download`, or from dog.ceo when it can be reached.")
    else:
        question.markdown(f"**Which of the two is {dogs[1][0].with_article}?**")
        st.toggle("Tell me", key="told")


def _clearest(study: Study, dog: Breed) -> tuple[Breed, pd.Series]:
    """The test photo of a breed, wider than high, that the network is surest of."""
    of_breed = study.predictions[study.predictions["truth"] == dog.wnid]
    rows = of_breed.merge(study.index[["file", "width", "height"]], on="file").sort_values("loss")
    wide = rows[(rows["width"] / rows["height"]).between(*LANDSCAPE)]
    return dog, (wide if len(wide) else rows).iloc[0]
