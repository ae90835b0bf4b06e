"""Consecutive frames of a camera as one photo: the mean of their outputs changes less than the output of each frame."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dogbreed.inference.classifier import Prediction
from dogbreed.inference.cosine import unit
from dogbreed.inference.scene import Scene


def average_frames(predictions: Sequence[Prediction]) -> Prediction:
    """The mean logits, probabilities, ImageNet probabilities and embeddings; all else is that of the last frame.

    Args:
        predictions: Of the same network, at least one, the last frame last.
    """
    scenes = [found.scene.probabilities for found in predictions if found.scene]
    embeddings = [found.embedding for found in predictions if found.embedding is not None]
    return replace(
        predictions[-1],
        logits=np.mean([found.logits for found in predictions], axis=0),
        probabilities=np.mean([found.probabilities for found in predictions], axis=0),
        scene=Scene(np.mean(scenes, axis=0)) if scenes else None,
        embedding=unit(np.mean(embeddings, axis=0)) if embeddings else None,
    )
