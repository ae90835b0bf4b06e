"""Small untrained networks of our kinds, exported as the trained ones are."""

import hashlib
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

import keras
import numpy as np

from dogbreed.breeds import BREEDS
from dogbreed.inference.bundle import GRAPH_FILE, WEIGHTS_FILE
from dogbreed.networks.cnn import cnn
from dogbreed.networks.cnn_study import StudySettings, cnn_study
from dogbreed.training.layer_table import write_layers
from dogbreed.training.openvino_export import Precision, export

CLASSES = 7
STUDY = StudySettings(classes=CLASSES, input_size=96, conv2_width=24, conv3_width=32, dense=20)
WIDTHS, BLOCKS = (16, 24), (2, 1)
CNN_SIDE = 64
SCALES = {"cnn": (1 / 127.5, -1.0), "cnn-study": (1 / 255, 0.0), "dense": (1 / 255, 0.0)}
SIDES = {"cnn": CNN_SIDE, "cnn-study": STUDY.input_size, "dense": 16}


@cache
def network(name: str) -> keras.Model:
    """With weights drawn at random, those of the normalisation too, as after training."""
    keras.utils.set_random_seed(3)
    if name == "dense":
        photo = keras.Input((16, 16, 3), name="photo")
        logits = keras.layers.Dense(CLASSES, name="logits")(keras.layers.Flatten(name="flatten")(photo))
        return keras.Model(photo, {"logits": logits}, name="dense")
    built = cnn_study(STUDY) if name == "cnn-study" else cnn(CLASSES, WIDTHS, BLOCKS)
    random = np.random.default_rng(3)
    for layer in built.layers:
        for weight in layer.weights:
            if len(weight.shape) == 1:
                weight.assign(random.uniform(0.5, 1.5, weight.shape))
    return built


@cache
def exported(name: str) -> Path:
    """The folder with its two files."""
    folder = Path(tempfile.mkdtemp())
    export(network(name), folder / GRAPH_FILE, Precision.FLOAT32, input_size=SIDES[name])
    return folder


def write_bundle(models: Path, name: str) -> Path:
    """Put a network into a models folder; the file of its weights."""
    folder = models / name
    shutil.copytree(exported(name), folder)
    file = folder / WEIGHTS_FILE
    scale, offset = SCALES[name]
    files = [GRAPH_FILE, WEIGHTS_FILE, *write_layers(network(name), SIDES[name], Precision.FLOAT32, folder)]
    card = {
        "name": name,
        "title": f"Small {name}",
        "classes": [breed.wnid for breed in BREEDS[:CLASSES]],
        "input_size": SIDES[name],
        "fit": "crop",
        "scale": scale,
        "offset": offset,
        "temperature": 1.0,
        "thresholds": {"breed": 0.5},
        "trained_on": "nothing",
        "licence": "MIT",
        "sha256": {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files},
    }
    (folder / "card.json").write_text(json.dumps(card))
    return file
