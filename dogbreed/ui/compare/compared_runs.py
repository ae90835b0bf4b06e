"""The runs and networks to compare: their choice, labels, colours and stored test results."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import Estimate, Metrics
from dogbreed.evaluation.stored_results import METRICS_FILE, PREDICTIONS_FILE
from dogbreed.experiments import Run
from dogbreed.experiments.comparison import STORED, by_split, flaw, latest, results, same_photos, split, stored_figures
from dogbreed.inference.bundle import available
from dogbreed.networks.registry import CNN, XCEPTION, in_order, title
from dogbreed.settings import settings
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import run_colours
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.formatting import plain
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.tracked_runs import final_runs
from dogbreed.ui.widgets.run_labels import run_labels


@dataclass(frozen=True)
class ComparedRun:
    """One of the runs that are compared.

    Attributes:
        run: As the tracking store has it; for a network without a run, see `stored_figures`.
        name: Its label.
        colour: On every chart, "#0072b2".
        metrics: Its test metrics with their 95 % intervals, None if they are not stored.
        predictions: Its predictions for the test photos, None if they are not stored.
        missing: Why they are not stored, as a sentence; else empty.
    """

    run: Run
    name: str
    colour: str
    metrics: Metrics | None = None
    predictions: NetworkPredictions | None = None
    missing: str = ""

    @property
    def trained(self) -> bool:
        """Whether it is a training run."""
        return self.run.kind != STORED

    def measured(self, figure: str) -> float | None:
        """A metric of the run, such as "test_top1" or "parameters"; None if it was not logged."""
        value = self.run.metrics.get(figure, math.nan)
        return value if math.isfinite(value) else None

    def interval(self, figure: str) -> Estimate | None:
        """A test metric with its 95 % interval, such as "test_top1"; None if there is none."""
        return getattr(self.metrics, figure.removeprefix("test_"), None)


def compared_runs(runs: Sequence[Run]) -> list[ComparedRun]:
    """The runs with their labels, colours and stored results."""
    labels, colours = run_labels(runs), run_colours([run.network for run in runs])
    return [_compared_run(run, name, colour) for run, name, colour in zip(runs, labels, colours, strict=True)]


def stored_predictions(compared: Sequence[ComparedRun]) -> list[NetworkPredictions]:
    """The test predictions of those runs that have them stored."""
    return [run.predictions for run in compared if run.predictions]


def _compared_run(run: Run, name: str, colour: str) -> ComparedRun:
    folder = settings().models_dir / run.network
    stamp = file_stamp(folder / METRICS_FILE, folder / PREDICTIONS_FILE)
    return _with_results(run, name, colour, (str(folder), *stamp))


@built_once(32)
def _with_results(run: Run, name: str, colour: str, stored: tuple[str | int, ...]) -> ComparedRun:
    """`stored`, the folder and the stamp of its files, is part of the key, so that new results are read again."""
    try:
        found = results(run)
    except DogbreedError as problem:
        return ComparedRun(run, name, colour, missing=str(problem))
    return ComparedRun(run, name, colour, found.metrics, NetworkPredictions(name, colour, found.predictions))


CHOSEN = "compared-runs"
TRAINABLE = (CNN, XCEPTION)


def run_choice() -> list[ComparedRun]:
    """A menu of the networks with test metrics, and a list of final runs that have none with the reason.

    Returns:
        The chosen runs; empty, with the reason on the page, if they cannot be compared with one another or the store
        cannot be read.
    """
    try:
        runs = _all_runs()
    except DogbreedError as problem:
        say_plainly(problem)
        return []
    fit = [run for run in runs if not flaw(run)]
    chosen = _chosen(fit) if fit else []
    _left_out(runs)
    if not fit:
        st.info(_nothing_yet(runs), icon=":material/model_training:")
    elif not chosen:
        st.info("Choose one network to see its test metrics, two or more to compare them.", icon=":material/balance:")
    elif len(by_split(chosen)) > 1:
        _refuse_splits(chosen, fit)
    else:
        compared = compared_runs(chosen)
        _name_missing(compared)
        if _same_photos([network.predictions for network in stored_predictions(compared)]):
            return compared
        _refuse_photos([network.name for network in stored_predictions(compared)])
    return []


def _all_runs() -> list[Run]:
    """The final runs and the networks with test results but without a run, in the order of the registry.

    Raises:
        DogbreedError: The store cannot be read.
    """
    runs = list(final_runs())
    trained = {run.network for run in runs}
    for name in available():
        files = [settings().models_dir / name / file for file in (METRICS_FILE, PREDICTIONS_FILE)]
        if name not in trained and any(file.is_file() for file in files):
            runs.append(_without_run(name, str(settings().models_dir), file_stamp(*files)))
    order = in_order({run.network for run in runs})
    return sorted(runs, key=lambda run: order.index(run.network))


@built_once(16)
def _without_run(name: str, models: str, stamp: tuple[int, ...]) -> Run:
    """`models` and `stamp`, of its files, are part of the key, so that new results are read again."""
    return stored_figures(name)


_same_photos = built_once(16)(same_photos)


def nothing_to_compare(network: ComparedRun) -> None:
    """Say how to get a second run."""
    other = next(name for name in TRAINABLE if name != network.run.network)
    st.info(
        f"There is no other network to compare {network.name} with: choose one of the same split, or train one, for "
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
        "Networks",
        list(by_id),
        format_func=lambda id: f"{labels[id]} · {split(by_id[id])}" if several else labels[id],
        key=CHOSEN,
        placeholder="Choose networks",
        persist_state="session",
    )
    return [by_id[id] for id in chosen]


def _left_out(runs: Sequence[Run]) -> None:
    lines = [f"- **{plain(title(run.name))}** {plain(why)}" for run in runs if (why := flaw(run))]
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
        f"These networks cannot be compared: they were trained and tested on different photos, {'; '.join(parts)}. "
        "A difference between them could be due to the photos.",
        icon=":material/error:",
    )
    with st.container(horizontal=True):
        for name, runs in by_split(fit).items():
            ids = [run.id for run in latest(runs)]
            st.button(f"Compare the networks on “{name}”", key=f"only-{name}", on_click=_choose, args=(ids,))


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
