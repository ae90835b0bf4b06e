"""`python -m dogbreed evaluate NETWORK`: the official test photos, once."""

# ruff: noqa: PLC0415
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markdown import Markdown

from dogbreed.settings import settings

if TYPE_CHECKING:
    import pandas as pd

    from dogbreed.inference.bundle import Bundle


def evaluate(network: Annotated[str, typer.Argument(help="Which network of the models folder.")]) -> None:
    """Score a bundle on the official test photos of its breeds and keep its predictions and figures beside it."""
    from dogbreed.dataset.index import load_index
    from dogbreed.dataset.layout import IMAGES
    from dogbreed.evaluation.model_card import render, write_model_card
    from dogbreed.evaluation.predictions import PREDICTIONS_FILE, predictions_table
    from dogbreed.evaluation.report import report_on, write_report
    from dogbreed.evaluation.scoring import class_indices, score
    from dogbreed.inference.bundle import load_bundle
    from dogbreed.inference.classifier import Classifier
    from dogbreed.inference.softmax import softmax

    bundle = load_bundle(network)
    card, index = bundle.card, load_index()
    test = index[(index["split"] == "test") & index["wnid"].isin(card.classes)].reset_index(drop=True)
    files, labels = test["file"].tolist(), class_indices(test["wnid"], card.classes)
    work = settings().work_dir / network
    logits = score(Classifier(bundle, settings().threads), files, settings().data_dir / IMAGES, work, "test")
    probabilities = softmax(logits, card.temperature)
    report = report_on(probabilities, labels, _whole(test), card.thresholds.breed)
    predictions_table(files, card.classes, probabilities, labels).to_parquet(
        bundle.folder / PREDICTIONS_FILE, index=False, compression="zstd"
    )
    write_report(report, bundle.folder)
    write_model_card(bundle)
    _log(bundle, report, work)
    Console().print(Markdown(render(bundle)))


def _log(bundle: "Bundle", report: dict[str, Any], work: Path) -> None:
    """Add the figures to the run of the training, if it was here."""
    from dogbreed.benchmarks.latency import p50
    from dogbreed.tracking import RUN_FILE, official_split, resumable_run

    if not (work / RUN_FILE).exists():
        return
    figures = {f"test_{name}": figure["value"] for name, figure in report["all"].items() if name != "photos"}
    figures |= {"file_bytes": bundle.network.stat().st_size, "p50_ms": p50(bundle, settings().threads)}
    with resumable_run(bundle.card.name, work, split=official_split(bundle.card.classes)) as run:
        run.log_final(figures)


def _whole(test: "pd.DataFrame") -> Any:
    """Which photos the local copy of the dataset shows as a whole, bool [photos]."""
    from dogbreed.dataset.index import reduced_area

    return ~test["file"].isin(reduced_area(settings().data_dir, test)).to_numpy()
