"""One photo on its own: the first five answers, and what in it speaks for the answer."""

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.breeds import breed
from dogbreed.errors import DogbreedError
from dogbreed.imaging.decode import decode
from dogbreed.ui.formatting import loss, percent
from dogbreed.ui.serving import named_classifier, say_plainly
from dogbreed.ui.widgets.evidence_overlay import evidence_overlay

TOP = 5


@st.dialog("Look closer", width="large")
def look_closer(row: pd.Series, data: bytes | None, network: str) -> None:
    """Open a photo over the page.

    Args:
        row: Of the table of `dogbreed.evaluation.top1`.
        data: The photo's bytes, None if no source has it.
    """
    truth = breed(row["truth"])
    photo, findings = st.columns([3, 2], gap="medium")
    with findings:
        st.markdown(f"It shows **{truth.with_article}**. {_place(int(row['rank']), len(row['answers']))}")
        for wnid, probability in list(zip(row["answers"], row["probabilities"], strict=True))[:TOP]:
            mark = ":material/check_circle: " if wnid == truth.wnid else ""
            st.progress(min(float(probability), 1.0), f"{mark}{breed(wnid).name} **{percent(float(probability))}**")
        st.caption(f"Loss {loss(row['loss'])}. `{row['file']}`")
        overlaid = _overlay(row, data, network) if data else None
    with photo:
        if data:
            alt = f"Test photo of {truth.with_article}"
            st.image(data if overlaid is None else overlaid, width="stretch", alt=alt, output_format="JPEG")
        else:
            st.info("No source has this photo now: `python -m dogbreed data download` brings all of them.")


def _place(rank: int, kept: int) -> str:
    if rank == 1:
        return "That is its first answer."
    return f"That is its answer number {rank}." if rank else f"That is not among its first {kept} answers."


def _overlay(row: pd.Series, data: bytes, name: str) -> np.ndarray | None:
    """On request, the photo with what speaks for the answer and not for the right breed, or not for the runner-up."""
    if not st.toggle("Show what speaks for the answer", key="mistakes-evidence"):
        return None
    try:
        network = named_classifier(name)
        pixels = decode(data).pixels
        prediction = network.predict(pixels)
    except DogbreedError as problem:
        say_plainly(problem)
        return None
    if prediction.evidence is None:
        st.caption("This network looks at all areas at once: it cannot say which of them speak for its answer.")
        return None
    classes = network.bundle.card.classes
    answer, rival = row["answers"][0], row["answers"][1] if row["right"] else row["truth"]
    st.caption(
        f"**Orange** speaks for {breed(answer).name}, **blue** for {breed(rival).name}. This is evidence by area: each "
        "of its areas sees far beyond its own square."
    )
    return evidence_overlay(pixels, prediction, classes.index(answer), classes.index(rival))
