"""Which runs are compared."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.experiments import Run
from dogbreed.experiments.comparison import by_split, flaw, latest, same_photos, split
from dogbreed.networks.registry import CNN, XCEPTION
from dogbreed.ui.compare.compared_run import ComparedRun, answers, compared_runs
from dogbreed.ui.formatting import plain
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.tracked_runs import final_runs
from dogbreed.ui.widgets.run_labels import run_labels

CHOSEN = "compared-runs"
TRAINABLE = (CNN, XCEPTION)


def choice() -> list[ComparedRun]:
    """Let people choose from the final runs that have test figures, and say of the others why they have none.

    Returns:
        Runs that can be compared with one another; none, with the reason on the page, if those that were chosen cannot
        or the store cannot be read.
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
        st.info("Choose one run to see its figures, two or more to compare them.", icon=":material/balance:")
    elif len(by_split(chosen)) > 1:
        _refuse_splits(chosen, fit)
    else:
        compared = compared_runs(chosen)
        _name_lacks(compared)
        if same_photos([network.predictions for network in answers(compared)]):
            return compared
        _refuse_photos([network.name for network in answers(compared)])
    return []


def alone(network: ComparedRun) -> None:
    """Say how one run gets company."""
    other = next(name for name in TRAINABLE if name != network.run.network)
    st.info(
        f"There is nothing to compare {network.name} with yet: choose another run of the same split, or train one, for "
        f"instance with `python -m dogbreed train {other}`.",
        icon=":material/model_training:",
    )


def _chosen(fit: list[Run]) -> list[Run]:
    """At first the last finished run of each network on the official split, else on the split there is."""
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


def _name_lacks(compared: list[ComparedRun]) -> None:
    lacking = [network for network in compared if network.lack]
    if lacking:
        st.warning(
            "  \n".join(f"{plain(network.name)}: {network.lack}" for network in lacking)
            + "  \nWithout them there are no intervals, no test of the difference and no photos.",
            icon=":material/folder_off:",
        )


def _refuse_splits(chosen: list[Run], fit: list[Run]) -> None:
    """Say why, and offer what can be compared."""
    groups = by_split(chosen)
    parts = [f"{_listed(run_labels(runs))} on “{plain(name)}”" for name, runs in groups.items()]
    st.error(
        f"These runs cannot be compared: they were trained and tested on different photos, {'; '.join(parts)}. "
        "A difference between them could come from the photos alone.",
        icon=":material/error:",
    )
    with st.container(horizontal=True):
        for name, runs in by_split(fit).items():
            ids = [run.id for run in latest(runs)]
            st.button(f"Compare those on “{name}”", key=f"only-{name}", on_click=_choose, args=(ids,))


def _refuse_photos(names: list[str]) -> None:
    st.error(
        f"{_listed(names)} cannot be compared: their stored answers are not to the same test photos. "
        "`python -m dogbreed evaluate`, once with the name of each, makes them again.",
        icon=":material/error:",
    )


def _choose(ids: list[str]) -> None:
    st.session_state[CHOSEN] = ids


def _nothing_yet(runs: Sequence[Run]) -> str:
    begin = "No final run of the tracking store has test figures yet" if runs else "The tracking store has no final run"
    return (
        f"{begin}. `python -m dogbreed train xception`, then `export` and `evaluate`, make one; "
        "`python -m dogbreed runs import` puts back those that came with the repository."
    )


def _listed(names: Sequence[str]) -> str:
    """ "a, b and c", as Markdown."""
    *others, last = map(plain, names)
    return f"{', '.join(others)} and {last}" if others else last
