"""The page that tells people what a network is, from the files beside it: `models/<name>/README.md`.

Model cards after Mitchell et al. (2019).
"""

import json
from typing import Any

import pandas as pd

from dogbreed.evaluation.report import METRICS_FILE
from dogbreed.inference.bundle import Bundle

MODEL_CARD_FILE = "README.md"
PRECISIONS_FILE = "precisions.csv"
FIGURES = {
    "top1": ("top-1 accuracy", "{:.1%}"),
    "top5": ("top-5 accuracy", "{:.1%}"),
    "cross_entropy": ("mean cross-entropy", "{:.3f}"),
    "expected_calibration_error": ("expected calibration error, 15 bins", "{:.1%}"),
}
PRECISIONS = {
    "precision": ("precision", "{}"),
    "megabytes": ("MB", "{:.1f}"),
    "p50_1_threads": ("p50, 1 thread", "{:.0f} ms"),
    "p50_2_threads": ("p50, 2 threads", "{:.0f} ms"),
    "top1": ("top-1", "{:.2%}"),
    "cross_entropy": ("cross-entropy", "{:.3f}"),
}
PROVENANCE = """\
**Are the test photos fresh?** Stanford Dogs photos come out of ImageNet, so a network pretrained on ImageNet has
probably seen the test photos; one trained from nothing has not. What that means for other people's photos is an open
question, which these figures do not answer. They also come from photos reduced to a short side of 224 pixels.

The network always prefers one of the breeds that it knows, whatever the photo shows. Its probabilities hold for photos
like those of Stanford Dogs. It must not decide anything about a dog or its owner.
"""


def render(bundle: Bundle) -> str:
    """The page in Markdown; figures that have not been measured are left out."""
    card = bundle.card
    parts = [
        f"# {card.title}\n\nTrained on: {card.trained_on}\n\nLicence: {card.licence}\n",
        f"Input: {card.input_size} x {card.input_size} pixels ({card.fit}). Knows {len(card.classes)} breeds. "
        f"Calibrated with temperature {card.temperature:.3f}; one breed is named from a probability of "
        f"{card.thresholds.breed:.1%}. Validation photos alone decided both.\n",
    ]
    metrics = bundle.folder / METRICS_FILE
    if metrics.exists():
        parts.append(_test_figures(card.name, json.loads(metrics.read_text())))
    parts.append(PROVENANCE)
    precisions = bundle.folder / PRECISIONS_FILE
    if precisions.exists():
        parts.append(_precisions(pd.read_csv(precisions)))
    return "\n".join(parts)


def write_model_card(bundle: Bundle) -> None:
    """Write the page beside the network."""
    (bundle.folder / MODEL_CARD_FILE).write_text(render(bundle))


def _test_figures(name: str, report: dict[str, Any]) -> str:
    sets = {"all": "all", "whole": "without those the local copy shows cropped"}
    present = [key for key in sets if key in report]
    heading = ["", *(f"{sets[key]} ({report[key]['photos']:,})" for key in present)]
    rows = [
        [label, *(interval(report[key][figure], form) for key in present)] for figure, (label, form) in FIGURES.items()
    ]
    verdict = report["breed_verdict"]
    named = f"It names one breed for {interval(verdict['coverage'], '{:.1%}')} of the photos"
    if "precision" in verdict:
        named += f" and is then right for {interval(verdict['precision'], '{:.1%}')}"
    return (
        f"## On the official test photos\n\n`python -m dogbreed evaluate {name}`, with 95 % intervals:\n\n"
        f"{_table(heading, rows)}\n"
        f"{named}.\n"
    )


def _precisions(compared: pd.DataFrame) -> str:
    rows = [[form.format(row[key]) for key, (_, form) in PRECISIONS.items()] for row in compared.to_dict("records")]
    table = _table([label for label, _ in PRECISIONS.values()], rows)
    return f"## Precisions\n\n`python -m dogbreed bench --precisions`, all official test photos:\n\n{table}"


def interval(estimate: dict[str, float], form: str) -> str:
    """A figure and its interval in words."""
    value, low, high = (form.format(estimate[end]) for end in ("value", "low", "high"))
    return f"{value} ({low} to {high})"


def _table(heading: list[str], rows: list[list[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
