"""The best epoch of a training, kept on disk, and the end of a training that gets no better."""

import json
import math
from pathlib import Path
from typing import Any

import keras

from dogbreed.atomic import atomic_write
from dogbreed.errors import DogbreedError


class DivergedError(DogbreedError):
    """The loss is no number any more."""


class BestEpoch(keras.callbacks.Callback):
    """Keeps the weights of the epoch with the least validation cross-entropy; ends the training some epochs after it.

    What it knows is in its folder, so that a training that was killed and goes on ends where it would have ended.

    Raises:
        DivergedError: While training, if the loss or the cross-entropy is no finite number.
    """

    def __init__(self, folder: Path, patience: int):
        """`patience`: epochs without a better one after which to stop."""
        super().__init__()
        self.patience = patience
        self.weights, self._state = folder / "best.weights.h5", folder / "best.json"

    @property
    def metrics(self) -> dict[str, float]:
        """Of the best so far: `best_epoch`, from 1, `best_validation_cross_entropy` and `best_validation_top1`."""
        return json.loads(self._state.read_text())

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Compare it with the best so far."""
        logs = logs or {}
        cross_entropy = float(logs["val_cross_entropy"])
        if not (math.isfinite(cross_entropy) and math.isfinite(logs["loss"])):
            raise DivergedError("The loss is no finite number any more: choose a lower learning rate.")
        best = self.metrics if self._state.exists() else None
        if best is None or cross_entropy < best["best_validation_cross_entropy"]:
            best = {
                "best_epoch": epoch + 1,
                "best_validation_cross_entropy": cross_entropy,
                "best_validation_top1": float(logs["val_accuracy"]),
            }
            atomic_write(self.weights, self.model.save_weights)
            atomic_write(self._state, lambda file: file.write_text(json.dumps(best)))
        elif epoch + 1 - best["best_epoch"] >= self.patience:
            self.model.stop_training = True
