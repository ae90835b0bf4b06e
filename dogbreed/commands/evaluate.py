"""`python -m dogbreed evaluate NETWORK`: the official test photos, once; or photos without dogs."""

# ruff: noqa: PLC0415
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import MofNCompleteColumn, TimeRemainingColumn

from dogbreed.commands.progress import progress
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from dogbreed.inference.bundle import Bundle
    from dogbreed.inference.ensemble import AnyClassifier, Ensemble


def evaluate(
    network: Annotated[str, typer.Argument(help="Which network of the models folder.")],
    non_dogs: Annotated[
        bool, typer.Option("--non-dogs", help="The photos of `data non-dogs` instead: are they refused?")
    ] = False,
    unknown_breeds: Annotated[
        bool,
        typer.Option("--unknown-breeds", help="Of served: what it says to a breed that it does not know (15 minutes)."),
    ] = False,
    corruptions: Annotated[
        bool, typer.Option("--corruptions", help="The test photos damaged in eight ways and five severities instead.")
    ] = False,
    photos_a_breed: Annotated[
        int | None, typer.Option(min=1, help="Only so many test photos a breed are damaged.", show_default="all")
    ] = None,
) -> None:
    """Score a bundle on the official test photos of its breeds and keep its predictions and figures beside it."""
    from dogbreed.evaluation.model_card import render, write_model_card
    from dogbreed.inference.ensemble import load_network

    answering = load_network(network, settings().threads)
    if non_dogs:
        _non_dogs(answering)
    elif unknown_breeds:
        _unknown_breeds(answering)
    elif corruptions:
        _corruptions(answering, photos_a_breed)
    else:
        _test_photos(answering)
    write_model_card(answering.bundle)
    Console().print(Markdown(render(answering.bundle)))


def _non_dogs(network: "AnyClassifier") -> None:
    from dogbreed.dataset.non_dogs import FOLDER
    from dogbreed.evaluation.rejection import answer_non_dogs, write_refusals

    with progress(MofNCompleteColumn(), TimeRemainingColumn()) as report:
        answers = answer_non_dogs(network, settings().data_dir / FOLDER, report)
    write_refusals(answers, network.bundle)


def _unknown_breeds(network: "AnyClassifier") -> None:
    from dogbreed.dataset.index import load_index
    from dogbreed.dataset.paths import IMAGES
    from dogbreed.evaluation.scoring import class_indices, score, score_again
    from dogbreed.evaluation.unknown_breeds import unknown_breeds, write_unknown_breeds
    from dogbreed.inference.ensemble import Ensemble
    from dogbreed.training.left_out_breeds import answers_without
    from dogbreed.training.out_of_fold import stored_features
    from dogbreed.training.validation_split import training_photos
    from dogbreed.training.workspace import Workspace

    if not isinstance(network, Ensemble):
        raise DogbreedError("Only `served` can be asked for breeds that it does not know.")
    card, mixture = network.bundle.card, network.mixture
    photos, work = settings().data_dir / IMAGES, settings().work_dir
    trained = training_photos(load_index())
    labels = class_indices(trained["wnid"], card.classes)
    workspace = Workspace(work / mixture.network, photos, settings().threads)
    files = trained["file"].tolist()
    again = score_again(network.network, files, photos, workspace.folder, "train", "features")
    looks = stored_features(workspace, len(trained)), again
    imagenet = score(network.opinion, files, photos, work / mixture.opinion, "train", "imagenet")
    answers = answers_without(workspace, looks, labels, imagenet, mixture, card.thresholds)
    write_unknown_breeds(unknown_breeds(answers), network.bundle)


def _corruptions(network: "AnyClassifier", photos_a_breed: int | None) -> None:
    from dogbreed.dataset.paths import IMAGES
    from dogbreed.evaluation.robustness import balanced, measure_robustness, write_robustness

    test = balanced(_tested(network), photos_a_breed)
    table = measure_robustness(network, test, settings().data_dir / IMAGES, settings().work_dir)
    write_robustness(table, network.bundle)


def _tested(network: "AnyClassifier") -> "pd.DataFrame":
    """The test photos of the breeds that a network knows."""
    from dogbreed.dataset.index import load_index

    index = load_index()
    known = index["wnid"].isin(network.bundle.card.classes)
    return index[(index["split"] == "test") & known].reset_index(drop=True)


def _test_photos(network: "AnyClassifier") -> None:
    from dogbreed.dataset.paths import IMAGES
    from dogbreed.evaluation.predictions import PREDICTIONS_FILE, predictions_table
    from dogbreed.evaluation.report import report_on, write_report
    from dogbreed.evaluation.scoring import answers_to, class_indices
    from dogbreed.evaluation.verdict_precision import verdict_precision
    from dogbreed.inference.energy import energy_score
    from dogbreed.inference.ensemble import Ensemble
    from dogbreed.inference.softmax import softmax

    bundle, test = network.bundle, _tested(network)
    card = bundle.card
    files, labels = test["file"].tolist(), class_indices(test["wnid"], card.classes)
    logits, scenes = answers_to(network, files, settings().data_dir / IMAGES, settings().work_dir, "test")
    probabilities = softmax(logits, card.temperature)
    predictions = predictions_table(files, card.classes, probabilities, labels, scenes, energy_score(logits))
    predictions.to_parquet(bundle.folder / PREDICTIONS_FILE, index=False, compression="zstd")
    report = report_on(probabilities, labels, _whole(test), verdict_precision(predictions, card.thresholds))
    write_report(report, bundle.folder)
    if isinstance(network, Ensemble):
        _second_look(network, test, labels, probabilities.argmax(axis=1) == labels)
    _log(bundle, report, settings().work_dir / card.name)


def _second_look(network: "Ensemble", test: "pd.DataFrame", labels: "np.ndarray", twice: "np.ndarray") -> None:
    """What the second look brings, out of what the test photos have left in the work folder.

    Args:
        twice: Whether the answer is right, bool [photos].
    """
    from dogbreed.dataset.paths import IMAGES
    from dogbreed.evaluation.scoring import answers_to, evident_dogs
    from dogbreed.evaluation.second_look import second_look, write_second_look
    from dogbreed.inference.ensemble import pooled

    files, photos, work = test["file"].tolist(), settings().data_dir / IMAGES, settings().work_dir
    first, _ = answers_to(network.network, files, photos, work, "test")
    opinion, _ = answers_to(network.opinion, files, photos, work, "test")
    once = pooled(network.mixture, first, first, opinion).argmax(axis=1) == labels
    dogs = evident_dogs(network.network, files, photos, work / network.mixture.network, "test")
    write_second_look(second_look(test, once, twice, dogs, _whole(test)), network.bundle)


def _log(bundle: "Bundle", report: dict[str, Any], work: Path) -> None:
    """Add the figures to the run of the training, if it was here."""
    from dogbreed.benchmarks.latency import p50
    from dogbreed.experiments import RUN_FILE, official_split, resumable_run

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
