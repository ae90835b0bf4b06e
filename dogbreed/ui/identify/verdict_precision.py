"""What the answers are worth, with the figures that were measured for them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from dogbreed.evaluation.rejection import ALL, REJECTION_TABLE, rejection_rates
from dogbreed.evaluation.report import load_report
from dogbreed.evaluation.unknown_breeds import UNKNOWN_BREEDS_TABLE, shares
from dogbreed.evaluation.verdict_precision import TARGET_PRECISION
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.verdict import VerdictKind
from dogbreed.settings import settings
from dogbreed.ui.formatting import count, percent

SAID = {
    VerdictKind.BREED: "Very likely a Scottish deerhound",
    VerdictKind.LOOKALIKES: "A Scottish deerhound or an Irish wolfhound",
    VerdictKind.GROUP: "A sighthound, but which one is not clear",
    VerdictKind.UNSURE: "A dog, but not clearly one of the breeds we know",
    VerdictKind.NOT_A_DOG: "No dog found",
}


def verdict_precision() -> None:
    """Every kind of answer, how often it is given for photos of dogs, and how often it is then true."""
    report = load_report(settings().model)
    verdicts = report["verdicts"]
    st.header("What its answers are worth", anchor=False)
    st.markdown(
        f"An answer that names something is meant to be true at least {TARGET_PRECISION * 20:.0f} times out of 20. On "
        f"the {count(report['all']['photos'])} photos that were kept for the test:"
    )
    st.table([_row(said, verdicts[kind]) for kind, said in SAID.items()], hide_index=True)
    st.caption(" ".join((_more(verdicts[VerdictKind.LOOKALIKES]), _without_dogs(), _unknown_breeds())))
    st.page_link(
        "pages/mistakes.py",
        label="Look through the photos behind these figures",
        icon=":material/grid_on:",
        query_params={"network": settings().model},
    )


def _row(said: str, verdict: Mapping[str, Any]) -> dict[str, str]:
    kept = verdict["kept"]
    return {
        "It says, for instance": f"“{said}”",
        "for": percent(verdict["coverage"]["value"]),
        "and that is true for": f"**{percent(kept['value'])}** {_interval(kept)}" if kept else "",
    }


def _more(lookalikes: Mapping[str, Any]) -> str:
    number = f"{lookalikes['named']:.1f}"
    named = f"Where it names several breeds, it names {number} on average." if lookalikes["photos"] else ""
    return f"In brackets: the 95 % interval. {named}"


def _without_dogs() -> str:
    answers = REJECTION_TABLE.load(load_bundle(settings().model))
    if answers is None:
        return ""
    together = next(share for share in rejection_rates(answers).to_dict("records") if share["kind"] == ALL)
    return (
        f"Of {count(together['photos'])} photos without a dog it finds none in {percent(together['rejected'])} "
        f"{_interval(together)}: people, cats, other animals, food, things, "
        "places, toys and drawings."
    )


def _unknown_breeds() -> str:
    table = UNKNOWN_BREEDS_TABLE.load(load_bundle(settings().model))
    if table is None:
        return ""
    named = shares(table)[VerdictKind.BREED]
    return (
        f"Breeds that it never learned are harder: with each of the {len(table)} left out in turn, it still named "
        f"another in {percent(named.value)} {_interval(asdict(named))} of their photos."
    )


def _interval(estimate: Mapping[Any, Any]) -> str:
    return f"({percent(estimate['low'])} to {percent(estimate['high'])})"
