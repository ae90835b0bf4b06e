"""The weights of the ensemble (`served`) and the thresholds of its verdicts.

    python -m dogbreed export served

It adds the logits of Xception for the whole photo, those of Xception zoomed in on the dog (its second look), and those
of the ImageNet filter (its second opinion), each times a weight. Weights and thresholds are fitted to the validation
photos, from which neither has learned. Its memory of other dogs (`memory_index`) is made again by

    python -m dogbreed export served --other-dogs FOLDER
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from dogbreed.dataset.other_dogs import list_other_dogs
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import log_losses
from dogbreed.evaluation.scoring import Looks, answers_to, class_indices, looks_at, score_second_look
from dogbreed.evaluation.thresholds import (
    MAX_BREEDS_REJECTED,
    MAX_DOGS_REJECTED,
    fit_rejection_threshold,
    fit_thresholds,
)
from dogbreed.imagenet import Kind
from dogbreed.inference.bundle import Bundle, BundleError, Mixture, Thresholds, load_bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import pooled
from dogbreed.inference.logits import softmax
from dogbreed.inference.memory import Memory, load_memory
from dogbreed.inference.scene import Scene
from dogbreed.networks.registry import ENSEMBLE, IMAGENET_FILTER, XCEPTION, title
from dogbreed.training.bundle_export import first_answers, write_card
from dogbreed.training.memory_index import least_similarity, remember, store_memory, weighted
from dogbreed.training.recipes import ALL_BREEDS, Workspace
from dogbreed.training.several_dogs import fit_several_dogs, several_dogs_inputs, store_several_dogs
from dogbreed.training.validation_split import training_photos


def fit_ensemble(work: Path, photos: Path, index: pd.DataFrame, threads: int, other_dogs: Path | None = None) -> Bundle:
    """Fit the weights, the memory of other dogs and the thresholds.

    Args:
        work: The folder with a work folder for each network.
        photos: The dataset's folder `Images`.
        index: The table of `dogbreed.dataset.index`.
        other_dogs: Folder of `dogbreed.dataset.other_dogs`; None: the memory that the installed ensemble has.

    Raises:
        DogbreedError: The bundle of one of the two networks, a photo or the memory is missing.
    """
    fitted = answers_to_training_photos(work, photos, index, threads)
    memory = _new_memory(fitted, other_dogs) if other_dogs else _installed_memory(fitted.mixture)
    embeddings = fitted.embeddings(memory)
    memory = weighted(memory, embeddings, fitted.logits)
    thresholds = fit_all(fitted.logits, fitted.labels, fitted.scenes, memory.familiarity(fitted.logits, embeddings))
    network = fitted.network.bundle
    card = network.card.model_copy(
        update={
            "name": ENSEMBLE,
            "title": title(ENSEMBLE),
            "temperature": 1.0,
            "thresholds": thresholds.model_copy(update={"suggestion": least_similarity(memory)}),
            "trained_on": (
                f"What {title(XCEPTION)} and the {title(IMAGENET_FILTER)} were trained on. The 1,200 "
                "photos held out decided how much each look and the second opinion count and when a breed is named. "
                f"It remembers {len(memory.names)} photos of other dogs."
            ),
            "licence": f"As {title(XCEPTION)} and the {title(IMAGENET_FILTER)}.",
            "mixture": fitted.mixture,
            "sha256": {},
        }
    )
    bundle = store_memory(memory, write_card(card, work / ENSEMBLE / "bundle"))
    trained = training_photos(index)
    inputs = several_dogs_inputs(fitted.network, fitted.opinion, trained["file"].tolist(), photos, work, "train")
    return store_several_dogs(fit_several_dogs(inputs, trained["boxes"].map(len)), bundle)


@dataclass(frozen=True)
class TrainingAnswers:
    """Answers of the ensemble to the validation photos, and features of those that were learned from.

    Attributes:
        network: The breed network.
        opinion: The second opinion.
        workspace: The workspace of the breed network.
        mixture: The weights, fitted to the validation photos.
        labels: int [validation photos], indices of the true breeds.
        logits: float32 [validation photos, classes].
        scenes: What each validation photo shows.
        looks: Features of the validation photos.
        learned: Features of the photos that were learned from.
        learned_labels: int [learned photos].
    """

    network: Classifier
    opinion: Classifier
    workspace: Workspace
    mixture: Mixture
    labels: np.ndarray
    logits: np.ndarray
    scenes: list[Scene]
    looks: Looks
    learned: Looks
    learned_labels: np.ndarray

    def embeddings(self, memory: Memory) -> np.ndarray:
        """Embeddings of the validation photos, float32 [validation photos, dimensions]."""
        return memory.embed(self.looks.features, self.looks.opinion)


def answers_to_training_photos(work: Path, photos: Path, index: pd.DataFrame, threads: int) -> TrainingAnswers:
    """Fit the weights of the ensemble; the arguments are those of `fit_ensemble`."""
    network, opinion = (Classifier(load_bundle(name), threads) for name in (XCEPTION, IMAGENET_FILTER))
    workspace, trained = Workspace(work / XCEPTION, photos, threads), training_photos(index)
    files, labels = trained["file"].tolist(), class_indices(trained["wnid"], ALL_BREEDS)
    held_out = trained["validation"].to_numpy()
    first = answers_to(network, files, photos, work, "train").logits[held_out]
    again = score_second_look(network, files, photos, workspace.folder, "train")["logits"][held_out]
    opinions = answers_to(opinion, files, photos, work, "train")
    each = first, again, opinions.logits[held_out]
    mixture = fit_mixture(network.bundle, opinion.bundle, each, labels[held_out])
    looks = looks_at(network, opinion, files, photos, work, "train")
    return TrainingAnswers(
        network,
        opinion,
        workspace,
        mixture,
        labels[held_out],
        pooled(mixture, *each),
        [scene for scene, held in zip(opinions.scenes, held_out, strict=True) if held],
        looks.of(held_out),
        looks.of(~held_out),
        labels[~held_out],
    )


def _new_memory(fitted: TrainingAnswers, folder: Path) -> Memory:
    dogs = list_other_dogs(folder)
    work = fitted.workspace.folder.parent
    others = looks_at(fitted.network, fitted.opinion, dogs["file"].tolist(), folder, work, "other-dogs")
    return remember(fitted.learned, fitted.learned_labels, others, dogs["breed"].to_numpy(str))


def _installed_memory(mixture: Mixture) -> Memory:
    """The memory of the installed ensemble, if it was made with the same networks."""
    try:
        installed = load_bundle(ENSEMBLE)
    except BundleError:
        installed = None
    memory = load_memory(installed) if installed else None
    made_with = installed.card.mixture.sha256 if installed and installed.card.mixture else {}
    if memory is None or made_with != mixture.sha256:
        raise DogbreedError(
            "The memory of other dogs belongs to these networks no more: `python -m dogbreed export served "
            "--other-dogs FOLDER` makes it again from their photos."
        )
    return memory


def fit_all(logits: np.ndarray, labels: np.ndarray, scenes: list[Scene], familiarity: np.ndarray) -> Thresholds:
    """First the thresholds that refuse a photo, then those of the verdicts, fitted to the photos that are left.

    Args:
        logits: float [photos, classes], of the ensemble.
        labels: int [photos].
        scenes: What the ImageNet filter sees in each photo.
        familiarity: float [photos], see `dogbreed.inference.memory.Memory.familiarity`.
    """
    dog = np.array([0.0 if scene.canid is Kind.WILD_CANID else scene.dog for scene in scenes])
    least_dog = fit_rejection_threshold(dog, MAX_DOGS_REJECTED) or 0.0
    least_familiarity = fit_rejection_threshold(familiarity, MAX_BREEDS_REJECTED)
    left = (dog >= least_dog) & np.array([scene.canid is Kind.BREED for scene in scenes])
    if least_familiarity is not None:
        left &= familiarity >= least_familiarity
    thresholds = fit_thresholds(first_answers(ALL_BREEDS, softmax(logits[left]), labels[left]))
    return thresholds.model_copy(update={"dog": least_dog, "familiarity": least_familiarity})


def fit_mixture(
    network: Bundle, opinion: Bundle, logits: tuple[np.ndarray, np.ndarray, np.ndarray], labels: np.ndarray
) -> Mixture:
    """The weights with the least mean cross-entropy; they calibrate too, so no temperature is left to fit.

    Args:
        logits: Of the first look, of the second look, and of the second opinion, float [photos, classes] each.
        labels: int [photos].
    """
    weights = fit_weights(np.stack(logits), labels)
    return Mixture(
        network=network.card.name,
        opinion=opinion.card.name,
        network_weight=float(weights[0]),
        zoom_weight=float(weights[1]),
        opinion_weight=float(weights[2]),
        sha256={bundle.card.name: bundle.version for bundle in (network, opinion)},
    )


def fit_weights(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The weights with the least mean cross-entropy of the weighted sum, float [looks].

    Args:
        logits: float [looks, photos, classes].
        labels: int [photos].
    """
    best = minimize(
        lambda weights: log_losses(softmax(np.tensordot(weights, logits, 1)), labels).mean(),
        np.full(len(logits), 0.5),
        method="BFGS",
        options={"gtol": 1e-4},
    )
    weights: np.ndarray = best.x
    return weights
