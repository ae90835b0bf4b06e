"""Confused breeds as a ranking of pairs or as a matrix; a click selects the photos."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dogbreed.breeds import BREEDS, breed
from dogbreed.evaluation.confusions import breed_matrix, group_matrix
from dogbreed.ui.built_once import built_once
from dogbreed.ui.figures.confused_pairs import direction_bars, pair_bars
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.mistakes.confusion_matrix import breed_confusions, group_confusions
from dogbreed.ui.mistakes.filters import ANSWER, BOTH_WAYS, TRUTH, select_breeds
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.breed_menu import GROUP_NAMES
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.stage import note

RANKING, MATRIX = "Most confused", "Matrix"
TOGETHER, EACH = "Both directions together", "Each direction"
ALL_GROUPS, CHOSEN = "Kennel groups", "Breeds of your choice"
VIEW, ZOOM = "view", "matrix"
PER_PAGE = 8
MOST_CONFUSED, LARGEST = 4, 30


def confusions(network: TestedNetwork) -> None:
    """Draw the chosen view."""
    view = st.segmented_control(
        "View", [RANKING, MATRIX], default=RANKING, required=True, key=VIEW, bind="query-params"
    )
    if network.pairs.empty:
        st.success("Every photo was named correctly.", icon=":material/check_circle:")
    elif view == MATRIX:
        _matrix(network)
    else:
        _ranking(network)


def _ranking(network: TestedNetwork) -> None:
    directions = st.segmented_control(
        "Directions", [TOGETHER, EACH], default=TOGETHER, required=True, key="directions", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    table = network.directions if directions == EACH else network.pairs
    place = st.container()
    page = st.pagination(-(-len(table) // PER_PAGE), key="ranks", bind="query-params")
    shown = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    selected = (st.session_state.get(TRUTH) or "", st.session_state.get(ANSWER) or "")
    with place:
        if directions == EACH:
            draw(direction_bars(table, shown, network.colour, selected), on_point=_select_direction)
        else:
            draw(pair_bars(table, shown, network.colour, selected), on_point=_select_pair)


def _matrix(network: TestedNetwork) -> None:
    present = set(network.top1["truth"].unique())
    groups = [group for group in GROUP_NAMES if any(dog.group == group for dog in BREEDS if dog.wnid in present)]
    zoom = st.selectbox("Of", [ALL_GROUPS, *groups, CHOSEN], key=ZOOM, bind="query-params")
    if zoom == ALL_GROUPS:
        cells = _groups(network)
        draw(group_confusions(cells, network.colour, _selected()), on_point=_select_groups)
        note("Click a cell on the diagonal to open the group, any other cell to see its photos.")
        return
    breeds = _chosen(network, present) if zoom == CHOSEN else [dog.wnid for dog in BREEDS if dog.group == zoom]
    breeds = [wnid for wnid in breeds if wnid in present]
    if len(breeds) < 2:
        st.info("Choose two breeds or more." if zoom == CHOSEN else "Only one of these breeds was tested.")
        return
    cells = _breeds(network, tuple(breeds))
    draw(breed_confusions(cells, zoom, network.colour, _selected()), on_point=_select_direction)
    of = network.top1[network.top1["truth"].isin(breeds)]
    elsewhere = ~of["right"] & ~of["answer"].isin(breeds)
    note(
        f"Grey: correct predictions. Another {count(int(elsewhere.sum()))} of their {count(len(of))} photos "
        f"({percent(float(elsewhere.mean()))}) are mistaken for breeds that are not in the matrix."
    )
    if zoom != CHOSEN:
        st.button("All kennel groups", icon=":material/zoom_out_map:", on_click=_zoom, args=(ALL_GROUPS,))


@built_once(8)
def _groups(network: TestedNetwork) -> pd.DataFrame:
    return group_matrix(network.top1)


@built_once(16)
def _breeds(network: TestedNetwork, breeds: tuple[str, ...]) -> pd.DataFrame:
    return breed_matrix(network.top1, breeds)


def _chosen(network: TestedNetwork, present: set[str]) -> list[str]:
    """A menu of breeds, at first those of the most confused pairs; returns their WordNet ids."""
    worst = network.pairs[["one", "other"]].head(MOST_CONFUSED).to_numpy().ravel()
    return st.multiselect(
        "Breeds",
        sorted(present, key=lambda wnid: breed(wnid).name),
        default=[wnid for wnid in dict.fromkeys(worst) if wnid in present],
        format_func=lambda wnid: breed(wnid).name,
        max_selections=LARGEST,
        key="breeds",
        bind="query-params",
    )


def _selected() -> list[tuple[str, str]]:
    truth, answer = st.session_state.get(TRUTH), st.session_state.get(ANSWER)
    if not truth or not answer:
        return []
    return [(truth, answer), (answer, truth)] if st.session_state.get(BOTH_WAYS) else [(truth, answer)]


def _select_pair(point: Sequence[str]) -> None:
    select_breeds(point[0], point[1], both_ways=True)


def _select_direction(point: Sequence[str]) -> None:
    select_breeds(point[0], point[1])


def _select_groups(point: Sequence[str]) -> None:
    select_breeds(point[0], point[1])
    if point[0] == point[1]:
        _zoom(point[0])


def _zoom(to: str) -> None:
    st.session_state[ZOOM] = to
