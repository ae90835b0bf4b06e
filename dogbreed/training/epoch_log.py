"""The epochs of a training as its run knows them."""

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
    """What a model is compiled with, so that the log finds it: accuracy, and cross-entropy whatever the loss is."""
    return ["accuracy", keras.metrics.CategoricalCrossentropy(from_logits=True, name="cross_entropy")]


class EpochLog(keras.callbacks.Callback):
    """Logs every epoch to a run, under the names that all runs share."""

    def __init__(self, run: RunLog):
        super().__init__()
        self.run = run

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Log one; Keras counts epochs from 0, runs from 1."""
        metrics = {NAMES[name]: float(value) for name, value in (logs or {}).items() if name in NAMES}
        rate = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))
        self.run.log_epoch(epoch + 1, {**metrics, "learning_rate": rate})
