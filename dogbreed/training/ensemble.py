"""The weights of the ensemble (`served`) and the thresholds of its verdicts.

    python -m dogbreed export served

It adds the logits of Xception for the whole photo, those of Xception zoomed in on the dog (its second look), and those
of the ImageNet filter (its second opinion), each times a weight. All are fitted to the training photos, by heads of
Xception that have not learned from them (see `out_of_fold`).
"""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from dogbreed.dataset.duplicates import load_duplicates
from dogbreed.evaluation.metrics import log_losses
from dogbreed.evaluation.scoring import answers_to, class_indices, score_second_look
from dogbreed.evaluation.thresholds import (
    MAX_BREEDS_REJECTED,
    MAX_DOGS_REJECTED,
    fit_rejection_threshold,
    fit_thresholds,
)
from dogbreed.imagenet import Kind
from dogbreed.inference.bundle import Bundle, Mixture, Thresholds, load_bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import pooled
from dogbreed.inference.logits import energy_score, softmax
from dogbreed.inference.scene import Scene
from dogbreed.networks.registry import ENSEMBLE, IMAGENET_FILTER, XCEPTION, title
from dogbreed.training.bundle_export import first_answers, write_card
from dogbreed.training.out_of_fold import assign_folds, out_of_fold_heads, out_of_fold_logits, training_features
from dogbreed.training.recipes import ALL_BREEDS, Workspace
from dogbreed.training.validation_split import training_photos


def fit_ensemble(work: Path, photos: Path, index: pd.DataFrame, threads: int) -> Bundle:
    """Fit the weights and the thresholds.

    Args:
        work: The folder with a work folder for each network.
        photos: The dataset's folder `Images`.
        index: The table of `dogbreed.dataset.index`.

    Raises:
        DogbreedError: The bundle of one of the two networks or a photo is missing.
    """
    network, opinion = load_bundle(XCEPTION), load_bundle(IMAGENET_FILTER)
    trained = training_photos(index)
    labels = class_indices(trained["wnid"], ALL_BREEDS)
    first, again = _unseen(Workspace(work / XCEPTION, photos, threads), network, trained, labels)
    opinions, scenes = answers_to(Classifier(opinion, threads), trained["file"].tolist(), photos, work, "train")
    mixture = fit_mixture(network, opinion, (first, again, opinions), labels)
    thresholds = fit_all(pooled(mixture, first, again, opinions), labels, scenes)
    card = network.card.model_copy(
        update={
            "name": ENSEMBLE,
            "title": title(ENSEMBLE),
            "temperature": 1.0,
            "thresholds": thresholds,
            "trained_on": (
                f"What {title(XCEPTION)} and the {title(IMAGENET_FILTER)} were trained on. The 12,000 training photos "
                "decided how much each look and the second opinion count and when a breed is named, by heads that had "
                "not learned from them."
            ),
            "licence": f"As {title(XCEPTION)} and the {title(IMAGENET_FILTER)}.",
            "mixture": mixture,
            "sha256": {},
        }
    )
    return write_card(card, work / ENSEMBLE / "bundle")


def fit_all(logits: np.ndarray, labels: np.ndarray, scenes: list[Scene]) -> Thresholds:
    """First the thresholds that refuse a photo, then those of the verdicts, fitted to the photos that are left.

    Args:
        logits: float [photos, classes], of the ensemble.
        labels: int [photos].
        scenes: What the ImageNet filter sees in each photo.
    """
    dog = np.array([0.0 if scene.canid is Kind.WILD_CANID else scene.dog for scene in scenes])
    least_dog = fit_rejection_threshold(dog, MAX_DOGS_REJECTED) or 0.0
    energy = energy_score(logits)
    least_energy = fit_rejection_threshold(energy, MAX_BREEDS_REJECTED)
    left = (dog >= least_dog) & np.array([scene.canid is Kind.BREED for scene in scenes])
    if least_energy is not None:
        left &= energy >= least_energy
    thresholds = fit_thresholds(first_answers(ALL_BREEDS, softmax(logits[left]), labels[left]))
    return thresholds.model_copy(update={"dog": least_dog, "energy_score": least_energy})


def fit_mixture(
    network: Bundle, opinion: Bundle, logits: tuple[np.ndarray, np.ndarray, np.ndarray], labels: np.ndarray
) -> Mixture:
    """The weights with the least mean cross-entropy; they calibrate too, so no temperature is left to fit.

    Args:
        logits: Of the first look, of the second look, and of the second opinion, float [photos, classes] each.
        labels: int [photos].
    """
    stacked = np.stack(logits)
    best = minimize(
        lambda weights: log_losses(softmax(np.tensordot(weights, stacked, 1)), labels).mean(),
        [0.5, 0.5, 0.5],
        method="Nelder-Mead",
        options={"xatol": 1e-3, "fatol": 1e-6},
    )
    return Mixture(
        network=network.card.name,
        opinion=opinion.card.name,
        network_weight=float(best.x[0]),
        zoom_weight=float(best.x[1]),
        opinion_weight=float(best.x[2]),
        sha256={bundle.card.name: bundle.version for bundle in (network, opinion)},
    )


def _unseen(
    workspace: Workspace, network: Bundle, trained: pd.DataFrame, labels: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Logits at the first and at the second look by heads that have not learned from the photo."""
    folds = assign_folds(trained["file"], labels, load_duplicates())
    features = training_features(network, workspace, trained)
    heads = out_of_fold_heads(workspace, features, labels, folds, len(ALL_BREEDS), network.version)
    files, classifier = trained["file"].tolist(), Classifier(network, workspace.threads)
    again = score_second_look(classifier, files, workspace.photos, workspace.folder, "train")["features"]
    return out_of_fold_logits(heads, features, folds), out_of_fold_logits(heads, again, folds)
