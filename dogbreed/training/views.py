"""Random crops with CutMix, drawn anew in each epoch: what networks learn from on any Keras backend."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import keras
import numpy as np

from dogbreed.imaging.random_crop import cut, draw_framing, relight

CUTMIX = 0.5
"""Share of batches to which CutMix is applied."""

Vary = Callable[[np.ndarray, np.random.Generator], np.ndarray]
"""Changes the pixels of a crop at random, uint8 [side, side, 3] RGB."""


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


class Views(keras.utils.PyDataset):  # type: ignore[misc]
    """Random crops of all photos in batches: uint8 [batch, side, side, 3] and float32 [batch, classes].

    An incomplete last batch is dropped.
    """

    def __init__(self, dogs: Dogs, side: int, batch: int, vary: Vary = relight, seed: int = 0):
        """See `Views`.

        Args:
            dogs: The training photos.
            side: Side of the crops, px.
            batch: Photos per batch.
            vary: How crops are changed.
            seed: Of the crops; another one makes others.
        """
        super().__init__(workers=os.cpu_count() or 1, max_queue_size=4 * (os.cpu_count() or 1))
        self.dogs, self.side, self.batch, self.vary, self.seed = dogs, side, batch, vary, seed
        self.epoch = 0
        cv2.setNumThreads(1)  # batches are made in parallel threads

    @property
    def following(self) -> keras.callbacks.Callback:
        """The callback that lets the crops follow the epochs of a training, a resumed one too."""
        return keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, _: setattr(self, "epoch", epoch))

    def __len__(self) -> int:
        return len(self.dogs.squares) // self.batch

    def __getitem__(self, step: int) -> tuple[np.ndarray, np.ndarray]:
        order = np.random.default_rng((self.seed, self.epoch)).permutation(len(self.dogs.squares))
        chosen = order[step * self.batch :][: self.batch]
        random = np.random.default_rng((self.seed, self.epoch, step))
        views = np.stack([self._view(photo, random) for photo in chosen])
        targets = self.dogs.targets[chosen]
        return cutmix(views, targets, random) if random.random() < CUTMIX else (views, targets)

    def _view(self, photo: int, random: np.random.Generator) -> np.ndarray:
        width, height = self.dogs.sizes[photo]
        framing = draw_framing(width, height, self.dogs.boxes[photo], random)
        return self.vary(cut(self.dogs.squares[photo], width, height, framing, self.side), random)


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
