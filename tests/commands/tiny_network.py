"""A network of its own, as a module and an entry of the registry add it: made and exported in seconds."""

from pathlib import Path

import keras
import pandas as pd

from dogbreed.networks.registry import RegistryEntry
from dogbreed.training.recipes import ModelSpec, Recipe, Workspace
from tests.training.conftest import COLOURS

NAME = "tiny"
ENTRY = RegistryEntry("Tiny network", "#123456", "One convolution.", recipe=f"{__name__}:RECIPE")
SPEC = ModelSpec(
    name=NAME,
    input_size=32,
    fit="stretch",
    scale=1 / 255,
    offset=0.0,
    trained_on="drawn photos",
    licence="MIT",
    classes=tuple(COLOURS),
)


def train(workspace: Workspace, index: pd.DataFrame) -> Path:
    """Save the untrained network, once."""
    finished = SPEC.finished(workspace)
    if not finished.exists():
        assert len(SPEC.training_photos(index)) == 12
        photo = keras.Input((32, 32, 3), name="photo")
        maps = keras.layers.Conv2D(4, 3, activation="relu", name="conv")(photo)
        features = keras.layers.GlobalAveragePooling2D(name="features")(maps)
        logits = keras.layers.Dense(len(COLOURS), name="logits")(features)
        finished.parent.mkdir(parents=True, exist_ok=True)
        keras.Model(photo, {"logits": logits, "features": features}).save(finished)
    return finished


RECIPE = Recipe(SPEC, train)
