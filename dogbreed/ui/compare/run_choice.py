"""The choice of the runs to compare."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.experiments import Run
from dogbreed.experiments.comparison import by_split, flaw, latest, same_photos, split
from dogbreed.networks.registry import CNN, XCEPTION
from dogbreed.ui.compare.compared_run import ComparedRun, compared_runs, stored_predictions
from dogbreed.ui.formatting import plain
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.tracked_runs import final_runs
from dogbreed.ui.widgets.run_labels import run_labels

CHOSEN = "compared-runs"
TRAINABLE = (CNN, XCEPTION)


def run_choice() -> list[ComparedRun]:
    """A menu of the final runs that have test metrics, and a list of the others with the reason why they have none.

    Returns:
        The chosen runs; empty, with the reason on the page, if they cannot be compared with one another or the store
        cannot be read.
    """
    try:
        runs = final_runs()
    except DogbreedError as problem:
        say_plainly(problem)
        return []
    fit = [run for run in runs if not flaw(run)]
    chosen = _chosen(fit) if fit else []
    _left_out(runs)
    if not fit:
        st.info(_nothing_yet(runs), icon=":material/model_training:")
    elif not chosen:
        st.info("Choose one run to see its test metrics, two or more to compare them.", icon=":material/balance:")
    elif len(by_split(chosen)) > 1:
        _refuse_splits(chosen, fit)
    else:
        compared = compared_runs(chosen)
        _name_missing(compared)
        if same_photos([network.predictions for network in stored_predictions(compared)]):
            return compared
        _refuse_photos([network.name for network in stored_predictions(compared)])
    return []


def nothing_to_compare(network: ComparedRun) -> None:
    """Say how to get a second run."""
    other = next(name for name in TRAINABLE if name != network.run.network)
    st.info(
        f"There is no other run to compare {network.name} with: choose one of the same split, or train one, for "
        f"example with `python -m dogbreed train {other}`.",
        icon=":material/model_training:",
    )


def _chosen(fit: list[Run]) -> list[Run]:
    """A menu; at first the last finished run of each network on the official split, or on the only split."""
    by_id = {run.id: run for run in fit}
    labels = dict(zip(by_id, run_labels(fit), strict=True))
    several = len(by_split(fit)) > 1
    first = latest(next(iter(by_split(fit).values())))
    before = st.session_state.get(CHOSEN, [run.id for run in first])
    st.session_state[CHOSEN] = [id for id in before if id in by_id]
    chosen = st.multiselect(
        "Runs",
        list(by_id),
        format_func=lambda id: f"{labels[id]} · {split(by_id[id])}" if several else labels[id],
        key=CHOSEN,
        placeholder="Choose runs",
        persist_state="session",
    )
    return [by_id[id] for id in chosen]


def _left_out(runs: Sequence[Run]) -> None:
    lines = [f"- **{plain(run.name)}** {plain(why)}" for run in runs if (why := flaw(run))]
    if lines:
        number = "1 run is" if len(lines) == 1 else f"{len(lines)} runs are"
        with st.expander(f"{number} left out", icon=":material/block:"):
            st.markdown("\n".join(lines))


def _name_missing(compared: list[ComparedRun]) -> None:
    missing = [network for network in compared if network.missing]
    if missing:
        st.warning(
            "  \n".join(f"{plain(network.name)}: {network.missing}" for network in missing)
            + "  \nWithout them there are no intervals, no significance test and no photos.",
            icon=":material/folder_off:",
        )


def _refuse_splits(chosen: list[Run], fit: list[Run]) -> None:
    """Say why runs of different splits are not compared, and offer those of each split."""
    groups = by_split(chosen)
    parts = [f"{_listed(run_labels(runs))} on “{plain(name)}”" for name, runs in groups.items()]
    st.error(
        f"These runs cannot be compared: they were trained and tested on different photos, {'; '.join(parts)}. "
        "A difference between them could be due to the photos.",
        icon=":material/error:",
    )
    with st.container(horizontal=True):
        for name, runs in by_split(fit).items():
            ids = [run.id for run in latest(runs)]
            st.button(f"Compare the runs on “{name}”", key=f"only-{name}", on_click=_choose, args=(ids,))


def _refuse_photos(names: list[str]) -> None:
    st.error(
        f"{_listed(names)} cannot be compared: their stored predictions are not for the same test photos. "
        "`python -m dogbreed evaluate` with the name of each network computes them again.",
        icon=":material/error:",
    )


def _choose(ids: list[str]) -> None:
    st.session_state[CHOSEN] = ids


def _nothing_yet(runs: Sequence[Run]) -> str:
    begin = "No final run in the tracking store has test metrics yet" if runs else "The tracking store has no final run"
    return (
        f"{begin}. `python -m dogbreed train xception`, then `export` and `evaluate`, create one; "
        "`python -m dogbreed runs import` restores those that came with the repository."
    )


def _listed(names: Sequence[str]) -> str:
    """ "a, b and c", as Markdown."""
    *others, last = map(plain, names)
    return f"{', '.join(others)} and {last}" if others else last
