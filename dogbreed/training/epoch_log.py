"""Logging of training epochs to a run."""

from typing import Any

import keras

from dogbreed.experiments import RunLog

NAMES = {
    "loss": "train_loss",
    "accuracy": "train_top1",
    "val_cross_entropy": "validation_cross_entropy",
    "val_accuracy": "validation_top1",
}


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
        metrics = {NAMES[name]: float(value) for name, value in (logs or {}).items() if name in NAMES}
        rate = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))
        self.run.log_epoch(epoch + 1, {**metrics, "learning_rate": rate})
