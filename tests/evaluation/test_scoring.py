import numpy as np
import pytest

from dogbreed.dataset.files import IMAGES, read_pixels
from dogbreed.evaluation.scoring import DOG, answers_to, score, score_second_look
from dogbreed.inference.ensemble import Ensemble, load_network
from tests.pages.real import dogs_in


@pytest.fixture(scope="module")
def served() -> Ensemble:
    network = load_network("served")
    assert isinstance(network, Ensemble)
    return network


@pytest.fixture
def photos(tmp_path):
    """Two photos of a German shepherd in the dataset's layout, and their names."""
    return tmp_path / IMAGES, dogs_in(tmp_path / IMAGES, 2)


def test_the_dataset_is_answered_as_an_upload_is(served, photos, tmp_path):
    answers = answers_to(served, photos[1], photos[0], tmp_path / "work", "test")
    assert served.memory is not None
    assert answers.familiarity is not None
    rows = zip(photos[1], answers.logits, answers.scenes, answers.familiarity, strict=True)
    for file, row, scene, familiarity in rows:
        uploaded = served.predict(read_pixels(photos[0], file))
        assert uploaded.embedding is not None
        assert familiarity == pytest.approx(served.memory.familiarity(uploaded.logits, uploaded.embedding), abs=1e-2)
        assert row == pytest.approx(uploaded.logits, abs=1e-4)
        assert uploaded.scene is not None
        assert scene.dog == pytest.approx(uploaded.scene.dog)


def test_what_was_scored_is_not_scored_again(served, photos, tmp_path, monkeypatch):
    network, work = served.network, tmp_path / "work"
    features = score_second_look(network, photos[1], photos[0], work, "test")["features"]
    assert features.shape == (2, 2048)
    dogs = score(network, photos[1], photos[0], work, "test")[DOG]
    assert ((dogs >= 0) & (dogs <= 1)).all()
    monkeypatch.setattr(network, "outputs", lambda _: pytest.fail("scored again"))
    assert np.array_equal(score_second_look(network, photos[1], photos[0], work, "test")["features"], features)
