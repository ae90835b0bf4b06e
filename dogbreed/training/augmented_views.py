"""Batches of random crops with CutMix, at a resolution that grows over the epochs."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import tensorflow as tf

from dogbreed.imaging.random_crop import cut, draw_framing, relight

CUTMIX = 0.5
"""Share of batches to which CutMix is applied."""


@dataclass(frozen=True)
class Dogs:
    """Training photos with the boxes of their dogs.

    Attributes:
        squares: uint8 [photos, side, side, 3] RGB, each photo stretched to a square.
        sizes: int [photos, 2], width and height of each original photo, px.
        boxes: For each photo the boxes of its dogs, int [dogs, 4]: xmin, ymin, xmax, ymax, px.
        targets: float32 [photos, classes].
    """

    squares: np.ndarray
    sizes: np.ndarray
    boxes: list[np.ndarray]
    targets: np.ndarray


@dataclass
class Views:
    """Random crops of all photos, drawn anew in each epoch.

    Attributes:
        dogs: The training photos.
        side: Side of the crops in each epoch, px (progressive resizing); the last entry holds for later epochs.
        batch: Photos per batch; an incomplete last batch is dropped.
        scale: The network's input is `scale` * pixels + `offset`.
        offset: See `scale`.
        epoch: Number of the next epoch, from 0; it seeds the crops.
    """

    dogs: Dogs
    side: list[int]
    batch: int
    scale: float
    offset: float
    epoch: int = 0

    def dataset(self) -> tf.data.Dataset:
        """One epoch as pairs of float32 [batch, side, side, 3] and float32 [batch, classes]."""
        cv2.setNumThreads(1)
        classes = self.dogs.targets.shape[1]
        pixels, targets = tf.TensorSpec([None, None, None, 3], tf.uint8), tf.TensorSpec([None, classes], tf.float32)
        return (
            tf.data.Dataset.from_generator(self._batches, output_signature=(pixels, targets))
            .apply(tf.data.experimental.assert_cardinality(len(self.dogs.squares) // self.batch))
            .map(lambda views, mixed: (tf.cast(views, tf.float32) * self.scale + self.offset, mixed))
            .prefetch(4)
        )

    def _batches(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        random = np.random.default_rng(self.epoch)
        side = self.side[min(self.epoch, len(self.side) - 1)]
        order = random.permutation(len(self.dogs.squares))
        for start in range(0, len(order) - self.batch + 1, self.batch):
            chosen = order[start : start + self.batch]
            views = np.stack([self._view(photo, side, random) for photo in chosen])
            targets = self.dogs.targets[chosen]
            yield cutmix(views, targets, random) if random.random() < CUTMIX else (views, targets)

    def _view(self, photo: int, side: int, random: np.random.Generator) -> np.ndarray:
        width, height = self.dogs.sizes[photo]
        framing = draw_framing(width, height, self.dogs.boxes[photo], random)
        return relight(cut(self.dogs.squares[photo], width, height, framing, side), random)


def cutmix(views: np.ndarray, targets: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """CutMix (Yun et al. 2019): paste a rectangle of the next photo of the batch, and mix the targets by area.

    Args:
        views: uint8 [batch, side, side, 3].
        targets: float32 [batch, classes].
        random: Source of the rectangle, which is the same for the whole batch.

    Returns:
        Mixed views and targets of the same shapes.
    """
    side = views.shape[1]
    share = np.sqrt(random.uniform(0, 1))
    rows, columns = random.integers(0, side, 2)
    half = round(share * side / 2)
    inside = np.s_[:, max(0, rows - half) : min(side, rows + half), max(0, columns - half) : min(side, columns + half)]
    mixed = views.copy()
    mixed[inside] = np.roll(views, 1, axis=0)[inside]
    area = mixed[inside].shape[1] * mixed[inside].shape[2] / side**2
    return mixed, ((1 - area) * targets + area * np.roll(targets, 1, axis=0)).astype(np.float32)
