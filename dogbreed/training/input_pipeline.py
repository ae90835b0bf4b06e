"""The input pipelines of training: photos are decoded and resized once, then augmented and batched by tf.data.

`batches` makes enlarged sets of fixed copies; `Views` random crops with CutMix, drawn anew in each epoch.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import tensorflow as tf

from dogbreed.dataset.files import read_pixels
from dogbreed.imaging.augment import Enlargement
from dogbreed.imaging.random_crop import cut, draw_framing, relight
from dogbreed.imaging.resize import Fit, resize_to_square
from dogbreed.resumable import ResumableArray

CUTMIX = 0.5
"""Share of batches to which CutMix is applied."""


def squares(photos: Path, files: Sequence[str], size: int, fit: Fit, work: Path) -> np.ndarray:
    """Decode photos and resize them to squares; stored in the work folder, resumable, with a progress bar.

    Args:
        photos: The dataset's folder `Images`.
        files: Names of the photos as in the table of photos.
        size: Side of the square, px.
        fit: How a photo becomes a square, see `dogbreed.imaging.resize`.
        work: The network's work folder.

    Returns:
        uint8 [photos, size, size, 3] RGB, memory-mapped: processes that train in parallel share one copy in memory.

    Raises:
        DogbreedError: A photo is missing or cannot be read.
    """
    names = hashlib.sha1("\n".join(files).encode(), usedforsecurity=False).hexdigest()[:12]
    array = ResumableArray(work / f"squares-{size}-{fit}-{names}.u8", (len(files), size, size, 3), np.uint8)
    return array.fill(
        files,
        lambda file: resize_to_square(read_pixels(photos, file), size, fit),
        lambda square: square,
        f"photos at {size} px",
    )


def smoothed_targets(labels: np.ndarray, classes: int, smoothing: float) -> np.ndarray:
    """One-hot targets with label smoothing (Szegedy et al. 2016).

    Args:
        labels: int [photos], indices of the true classes.
        classes: Number of classes.
        smoothing: Share of the probability, 0 to 1, that is spread evenly over all classes.

    Returns:
        float32 [photos, classes], rows summing to 1.
    """
    targets: np.ndarray = np.eye(classes, dtype=np.float32)[labels] * (1 - smoothing) + smoothing / classes
    return targets.astype(np.float32)


def batches(
    photos: np.ndarray,
    targets: np.ndarray,
    batch: int,
    enlargement: Enlargement | None = None,
    scale: float = 1 / 255,
    offset: float = 0.0,
) -> tf.data.Dataset:
    """Batches of photos and targets for training or validation.

    Args:
        photos: uint8 [photos, height, width, 3].
        targets: float32 [photos, classes], one-hot or smoothed.
        batch: Photos per batch; the last batch may be smaller.
        enlargement: Augmentation for training. An epoch is the whole enlarged set, `factor` times as many photos,
            shuffled anew in each epoch by the seed; the copies are the same in every epoch. None: the photos unchanged
            and in order, for validation.
        scale: The network's input is `scale` * pixels + `offset`.
        offset: See `scale`.

    Returns:
        Pairs of float32 [batch, height, width, 3] and float32 [batch, classes].
    """
    cv2.setNumThreads(1)  # batches are made in parallel threads
    factor = enlargement.factor if enlargement else 1

    def pixels(items: np.ndarray) -> np.ndarray:
        made = np.empty((len(items), *photos.shape[1:]), np.uint8)
        for position, item in enumerate(items):
            photo, copy = divmod(int(item), factor)
            made[position] = enlargement.copy(photos[photo], photo, copy) if enlargement else photos[photo]
        return made

    def inputs_and_targets(items: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        made = tf.ensure_shape(tf.numpy_function(pixels, [items], tf.uint8, stateful=False), [None, *photos.shape[1:]])
        return tf.cast(made, tf.float32) * scale + offset, tf.gather(targets, items // factor)

    items = tf.data.Dataset.range(len(photos) * factor)
    if enlargement:
        items = items.shuffle(len(photos) * factor, seed=enlargement.seed)
    return items.batch(batch).map(inputs_and_targets, tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)


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
