import io
import json

import numpy as np
import pytest
from PIL import Image

from dogbreed.breeds import BREEDS
from dogbreed.dataset.samples import SAMPLES
from dogbreed.inference.identify import identify

SHEPHERD = next(sample for sample in SAMPLES if sample.wnid == "n02106662")
DEERHOUND = next(position for position, breed in enumerate(BREEDS) if breed.wnid == "n02092002")


def jpeg(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_a_real_photo_of_a_german_shepherd_is_recognised(classifier):
    answer = identify("rex.webp", SHEPHERD.file.read_bytes(), classifier)
    record = answer.record()
    assert (record["breed"], record["verdict"], record["named"]) == ("German shepherd", "breed", ["n02106662"])
    assert answer.photo is not None
    assert answer.error is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda pixels: pixels[:, ::-1], id="mirrored"),
        pytest.param(lambda pixels: (pixels * 0.6).astype(np.uint8), id="darker"),
        pytest.param(lambda pixels: pixels[20:-20, 20:-20], id="cropped a little"),
        pytest.param(lambda pixels: pixels[::3, ::3], id="a third of the size"),
    ],
)
@pytest.mark.parametrize("network", ["served", "xception", "gate", "cnn"])
def test_the_same_dog_gets_the_same_answer(networks, network, change):
    pixels = np.asarray(Image.open(SHEPHERD.file).convert("RGB"))
    changed = identify("rex.jpg", jpeg(np.ascontiguousarray(change(pixels))), networks(network))
    assert changed.record()["breed"] == "German shepherd"
    assert changed.record()["probability"] > 0.5


def test_the_record_has_the_documented_keys_in_plain_json(classifier):
    record = json.loads(json.dumps(identify("rex.webp", SHEPHERD.file.read_bytes(), classifier).record()))
    told = "named", "group", "taught", "suggested", "several_dogs", "seen", "error"
    assert list(record) == ["file", "verdict", "breed", "wnid", "probability", "top", *told]
    assert len(record["top"]) == 5
    assert list(record["top"][0]) == ["breed", "wnid", "probability"]
    assert sum(entry["probability"] for entry in record["top"]) <= 1.001


def test_a_file_without_a_photo_gets_its_reason_and_no_prediction(classifier):
    answer = identify("notes.jpg", b"Dear diary, today I met a dog.", classifier)
    record = answer.record()
    assert record["verdict"] == "unreadable"
    assert record["error"] == answer.verdict.sentence
    assert record["breed"] is None
    assert record["top"] == []
