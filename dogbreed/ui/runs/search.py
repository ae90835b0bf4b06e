"""The chosen hyper-parameter search, and its runs in a few sentences."""

import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import proportion
from dogbreed.experiments import Run
from dogbreed.experiments.searches import Search, result, searches, validation_photos
from dogbreed.networks.registry import title
from dogbreed.ui.built_once import built_once
from dogbreed.ui.formatting import count, duration, percent, plain, quantity
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.tracked_runs import search_runs
from dogbreed.ui.widgets.run_labels import STATUS, run_names

NOTHING_YET = (
    "The tracking store has no search runs. `python -m dogbreed search` tries settings of the study's network; "
    "`python -m dogbreed runs import` restores the runs that came with the repository."
)


def search_choice() -> Search | None:
    """The search with the most runs, or another one that is chosen.

    Returns:
        None, with the reason on the page, if there is no search or the store cannot be read.
    """
    try:
        found = _searches(search_runs())
    except DogbreedError as problem:
        say_plainly(problem)
        return None
    if not found:
        st.info(NOTHING_YET, icon=":material/model_training:")
        return None
    if len(found) == 1:
        return found[0]
    by_name = {search.name: search for search in found}
    name = st.pills(
        "Search",
        list(by_name),
        default=found[0].name,
        format_func=lambda name: f"{title(by_name[name].network)} ({by_name[name].split})",
        key="search",
        required=True,
        persist_state="session",
    )
    return by_name[name]


_searches = built_once(4)(searches)

NO_RESULT = "finished without a validation accuracy"


def summary(search: Search) -> None:
    """Number and outcome of the runs, the best one, the re-runs, and the training time."""
    st.markdown(_summary(search))


@built_once(4)
def _summary(search: Search) -> str:
    return " ".join(filter(None, [_ends(search), _best(search), _again(search), _time(search)]))


def without_result(search: Search) -> None:
    """A list of the runs without a result, by outcome."""
    names = dict(zip([run.id for run in search.runs], run_names(search.runs), strict=True))
    by_outcome: dict[str, list[str]] = {}
    for run in search.runs:
        if result(run) is None:
            by_outcome.setdefault(outcome(run), []).append(names[run.id])
    if by_outcome:
        number = sum(map(len, by_outcome.values()))
        with st.expander(f"{quantity(number, 'run')} without a result", icon=":material/block:"):
            lines = [f"- **{plain(', '.join(alike))}** {plain(end)}" for end, alike in by_outcome.items()]
            st.markdown("\n".join(lines))


def outcome(run: Run) -> str:
    """How a run ended, with the reason if one was logged."""
    if run.status == "FINISHED":
        return "finished" if result(run) is not None else NO_RESULT
    ended, reason = STATUS.get(run.status, run.status.lower()), run.tags.get("reason", "")
    return reason if reason.startswith(ended) else ": ".join(filter(None, [ended, reason]))


def _ends(search: Search) -> str:
    runs = search.first
    finished = sum(result(run) is not None for run in runs)
    failed = sum(run.status == "FAILED" for run in runs)
    others = len(runs) - finished - failed
    ends = {"finished": finished, "failed": failed, "without a result so far": others}
    said = ", ".join(f"{count(number)} {end}" for end, number in ends.items() if number)
    return (
        f"**{quantity(len(runs), 'configuration')}** of {plain(title(search.network))}, trained and validated on the "
        f"same photos: {said}."
    )


def _best(search: Search) -> str:
    accuracy = result(search.first[0]) if search.first else None
    if accuracy is None:
        return ""
    photos = validation_photos(search.first[0])
    interval = ""
    if photos:
        estimate = proportion(round(accuracy * photos), photos)
        interval = (
            f" of {count(photos)} validation photos (95 % interval {percent(estimate.low)} to {percent(estimate.high)})"
        )
    return f"The best one is right in **{percent(accuracy)}**{interval or ' of the validation photos'}."


def _again(search: Search) -> str:
    if not search.repeats:
        return ""
    return (
        f"The best ones were trained again with other seeds: {quantity(len(search.repeats), 'run')}. The table ranks "
        "these re-runs too, so its first row can be better than the best run of the search."
    )


def _time(search: Search) -> str:
    seconds = sum(run.duration_s or 0 for run in search.runs)
    return f"Training took {duration(seconds)} in total." if seconds else ""
