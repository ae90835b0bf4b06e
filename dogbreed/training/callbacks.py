"""Keras callbacks: early stopping that survives a restart, and logging of epochs to a run."""

import json
import math
from pathlib import Path
from typing import Any

import keras

from dogbreed.atomic import atomic_write
from dogbreed.errors import DogbreedError
from dogbreed.experiments import RunLog

METRIC_NAMES = {
    "loss": "train_loss",
    "accuracy": "train_top1",
    "val_cross_entropy": "validation_cross_entropy",
    "val_accuracy": "validation_top1",
}


class DivergedError(DogbreedError):
    """The training diverged: the loss is not a finite number."""


class BestEpoch(keras.callbacks.Callback):
    """Store the weights with the lowest validation cross-entropy, and stop when it no longer improves.

    The state is in the work folder, so that a resumed training stops at the same epoch as an uninterrupted one.

    Raises:
        DivergedError: During training, if the loss or the cross-entropy is not a finite number.
    """

    def __init__(self, folder: Path, patience: int):
        """`folder`: where weights and state are stored; `patience`: epochs without improvement before stopping."""
        super().__init__()
        self.patience = patience
        self.weights, self._state = folder / "best.weights.h5", folder / "best.json"

    @property
    def metrics(self) -> dict[str, float]:
        """Of the best epoch: `best_epoch`, from 1, `best_validation_cross_entropy` (nats), `best_validation_top1`."""
        best: dict[str, float] = json.loads(self._state.read_text())
        return best

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Compare the epoch with the best one and store it, or stop."""
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


def epoch_metrics() -> list[str | keras.metrics.Metric]:
    """The metrics to compile a model with for `EpochLog`: accuracy, and cross-entropy independent of the loss."""
    return ["accuracy", keras.metrics.CategoricalCrossentropy(from_logits=True, name="cross_entropy")]


class EpochLog(keras.callbacks.Callback):
    """Keras callback that logs every epoch to a run, under the metric names that all runs share."""

    def __init__(self, run: RunLog):
        super().__init__()
        self.run = run

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Log an epoch; Keras counts epochs from 0, runs from 1."""
        metrics = {METRIC_NAMES[name]: float(value) for name, value in (logs or {}).items() if name in METRIC_NAMES}
        rate = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))
        self.run.log_epoch(epoch + 1, {**metrics, "learning_rate": rate})
