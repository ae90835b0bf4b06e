"""The model card of a network (Mitchell et al. 2019): `models/<name>/README.md`, made from the files in its folder."""

import json
from dataclasses import asdict
from typing import Any

import pandas as pd

from dogbreed.evaluation.other_dogs import (
    OTHER_DOGS_TABLE,
    LeftOut,
    photos_left_out,
    suggestions_right,
    verdict_shares,
)
from dogbreed.evaluation.rejection import REJECTION_TABLE, rejection_rates
from dogbreed.evaluation.second_look import SECOND_LOOK_TABLE
from dogbreed.evaluation.several_dogs import SEVERAL_DOGS_TABLE, precision_and_recall
from dogbreed.evaluation.stored_results import METRICS_FILE
from dogbreed.inference.bundle import Bundle, Card, Thresholds
from dogbreed.inference.memory import SUGGESTIONS

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
    "expected_calibration_error": ("calibration error", "{:.1%}"),
    "agreement": ("same first answer as float32", "{:.1%}"),
}
VERDICTS = {
    "breed": "one breed",
    "lookalikes": "two or three breeds",
    "group": "a kennel group",
    "other_breed": "none of the 120 breeds",
    "unsure": "not sure enough",
    "not_a_dog": "no dog",
}
PROVENANCE = """\
**Are the test photos fresh?** Stanford Dogs photos come out of ImageNet, so a network pretrained on ImageNet has
probably seen the test photos; one trained from scratch has not. What that means for other people's photos is an open
question, which these figures do not answer. They also come from photos reduced to a short side of 224 pixels.

Its probabilities hold for photos like those of Stanford Dogs. It must not decide anything about a dog or its owner.
"""
ALWAYS_A_BREED = """
Alone, the network always prefers one of the breeds that it knows, whatever the photo shows.
"""


def render(bundle: Bundle) -> str:
    """The model card in Markdown; figures that have not been measured are left out."""
    card = bundle.card
    parts = [
        f"# {card.title}\n\nTrained on: {card.trained_on}\n\nLicence: {card.licence}\n",
        f"Input: {card.input_size} x {card.input_size} pixels ({card.fit}). Knows {len(card.classes)} breeds. "
        f"{_calibrated(card)} {_thresholds(card.thresholds)}\n",
    ]
    metrics = bundle.folder / METRICS_FILE
    if metrics.exists():
        parts.append(_test_figures(card.name, json.loads(metrics.read_text())))
    non_dogs = REJECTION_TABLE.load(bundle)
    if non_dogs is not None:
        parts.append(_rejection(card.name, rejection_rates(non_dogs)))
    other_dogs = OTHER_DOGS_TABLE.load(bundle)
    if other_dogs is not None:
        parts.append(_other_dogs(card.name, other_dogs))
    several = SEVERAL_DOGS_TABLE.load(bundle)
    if several is not None:
        parts.append(_several_dogs(card.name, several))
    second_look = SECOND_LOOK_TABLE.load(bundle)
    if second_look is not None:
        parts.append(_second_look(card.name, second_look))
    parts.append(PROVENANCE if card.thresholds.dog else PROVENANCE + ALWAYS_A_BREED)
    precisions = bundle.folder / PRECISIONS_FILE
    if precisions.exists():
        parts.append(_precisions(pd.read_csv(precisions)))
    return "\n".join(parts)


def _calibrated(card: Card) -> str:
    if not card.mixture:
        return f"Calibrated with temperature {card.temperature:.3f}."
    mixture = card.mixture
    return (
        f"Its logits are those of `{mixture.network}` times {mixture.network_weight:.3f}, those of its second look "
        f"times {mixture.zoom_weight:.3f} and those of `{mixture.opinion}` times {mixture.opinion_weight:.3f}, added, "
        "which calibrates them too."
    )


def _thresholds(thresholds: Thresholds) -> str:
    """The thresholds in words; 1 stands for a verdict that could not reach the target precision."""
    named = {
        "one breed is named": thresholds.breed,
        "two or three are named": thresholds.lookalikes,
        "a kennel group is named": thresholds.group,
    }
    rules = [f"{what} from a probability of {least:.1%}" for what, least in named.items() if least < 1]
    if thresholds.familiarity is not None:
        rules.append(f"a dog counts as one of the 120 breeds from a familiarity of {thresholds.familiarity:.1f}")
    if thresholds.dog:
        rules.append(f"a dog is seen from {thresholds.dog:.1%}")
    text = "; ".join(rules) or "it names nothing, since no answer was right often enough"
    return (
        f"{text[0].upper()}{text[1:]}. The thresholds were fitted to photos that it was not trained on, no test photos."
    )


def write_model_card(bundle: Bundle) -> None:
    """Write the model card into the network's folder."""
    (bundle.folder / MODEL_CARD_FILE).write_text(render(bundle))


def _test_figures(name: str, report: dict[str, Any]) -> str:
    sets = {"all": "all", "whole": "without those the local copy shows cropped"}
    present = [key for key in sets if key in report]
    heading = ["", *(f"{sets[key]} ({report[key]['photos']:,})" for key in present)]
    rows = [
        [label, *(interval(report[key][figure], form) for key in present)] for figure, (label, form) in FIGURES.items()
    ]
    return (
        f"## On the official test photos\n\n`python -m dogbreed evaluate {name}`, with 95 % intervals:\n\n"
        f"{_table(heading, rows)}\n{_verdicts(report['verdicts'])}"
    )


