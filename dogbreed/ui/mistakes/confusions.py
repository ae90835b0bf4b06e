"""What is taken for what: as a ranking of pairs or as a matrix; a click shows the photos."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.breeds import BREEDS, breed
from dogbreed.evaluation.confusions import breed_matrix, group_matrix
from dogbreed.ui.figures.confused_pairs import direction_bars, pair_bars
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.mistakes.confusion_matrix import breed_confusions, group_confusions
from dogbreed.ui.mistakes.focus import ANSWER, BOTH_WAYS, TRUTH, look_at
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.breed_menu import GROUP_NAMES
from dogbreed.ui.widgets.chart import draw

RANKING, MATRIX = "Most confused", "Matrix"
TOGETHER, APART = "Both directions together", "Apart"
ALL_GROUPS, CHOSEN = "Kennel groups", "Breeds of your choice"
VIEW, ZOOM = "view", "matrix"
A_PAGE = 8
MOST_CONFUSED, LARGEST = 4, 30


def confusions(network: TestedNetwork) -> None:
    """The ranking or the matrix, as people choose."""
    view = st.segmented_control(
        "View", [RANKING, MATRIX], default=RANKING, required=True, key=VIEW, bind="query-params"
    )
    if network.pairs.empty:
        st.success("Every photo was named rightly.", icon=":material/check_circle:")
    elif view == MATRIX:
        _matrix(network)
    else:
        _ranking(network)


def _ranking(network: TestedNetwork) -> None:
    directions = st.segmented_control(
        "Directions", [TOGETHER, APART], default=TOGETHER, required=True, key="directions", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    table = network.directions if directions == APART else network.pairs
    place = st.container()
    page = st.pagination(-(-len(table) // A_PAGE), key="ranks", bind="query-params")
    shown = slice((page - 1) * A_PAGE, page * A_PAGE)
    selected = (st.session_state.get(TRUTH) or "", st.session_state.get(ANSWER) or "")
    with place:
        if directions == APART:
            draw(direction_bars(table, shown, network.colour, selected), on_point=_look_at_one_way)
        else:
            draw(pair_bars(table, shown, network.colour, selected), on_point=_look_at_pair)


def _matrix(network: TestedNetwork) -> None:
    present = set(network.answers["truth"].unique())
    groups = [group for group in GROUP_NAMES if any(dog.group == group for dog in BREEDS if dog.wnid in present)]
    zoom = st.selectbox("Of", [ALL_GROUPS, *groups, CHOSEN], key=ZOOM, bind="query-params")
    if zoom == ALL_GROUPS:
        cells = group_matrix(network.answers)
        draw(group_confusions(cells, network.colour, _selected()), on_point=_look_at_groups)
        st.caption("A click on the diagonal opens the group; elsewhere it shows the photos.")
        return
    breeds = _chosen(network, present) if zoom == CHOSEN else [dog.wnid for dog in BREEDS if dog.group == zoom]
    breeds = [wnid for wnid in breeds if wnid in present]
    if len(breeds) < 2:
        st.info("Choose two breeds or more." if zoom == CHOSEN else "Only one of these breeds was tested.")
        return
    cells = breed_matrix(network.answers, breeds)
    draw(breed_confusions(cells, zoom, network.colour, _selected()), on_point=_look_at_one_way)
    of = network.answers[network.answers["truth"].isin(breeds)]
    elsewhere = ~of["right"] & ~of["answer"].isin(breeds)
    st.caption(
        f"Grey: right answers. Besides, {count(int(elsewhere.sum()))} of their {count(len(of))} photos "
        f"({percent(float(elsewhere.mean()))}) were taken for breeds that are not in the matrix."
    )
    if zoom != CHOSEN:
        st.button("All kennel groups", icon=":material/zoom_out_map:", on_click=_zoom, args=(ALL_GROUPS,))


def _chosen(network: TestedNetwork, present: set[str]) -> list[str]:
    """A set of breeds, at first those of the most confused pairs."""
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


def _look_at_pair(point: Sequence[str]) -> None:
    look_at(point[0], point[1], both_ways=True)


def _look_at_one_way(point: Sequence[str]) -> None:
    look_at(point[0], point[1])


def _look_at_groups(point: Sequence[str]) -> None:
    look_at(point[0], point[1])
    if point[0] == point[1]:
        _zoom(point[0])


def _zoom(to: str) -> None:
    st.session_state[ZOOM] = to
