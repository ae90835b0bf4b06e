"""Train a pretrained network end to end, gently (after Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").

Batch normalisation stays as it is, the learning rate falls towards the first blocks (Howard and Ruder 2018), and the
weights that are kept lie between those before and those after the training (`between`): what the network knew of
other photos is not forgotten.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from dogbreed.training.learn import Course, learn, warm_cosine
from dogbreed.training.views import Views


@dataclass(frozen=True)
class FineTuning:
    """How a pretrained network is trained further, with AdamW (Loshchilov and Hutter 2019) on a cosine.

    Attributes:
        epochs: Passes over the training photos.
        side: Side of the views, px.
        batch: Photos per step.
        learning_rate: Of the head, at its highest.
        block_factor: The learning rate of each block, as a share of that of the block after it.
        weight_decay: See AdamW.
        label_smoothing: Share of each target spread over all breeds (Szegedy et al. 2016).
        averaged: Momentum of the moving average of the weights.
    """

    epochs: int = 12
    side: int = 299
    batch: int = 64
    learning_rate: float = 2e-4
    block_factor: float = 0.85
    weight_decay: float = 1e-2
    label_smoothing: float = 0.1
    averaged: float = 0.998


class BlockwiseAdamW(keras.optimizers.AdamW):  # type: ignore[misc]
    """AdamW whose learning rate depends on the variable.

    On the torch backend Keras updates all variables at once, past `update_step`: TensorFlow and JAX only.
    """

    def __init__(self, *arguments: Any, factors: Sequence[float], **options: Any):
        """See AdamW; `factors`: of the learning rate, one for each trainable variable, in their order."""
        super().__init__(*arguments, **options)
        self.factors = factors

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Update a variable."""
        super().update_step(gradient, variable, learning_rate * self.factors[self._get_variable_index(variable)])


def block_numbers(network: keras.Model) -> dict[str, int]:
    """The block of each layer by its name; one without a number ("conv2d" of a shortcut): the one before."""
    numbers, current = {}, 0
    for layer in network.layers:
        if named := re.match(r"block(\d+)", layer.name):
            current = int(named[1])
        numbers[layer.name] = current
    return numbers


def fine_tune(network: keras.Model, head: str, plan: FineTuning, views: Views, course: Course) -> None:
    """Train in place, see `dogbreed.training.learn`.

    Args:
        network: With layers named block1 and so on, and a fitted head.
        head: The name of its last layer with weights.
        plan: How.
        views: What it learns from.
        course: Its course.
    """
    for layer in network.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    blocks = block_numbers(network)
    deepest = max(blocks.values()) + 1
    factors = [
        plan.block_factor ** (0 if layer.name == head else deepest - blocks[layer.name])
        for layer in network.layers
        for _ in layer.trainable_variables
    ]
    optimizer = BlockwiseAdamW(
        warm_cosine(course.epochs * len(views), plan.learning_rate),
        weight_decay=plan.weight_decay,
        use_ema=True,
        ema_momentum=plan.averaged,
        factors=factors,
    )
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    learn(network, optimizer, views, course)


def between(before: Sequence[np.ndarray], after: Sequence[np.ndarray], share: float) -> list[np.ndarray]:
    """Weights that lie between two trainings of a network.

    Args:
        before: As `keras.Model.get_weights` gives them.
        after: Of the same shapes.
        share: 0: before, 1: after.
    """
    return [(1 - share) * first + share * last for first, last in zip(before, after, strict=True)]
