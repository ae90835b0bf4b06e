"""A search in a few sentences."""

import streamlit as st

from dogbreed.evaluation.metrics import proportion
from dogbreed.experiments import Run
from dogbreed.experiments.searches import Search, result, validation_photos
from dogbreed.networks.registry import title
from dogbreed.ui.formatting import count, duration, percent, plain
from dogbreed.ui.widgets.run_labels import STATUS, run_names

NO_RESULT = "finished without a validation accuracy"


def summary(search: Search) -> None:
    """Number and outcome of the runs, the best one, the re-runs, and the training time."""
    st.markdown(" ".join(filter(None, [_ends(search), _best(search), _again(search), _time(search)])))


def without_result(search: Search) -> None:
    """A list of the runs without a result, by outcome."""
    names = dict(zip([run.id for run in search.runs], run_names(search.runs), strict=True))
    by_outcome: dict[str, list[str]] = {}
    for run in search.runs:
        if result(run) is None:
            by_outcome.setdefault(outcome(run), []).append(names[run.id])
    if by_outcome:
        number = sum(map(len, by_outcome.values()))
        with st.expander(f"{_runs(number)} without a result", icon=":material/block:"):
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
    configurations = "configuration" if len(runs) == 1 else "configurations"
    return (
        f"**{count(len(runs))} {configurations}** of {plain(title(search.network))}, trained and validated on the same "
        f"photos: {said}."
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
        f"The best ones were trained again with other seeds: {_runs(len(search.repeats))}. The table ranks these "
        "re-runs too, so its first row can be better than the best run of the search."
    )


def _time(search: Search) -> str:
    seconds = sum(run.duration_s or 0 for run in search.runs)
    return f"Training took {duration(seconds)} in total." if seconds else ""


def _runs(number: int) -> str:
    return "1 run" if number == 1 else f"{count(number)} runs"
