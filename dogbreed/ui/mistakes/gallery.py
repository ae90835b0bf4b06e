"""The selected photos with the predictions, page by page."""

from functools import partial

import pandas as pd
import streamlit as st

from dogbreed.breeds import breed
from dogbreed.evaluation.selection import Selection
from dogbreed.evaluation.top1 import WNIDS
from dogbreed.ui.formatting import loss, percent, plain, quantity
from dogbreed.ui.mistakes.filters import in_words
from dogbreed.ui.mistakes.look_closer import open_photo
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, photo_grid

PER_PAGE = 12
PAGE = "page"


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
            on_click=open_photo,
            args=(row["file"],),
        )

    caption = "  \n".join([f"**{breed(row['truth']).name}**", *_predictions(row, network)])
    return GridPhoto(row["file"], caption, "Test photo of {}", below=button)


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
