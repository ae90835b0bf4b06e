"""A dialog with one photo: the five most probable breeds, and the evidence map on request."""

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.breeds import breed
from dogbreed.errors import DogbreedError
from dogbreed.imaging.decode import decode
from dogbreed.ui.formatting import loss, percent
from dogbreed.ui.serving import named_classifier, say_plainly
from dogbreed.ui.widgets.explanation import evidence_overlay

TOP = 5
ORDINALS = ("first", "second", "third", "fourth", "fifth")


@st.dialog("Look closer", width="large")
def photo_dialog(row: pd.Series, data: bytes | None, network: str) -> None:
    """Open a photo over the page.

    Args:
        row: Of the table of `dogbreed.evaluation.top1`.
        data: The photo's bytes, None if no source has it.
        network: Folder of the network, "xception".
    """
    truth = breed(row["truth"])
    photo, findings = st.columns([3, 2], gap="medium")
    with findings:
        st.markdown(f"It shows **{truth.with_article}**. {_rank(int(row['rank']), len(row['answers']))}")
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
            st.info("**Photo not installed.** Run `python -m dogbreed data download` once to install all photos.")


def _rank(rank: int, kept: int) -> str:
    if not rank:
        return f"The network did not rank it among the first {kept}."
    return f"The network ranked it {ORDINALS[rank - 1] if rank <= len(ORDINALS) else f'number {rank}'}."


def _overlay(row: pd.Series, data: bytes, name: str) -> np.ndarray | None:
    """On request, the evidence for the predicted breed against the true one; if it is right, against the second."""
    if not st.toggle("Show why", key="mistakes-evidence"):
        return None
    try:
        network = named_classifier(name)
        pixels = decode(data).pixels
        prediction = network.predict(pixels)
    except DogbreedError as problem:
        say_plainly(problem)
        return None
    if prediction.evidence is None:
        st.caption("This network has no evidence map: its dense layer combines all areas of the photo.")
        return None
    classes = network.bundle.card.classes
    answer, rival = row["answers"][0], row["answers"][1] if row["right"] else row["truth"]
    st.caption(
        f"**Orange** speaks for {breed(answer).name}, **blue** for {breed(rival).name}. This is evidence by area: each "
        "of its areas sees far beyond its own square."
    )
    return evidence_overlay(pixels, prediction, classes.index(answer), classes.index(rival))
