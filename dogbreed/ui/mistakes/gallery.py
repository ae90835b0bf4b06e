"""The selected photos with the predictions, page by page."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.breeds import breed
from dogbreed.dataset.sources import photo
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.selection import Selection
from dogbreed.evaluation.top1 import WNIDS
from dogbreed.imaging.decode import decode
from dogbreed.ui.formatting import loss, percent, plain, quantity
from dogbreed.ui.mistakes.filters import in_words
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.serving import named_classifier, say_plainly
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.explanation import evidence_overlay, frame_caption
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, photo_grid

TOP = 5
ORDINALS = ("first", "second", "third", "fourth", "fifth")


def opened_photo(network: TestedNetwork) -> None:
    """A dialog with the photo that the address names, "?opened=n02092002_1017", so that browser Back closes it."""
    named = st.query_params.get(OPENED, "")
    if named and named == st.session_state.get(CLOSED):
        # A click that came before the browser had the address without the photo, or Back after the dialog was closed.
        st.query_params.pop(OPENED)
        return
    rows = network.top1[network.top1["file"].map(_short) == named] if named else network.top1[:0]
    if len(rows):
        _photo_dialog(rows.iloc[0], network.name)


def _open(file: str) -> None:
    st.session_state.pop(CLOSED, None)
    st.query_params[OPENED] = _short(file)


def _close() -> None:
    st.session_state[CLOSED] = st.query_params.pop(OPENED, None)


@st.dialog("Look closer", width="large", on_dismiss=_close)
def _photo_dialog(row: pd.Series, network: str) -> None:
    """A photo over the page.

    Args:
        row: Of the table of `dogbreed.evaluation.top1`.
        network: Folder of the network, "xception".
    """
    truth, data = breed(row["truth"]), photo(row["file"])
    picture, findings = st.columns([3, 2], gap="medium")
    with findings:
        st.markdown(f"It shows **{truth.with_article}**. {_rank(int(row['rank']), len(row['answers']))}")
        for wnid, probability in list(zip(row["answers"], row["probabilities"], strict=True))[:TOP]:
            mark = ":material/check_circle: " if wnid == truth.wnid else ""
            st.progress(min(float(probability), 1.0), f"{mark}{breed(wnid).name} **{percent(float(probability))}**")
        st.caption(f"Loss {loss(row['loss'])}. `{row['file']}`")
        overlaid = _overlay(row, data, network) if data else None
    with picture:
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
    frame_caption(prediction)
    return evidence_overlay(pixels, prediction, classes.index(answer), classes.index(rival))


PER_PAGE = 12
PAGE = "page"
OPENED = "opened"
"""Parameter of the page's address: the photo that is open."""
CLOSED = "closed-photo"
"""Key of the session: the photo whose dialog was closed last."""


def gallery(found: pd.DataFrame, selection: Selection, network: TestedNetwork) -> None:
    """Photos with the true and the predicted breed.

    Args:
        found: Rows of the top-1 table that match, see `dogbreed.evaluation.selection.select`.
        selection: What they match.
        network: Whose predictions.
    """
    if found.empty:
        st.info(
            "No photo matches these filters: choose other breeds, or widen them.",
            icon=":material/filter_alt_off:",
        )
        return
    st.markdown(f"**{quantity(len(found), 'photo')}**: {plain(in_words(selection, network))}")
    place = st.empty()
    shown = page_of(found, PER_PAGE, PAGE, (network.name, network.other, selection))
    with place.container():
        photo_grid([_grid_photo(row, network) for _, row in shown.iterrows()])
    download("Photo list", partial(_csv, found))
    _link_to_look_alikes(selection)


def _link_to_look_alikes(selection: Selection) -> None:
    """A link to the two selected breeds on the Look-alikes page."""
    pair = [wnid for wnid in (selection.truth, selection.answer) if wnid and wnid in WNIDS]
    if len(set(pair)) == 2:
        st.page_link(
            "pages/look_alikes.py",
            label="How to tell these two apart",
            icon=":material/compare_arrows:",
            query_params={"one": breed(pair[0]).name, "other": breed(pair[1]).name},
        )


def _grid_photo(row: pd.Series, network: TestedNetwork) -> GridPhoto:
    def button(_: bytes | None) -> None:
        st.button(
            "Look closer",
            key=f"closer-{row['file']}",
            type="tertiary",
            icon=":material/zoom_in:",
            on_click=_open,
            args=(row["file"],),
        )

    caption = "  \n".join([f"**{breed(row['truth']).name}**", *_predictions(row, network)])
    return GridPhoto(row["file"], caption, "Test photo of {}", below=button)


def _short(file: str) -> str:
    """ "n02092002_1017" of "n02092002-Scottish_deerhound/n02092002_1017.jpg"."""
    return file.rpartition("/")[2].removesuffix(".jpg")


def _predictions(row: pd.Series, network: TestedNetwork) -> list[str]:
    """A line per network: right or wrong, in a sign and in words."""
    if network.other is None:
        return [_prediction(row, "", ""), f"loss {loss(row['loss'])}"]
    return [
        _prediction(row, "", f"{plain(network.title)}: "),
        _prediction(row, "other_", f"{plain(network.other_title)}: "),
    ]


def _prediction(row: pd.Series, of: str, name: str) -> str:
    right = row[f"{of}right"]
    said = "right" if right else breed(row[f"{of}answer"]).name
    return f":material/{'check_circle' if right else 'cancel'}: {name}{said}, {percent(row[f'{of}probability'])}"


def _csv(found: pd.DataFrame) -> pd.DataFrame:
    """One row per photo, with names of breeds instead of ids; probabilities 0 to 1, loss in nats."""
    table = found.drop(columns=["answers", "probabilities", "truth_group", "answer_group"])
    ids = [column for column in ("truth", "answer", "other_answer") if column in table]
    return table.assign(**{column: [breed(wnid).name for wnid in table[column]] for column in ids})
