"""`python -m dogbreed evaluate NETWORK`: test a network on the official test photos or on other sets of photos."""

# ruff: noqa: PLC0415
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, TimeRemainingColumn

from dogbreed.commands.installation import check_writable
from dogbreed.errors import DogbreedError
from dogbreed.progress import progress
from dogbreed.settings import settings

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from dogbreed.inference.bundle import Bundle
    from dogbreed.inference.ensemble import AnyClassifier, Ensemble


def evaluate(
    network: Annotated[str, typer.Argument(help="Name of a network in the models folder.")],
    non_dogs: Annotated[
        bool, typer.Option("--non-dogs", help="Measure the rejection of the photos of `data non-dogs` instead.")
    ] = False,
    looks: Annotated[
        bool,
        typer.Option("--looks", help="For served: compare accuracy and time of other looks at the photo instead."),
    ] = False,
    other_dogs: Annotated[
        Path | None,
        typer.Option(
            "--other-dogs",
            help="For served: measure the answers to the photos in this folder of dogs outside the 120 breeds instead.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    corruptions: Annotated[
        bool,
        typer.Option(
            "--corruptions", help="Measure on test photos with eight kinds of damage at five severities instead."
        ),
    ] = False,
    photos_a_breed: Annotated[
        int | None, typer.Option(min=1, help="For --corruptions: number of test photos per breed.", show_default="all")
    ] = None,
) -> None:
    """Score a network on the official test photos of its breeds; store predictions, figures and model card with it."""
    from rich.markdown import Markdown

    from dogbreed.evaluation.model_card import render, write_model_card
    from dogbreed.inference.ensemble import load_network

    check_writable(settings().models_dir)
    classifier = load_network(network, settings().threads)
    if non_dogs:
        _non_dogs(classifier)
    elif looks:
        _looks(classifier)
    elif other_dogs:
        _other_dogs(classifier, other_dogs)
    elif corruptions:
        _corruptions(classifier, photos_a_breed)
    else:
        _test_photos(classifier)
    write_model_card(classifier.bundle)
    Console().print(Markdown(render(classifier.bundle)))


def _non_dogs(network: "AnyClassifier") -> None:
    from dogbreed.dataset.non_dogs import FOLDER
    from dogbreed.evaluation.rejection import REJECTION_TABLE, answer_non_dogs

    with progress(MofNCompleteColumn(), TimeRemainingColumn()) as report:
        answers = answer_non_dogs(network, settings().data_dir / FOLDER, report)
    REJECTION_TABLE.write(answers, network.bundle)


def _looks(network: "AnyClassifier") -> None:
    from dogbreed.dataset.index import load_index
    from dogbreed.evaluation.looks import LOOKS_TABLE
    from dogbreed.training.look_combinations import compare_looks
    from dogbreed.training.recipes import Workspace

    ensemble = _ensemble(network, "--looks")
    LOOKS_TABLE.write(compare_looks(ensemble, Workspace.of(ensemble.mixture.network), load_index()), network.bundle)


def _other_dogs(network: "AnyClassifier", folder: Path) -> None:
    from dogbreed.dataset.files import IMAGES
    from dogbreed.dataset.index import load_index
    from dogbreed.dataset.other_dogs import list_other_dogs
    from dogbreed.evaluation.other_dogs import OTHER_DOGS_TABLE
    from dogbreed.evaluation.scoring import answers_to
    from dogbreed.training.ensemble import answers_to_training_photos
    from dogbreed.training.held_out_dogs import Fitted, answers_when_left_out

    ensemble, dogs, work = _ensemble(network, "--other-dogs"), list_other_dogs(folder), settings().work_dir
    memory, files = ensemble.memory, dogs["file"].tolist()
    if memory is None or memory.names.tolist() != dogs["breed"].tolist():
        raise DogbreedError(
            f"The memory was not made from the photos in {folder}: `python -m dogbreed export served "
            f"--other-dogs {folder}` makes it."
        )
    validation = answers_to_training_photos(work, settings().data_dir / IMAGES, load_index(), settings().threads)
    answers = answers_to(ensemble, files, folder, work, "other-dogs")
    fitted = Fitted(validation.embeddings(memory), validation.logits, ensemble.bundle.card.thresholds)
    OTHER_DOGS_TABLE.write(answers_when_left_out(memory, dogs, answers, fitted), network.bundle)


def _ensemble(network: "AnyClassifier", option: str) -> "Ensemble":
    from dogbreed.inference.ensemble import Ensemble

    if not isinstance(network, Ensemble):
        raise DogbreedError(f"{option} works for `served` only.")
    return network


def _corruptions(network: "AnyClassifier", photos_a_breed: int | None) -> None:
    from dogbreed.dataset.files import IMAGES
    from dogbreed.evaluation.robustness import ROBUSTNESS_TABLE, balanced, measure_robustness

    test = balanced(_tested(network), photos_a_breed)
    table = measure_robustness(network, test, settings().data_dir / IMAGES, settings().work_dir)
    ROBUSTNESS_TABLE.write(table, network.bundle)


def _tested(network: "AnyClassifier") -> "pd.DataFrame":
    """Rows of the table of photos: the test photos of the breeds that a network knows."""
    from dogbreed.dataset.index import load_index

    index = load_index()
    known = index["wnid"].isin(network.bundle.card.classes)
    return index[(index["split"] == "test") & known].reset_index(drop=True)


def _test_photos(network: "AnyClassifier") -> None:
    from dogbreed.dataset.files import IMAGES
    from dogbreed.evaluation.scoring import answers_to, class_indices
    from dogbreed.evaluation.stored_results import PREDICTIONS_FILE, predictions_table, report_on, write_report
    from dogbreed.evaluation.verdict_precision import verdict_precision
    from dogbreed.inference.ensemble import Ensemble
    from dogbreed.inference.logits import softmax

    bundle, test = network.bundle, _tested(network)
    card = bundle.card
    files, labels = test["file"].tolist(), class_indices(test["wnid"], card.classes)
    answers = answers_to(network, files, settings().data_dir / IMAGES, settings().work_dir, "test")
    probabilities = softmax(answers.logits, card.temperature)
    predictions = predictions_table(files, card.classes, probabilities, labels, answers.scenes, answers.familiarity)
    predictions.to_parquet(bundle.folder / PREDICTIONS_FILE, index=False, compression="zstd")
    report = report_on(probabilities, labels, _whole(test), verdict_precision(predictions, card.thresholds))
    write_report(report, bundle.folder)
    if isinstance(network, Ensemble):
        _second_look(network, test, labels, probabilities.argmax(axis=1) == labels)
        _several_dogs(network, test)
    _log(bundle, report, settings().work_dir / card.name)


def _second_look(network: "Ensemble", test: "pd.DataFrame", labels: "np.ndarray", twice: "np.ndarray") -> None:
    """Measure the gain of the second look, from the outputs that the evaluation has stored in the work folder.

    Args:
        network: The ensemble.
        test: Rows of the table of photos.
        labels: int [photos], indices of the true classes.
        twice: Whether the answer of both looks is right, bool [photos].
    """
    from dogbreed.dataset.files import IMAGES
    from dogbreed.evaluation.scoring import DOG, answers_to, score
    from dogbreed.evaluation.second_look import SECOND_LOOK_TABLE, second_look
    from dogbreed.inference.ensemble import pooled

    files, photos, work = test["file"].tolist(), settings().data_dir / IMAGES, settings().work_dir
    first = answers_to(network.network, files, photos, work, "test").logits
    opinion = answers_to(network.opinion, files, photos, work, "test").logits
    once = pooled(network.mixture, first, first, opinion).argmax(axis=1) == labels
    dogs = score(network.network, files, photos, work / network.mixture.network, "test")[DOG]
    SECOND_LOOK_TABLE.write(second_look(test, once, twice, dogs, _whole(test)), network.bundle)


def _several_dogs(network: "Ensemble", test: "pd.DataFrame") -> None:
    """Measure how often several dogs are noticed in the test photos."""
    from dogbreed.dataset.files import IMAGES
    from dogbreed.evaluation.several_dogs import SEVERAL_DOGS_TABLE, several_dogs
    from dogbreed.training.several_dogs import several_dogs_inputs

    if network.several_dogs is None:
        return
    files, photos, work = test["file"].tolist(), settings().data_dir / IMAGES, settings().work_dir
    inputs = several_dogs_inputs(network.network, network.opinion, files, photos, work, "test")
    noticed = network.several_dogs.scores(inputs) >= network.several_dogs.threshold
    SEVERAL_DOGS_TABLE.write(several_dogs(test["boxes"].map(len), noticed), network.bundle)


def _log(bundle: "Bundle", report: dict[str, Any], work: Path) -> None:
    """Add the test figures to the run of the training, if the work folder has one."""
    from dogbreed.benchmarks.latency import p50
    from dogbreed.experiments import RUN_FILE, official_split, resumable_run

    if not (work / RUN_FILE).exists():
        return
    figures = {f"test_{name}": figure["value"] for name, figure in report["all"].items() if name != "photos"}
    figures |= {"file_bytes": bundle.size, "p50_ms": p50(bundle, settings().threads)}
    with resumable_run(bundle.card.name, work, split=official_split(bundle.card.classes)) as run:
        run.log_final(figures)


def _whole(test: "pd.DataFrame") -> Any:
    """Whether the local copy of the dataset shows the whole photo, bool [photos]."""
    from dogbreed.dataset.index import reduced_area

    return ~test["file"].isin(reduced_area(settings().data_dir, test)).to_numpy()
