from pathlib import Path

import numpy as np
import pytest

from dogbreed.training.best_epoch import BestEpoch, DivergedError


class Model:
    """Stands in for the model that a callback is given."""

    stop_training = False

    def __init__(self, epoch: int):
        self.epoch = epoch

    def save_weights(self, file):
        file.write_text(f"weights of epoch {self.epoch}")


def train(folder: Path, cross_entropies: list[float], first: int = 1, patience: int = 2) -> int:
    """Report epochs as Keras does and return the last one that was trained."""
    best = BestEpoch(folder, patience)
    for epoch, cross_entropy in enumerate(cross_entropies, first):
        model = Model(epoch)
        best.set_model(model)
        best.on_epoch_end(epoch - 1, {"loss": 1.0, "val_cross_entropy": cross_entropy, "val_accuracy": 0.1 * epoch})
        if model.stop_training:
            break
    return epoch


def test_training_ends_when_it_gets_no_better_and_the_best_epoch_is_kept(tmp_path):
    assert train(tmp_path, [2.0, 1.5, 1.6, 1.7, 1.0]) == 4
    best = BestEpoch(tmp_path, 2)
    assert best.weights.read_text() == "weights of epoch 2"
    assert best.metrics == {
        "best_epoch": 2,
        "best_validation_cross_entropy": 1.5,
        "best_validation_top1": pytest.approx(0.2),
    }


def test_a_training_that_was_killed_ends_where_it_would_have_ended(tmp_path):
    train(tmp_path, [2.0, 1.5, 1.6])
    assert train(tmp_path, [1.7, 1.0], first=4) == 4


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_training_that_diverges_says_so(tmp_path, value):
    with pytest.raises(DivergedError, match="learning rate"):
        train(tmp_path, [2.0, value])
