"""What the network knows: its breeds, and how reliable each kind of answer is by the committed test figures."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.other_dogs import OTHER_DOGS_TABLE, LeftOut, photos_left_out, verdict_shares
from dogbreed.evaluation.rejection import REJECTION_TABLE, rejected_of_all
from dogbreed.evaluation.stored_results import METRICS_FILE, load_report
from dogbreed.evaluation.verdict_precision import TARGET_PRECISION
from dogbreed.inference.verdict import NO_DOG, VerdictKind
from dogbreed.settings import settings
from dogbreed.ui.formatting import count, percent, quantity
from dogbreed.ui.serving import answering_files, bundle
from dogbreed.ui.widgets.stage import note


def known_breeds() -> None:
    """All breeds by kennel group."""
    grid = st.grid(min_column_width=240)
    for group in _breeds_by_group():
        grid.markdown(group)


@cache
def _breeds_by_group() -> list[str]:
    by_group = sorted(BREEDS, key=lambda breed: (breed.group, breed.name))
    return [
        f"**{group}**  \n:gray[{', '.join(breed.name for breed in breeds)}]"
        for group, breeds in groupby(by_group, key=lambda breed: breed.group)
    ]


EXAMPLES = {
    VerdictKind.BREED: "Very likely a Scottish deerhound",
    VerdictKind.LOOKALIKES: "A Scottish deerhound or an Irish wolfhound",
    VerdictKind.GROUP: "A sighthound, but which one is not clear",
    VerdictKind.OTHER_BREED: f"Not one of the {len(BREEDS)} breeds it learned. Most like a dachshund",
    VerdictKind.UNSURE: f"A dog, but not clearly one of the {len(BREEDS)} breeds we know",
    VerdictKind.NOT_A_DOG: NO_DOG,
}


def reliability_table() -> None:
    """Draw the share of each kind of answer among the test photos and how many of them are correct."""
    found = _reliability(*answering_files(METRICS_FILE, REJECTION_TABLE.file, OTHER_DOGS_TABLE.file))
    st.header("How reliable are the answers?", anchor=False)
    st.markdown(found.introduction)
    st.table(found.rows, hide_index=True)
    note(found.remarks)
    st.page_link(
        "pages/mistakes.py",
        label="Look at the photos behind these figures",
        icon=":material/grid_on:",
        query_params={"network": settings().model},
    )


@dataclass(frozen=True)
class Reliability:
    """What is written about a network's answers: a sentence, a row per kind of answer, and remarks below them."""

    introduction: str
    rows: list[dict[str, str]]
    remarks: str


@lru_cache(maxsize=2)
def _reliability(folder: Path, stamp: tuple[int, ...]) -> Reliability:
    """Counted once per network, and again when its tables have changed."""
    report = load_report(folder.name)
    verdicts = report["verdicts"]
    return Reliability(
        f"The network aims to be right in at least {100 * TARGET_PRECISION:.0f}\N{NO-BREAK SPACE}% of named answers. "
        f"Measured on {quantity(report['all']['photos'], 'test photo')}:",
        [_row(example, verdicts[kind]) for kind, example in EXAMPLES.items()],
        " ".join((_breeds_named(verdicts[VerdictKind.LOOKALIKES]), _without_dogs(), _other_breeds())),
    )


def _row(example: str, verdict: Mapping[str, Any]) -> dict[str, str]:
    correct = verdict["kept"]
    return {
        "Answer, for example": f"“{example}”",
        "Share of photos": percent(verdict["coverage"]["value"]),
        "Correct": f"**{percent(correct['value'])}** {_interval(correct)}" if correct else "",
    }


def _breeds_named(lookalikes: Mapping[str, Any]) -> str:
    number = f"{lookalikes['named']:.1f}"
    named = f"Answers with several breeds name {number} of them on average." if lookalikes["photos"] else ""
    return f"In brackets: the 95 % interval. {named}"


def _without_dogs() -> str:
    answers = REJECTION_TABLE.load(bundle(settings().model))
    if answers is None:
        return ""
    together = rejected_of_all(answers)
    return (
        f"Of {count(together['photos'])} photos without a dog, {percent(together['rejected'])} {_interval(together)} "
        "get the answer “No dog found”: people, cats, other animals, food, things, places, toys and drawings."
    )


def _other_breeds() -> str:
    """How dogs outside the 120 breeds fare, whose photos and whose source the memory does not have."""
    answers = OTHER_DOGS_TABLE.load(bundle(settings().model))
    if answers is None:
        return ""
    shares = verdict_shares(answers, LeftOut.SOURCE, mix=False)
    photos = count(len(photos_left_out(answers, LeftOut.SOURCE, mix=False)))
    named, noticed = shares[VerdictKind.BREED], shares[VerdictKind.OTHER_BREED]
    return (
        f"Most dogs are not one of the {len(BREEDS)} breeds. Of {photos} photos of other breeds, the "
        f"network notices {percent(noticed.value)} {_interval(asdict(noticed))} and names one of the {len(BREEDS)} in "
        f"{percent(named.value)} {_interval(asdict(named))}."
    )


def _interval(estimate: Mapping[Any, Any]) -> str:
    return f"({percent(estimate['low'])} to {percent(estimate['high'])})"
