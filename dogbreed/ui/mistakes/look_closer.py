"""The dialog "Look closer": one photo, what each chosen network answers to it, and why."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.breeds import breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.sources import photo
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.verdict_precision import verdicts
from dogbreed.imaging.decode import decode
from dogbreed.networks.registry import title
from dogbreed.ui.formatting import loss, percent, plain
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.serving import bundle, named_classifier, say_plainly
from dogbreed.ui.top1_table import top1_table
from dogbreed.ui.widgets.explanation import evidence_overlay, frame_caption
from dogbreed.ui.widgets.gallery import photo_or_card

OPENED = "opened"
"""Parameter of the page's address: the photo that is open."""
CLOSED = "closed-photo"
"""Key of the session: the photo whose dialog was closed last."""
ALONE, PAIRED = 5, 3
"""Breeds that are listed for one network, and for each of two."""
CARD = 320
"""Width of a drawn card at least, px."""
ORDINALS = ("first", "second", "third", "fourth", "fifth")


def opened_photo(network: TestedNetwork) -> None:
    """A dialog with the photo that the address names, "?opened=n02092002_1017", so that browser Back closes it."""
    named = st.query_params.get(OPENED, "")
    if named and named == st.session_state.get(CLOSED):
        # A click that came before the browser had the address without the photo, or Back after the dialog was closed.
        st.query_params.pop(OPENED)
        return
    files = network.top1["file"][network.top1["file"].map(_short) == named] if named else network.top1["file"][:0]
    if len(files):
        _photo_dialog(files.iloc[0], network)


def open_photo(file: str) -> None:
    """Open the dialog of a photo in the next run."""
    st.session_state.pop(CLOSED, None)
    st.query_params[OPENED] = _short(file)


def _close() -> None:
    st.session_state[CLOSED] = st.query_params.pop(OPENED, None)


def _short(file: str) -> str:
    """ "n02092002_1017" of "n02092002-Scottish_deerhound/n02092002_1017.jpg"."""
    return file.rpartition("/")[2].removesuffix(".jpg")


@st.dialog("Look closer", width="large", on_dismiss=_close)
def _photo_dialog(file: str, network: TestedNetwork) -> None:
    """A photo over the page, with the answers of the network and of the one that it is compared with."""
    rows = {name: _row(name, file) for name in (network.name, network.other) if name}
    truth, data = breed(next(iter(rows.values()))["truth"].iloc[0]), photo(file)
    picture, findings = st.columns([3, 2], gap="medium")
    with findings:
        st.markdown(f"It shows **{truth.with_article}**.")
        for name, row in rows.items():
            _answer(name, row, ALONE if len(rows) == 1 else PAIRED)
        st.caption(f"`{file}`")
        overlaid = _overlay(rows, data) if data else None
    with picture:
        alt = f"Test photo of {truth.with_article}"
        if data:
            st.image(data if overlaid is None else overlaid, width="stretch", alt=alt, output_format="JPEG")
        else:
            known = load_index()
            [(width, height)] = known.loc[known["file"] == file, ["width", "height"]].to_numpy(int)
            photo_or_card(truth, (width, height), None, alt, CARD)
            st.caption("**Photo not installed.** The page behind this window says how to get it.")


def _row(name: str, file: str) -> pd.DataFrame:
    """A network's row of the table of `dogbreed.evaluation.top1`, as a table."""
    top1 = top1_table(name)
    return top1[top1["file"] == file]


def _answer(name: str, row: pd.DataFrame, listed: int) -> None:
    """A network's answer, in its own words and as probabilities of the breeds that it ranks first."""
    [verdict], found = verdicts(row, bundle(name).card.thresholds), row.iloc[0]
    st.markdown(f"**{plain(title(name))}**: {verdict.sentence}")
    for wnid, probability in list(zip(found["answers"], found["probabilities"], strict=True))[:listed]:
        mark = ":material/check_circle: " if wnid == found["truth"] else ""
        st.progress(min(float(probability), 1.0), f"{mark}{breed(wnid).name} **{percent(float(probability))}**")
    st.caption(f"{_rank(int(found['rank']), len(found['answers']))} Loss {loss(found['loss'])}.")


def _rank(rank: int, kept: int) -> str:
    if not rank:
        return f"It did not rank the right breed among the first {kept}."
    return f"It ranked the right breed {ORDINALS[rank - 1] if rank <= len(ORDINALS) else f'number {rank}'}."


def _overlay(rows: Mapping[str, pd.DataFrame], data: bytes) -> np.ndarray | None:
    """On request, the evidence for the predicted breed against the true one; if it is right, against the second.

    Args:
        rows: See `_row`, by network; with several, a person chooses one.
        data: The photo's file.
    """
    if not st.toggle("Show why", key="mistakes-evidence"):
        return None
    name = next(iter(rows))
    if len(rows) > 1:
        key = f"mistakes-evidence-{'-'.join(rows)}"
        name = st.segmented_control("Network", list(rows), default=name, required=True, format_func=title, key=key)
    try:
        network = named_classifier(name)
        pixels = decode(data).pixels
        prediction = network.predict(pixels)
    except DogbreedError as problem:
        say_plainly(problem)
        return None
    if prediction.evidence is None:
        st.caption(f"{title(name)} has no evidence map.")
        return None
    classes, row = network.bundle.card.classes, rows[name].iloc[0]
    answer, rival = row["answers"][0], row["answers"][1] if row["right"] else row["truth"]
    st.caption(
        f"**Orange** speaks for {breed(answer).name}, **blue** for {breed(rival).name}. This is evidence by area: each "
        "of its areas sees far beyond its own square."
    )
    frame_caption(prediction)
    return evidence_overlay(pixels, prediction, classes.index(answer), classes.index(rival))