def _verdicts(verdicts: dict[str, Any]) -> str:
    """Coverage and precision of every verdict that was given at least once."""
    rows = [
        [VERDICTS[kind], interval(verdict["coverage"], "{:.1%}"), _precision(verdict)]
        for kind, verdict in verdicts.items()
        if verdict["photos"]
    ]
    return _table(["answer", "share of the photos", "of these, right"], rows)


def _rejection(name: str, rates: pd.DataFrame) -> str:
    """Out-of-distribution rejection of photos without dogs."""
    rows = [
        [row["kind"], str(row["photos"]), interval(row | {"value": row["rejected"]}, "{:.1%}"), str(row["breed_named"])]
        for row in rates.to_dict("records")
    ]
    table = _table(["content", "photos", "rejected as no dog", "breed named by mistake"], rows)
    return (
        f"## On photos without dogs\n\n`python -m dogbreed evaluate {name} --non-dogs`, photos out of software "
        f"packages, see `dogbreed/dataset/non_dogs.csv`, with 95 % intervals:\n\n{table}"
    )


def _other_dogs(name: str, answers: pd.DataFrame) -> str:
    """Verdicts on dogs outside the 120 breeds, by what had been left out of the memory."""
    kinds = {False: "breeds", True: "mixes"}
    shares = {(way, mix): verdict_shares(answers, way, mix) for way in LeftOut for mix in kinds}
    heading = ["answer", *(f"{kinds[mix]}, {way} left out" for way, mix in shares)]
    rows = [
        [VERDICTS[kind], *(f"{found[kind].value:.1%}" for found in shares.values())]
        for kind in next(iter(shares.values()))
    ]
    photos = {mix: len(photos_left_out(answers, LeftOut.PHOTO, mix)) for mix in kinds}
    right = [suggestions_right(answers, way, SUGGESTIONS) for way in (LeftOut.PHOTO, LeftOut.SOURCE)]
    return (
        f"## On dogs outside the 120 breeds\n\n`python -m dogbreed evaluate {name} --other-dogs FOLDER`: "
        f"{photos[False]} photos of other breeds and {photos[True]} of mixes, each answered by a memory without this "
        "photo, without its breed or without its source, and by a threshold fitted to that memory:\n\n"
        f"{_table(heading, rows)}\nWhere the memory has other photos of the breed and suggestions are made, the breed "
        f"is among the {SUGGESTIONS} in {interval(asdict(right[0]), '{:.1%}')} of the photos, without their source in "
        f"{interval(asdict(right[1]), '{:.1%}')}.\n"
    )


def _several_dogs(name: str, table: pd.DataFrame) -> str:
    """How often several dogs are noticed."""
    precision, recall = (interval(asdict(share), "{:.1%}") for share in precision_and_recall(table))
    rows = [[str(row["boxes"]), f"{row['photos']:,}", str(row["noticed"])] for row in table.to_dict("records")]
    return (
        f"## On photos of several dogs\n\n`python -m dogbreed evaluate {name}`, official test photos, by the annotated "
        "boxes, which leave some dogs out:\n\n"
        f"{_table(['annotated dogs', 'photos', 'said to show several dogs'], rows)}\nPrecision {precision}, recall "
        f"{recall}.\n"
    )


def _second_look(name: str, table: pd.DataFrame) -> str:
    """Accuracy gained by the second look."""
    rows = [
        [
            row["dog"],
            f"{row['photos']:,}",
            f"{row['top1_once']:.1%}",
            f"{row['top1_twice']:.1%}",
            interval({"value": row["gain"], "low": row["gain_low"], "high": row["gain_high"]}, "{:+.1%}"),
            f"{row['iou']:.2f}",
        ]
        for row in table.to_dict("records")
    ]
    heading = [
        "the dog fills",
        "photos",
        "top-1 with the first look",
        "with both",
        "gain",
        "mean IoU of the dog",
    ]
    return (
        f"## Gain of the second look\n\n`python -m dogbreed evaluate {name}`, official test photos, with 95 % "
        "intervals; with the first look alone, its weight is that of both looks together. The dog is located by the "
        f"evidence of the first look and compared with the annotated boxes.\n\n{_table(heading, rows)}"
    )


def _precision(verdict: dict[str, Any]) -> str:
    return interval(verdict["kept"], "{:.1%}") if verdict["kept"] else ""


def _precisions(compared: pd.DataFrame) -> str:
    rows = [[form.format(row[key]) for key, (_, form) in PRECISIONS.items()] for row in compared.to_dict("records")]
    table = _table([label for label, _ in PRECISIONS.values()], rows)
    return f"## Precisions\n\n`python -m dogbreed bench --precisions`, all official test photos:\n\n{table}"


def interval(estimate: dict[str, float], form: str) -> str:
    """A figure with its interval: "93.4% (92.9% to 93.9%)"."""
    value, low, high = (form.format(estimate[end]) for end in ("value", "low", "high"))
    return f"{value} ({low} to {high})"


def _table(heading: list[str], rows: list[list[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
