import numpy as np
import pytest

from dogbreed.dataset.index import load_index
from dogbreed.dataset.samples import SAMPLES
from dogbreed.imaging.decode import decode
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.similar import SIMILAR_FILE, SimilarPhotos, load_similar


@pytest.fixture
def compass():
    """Photos in eight directions of a plane."""
    angles = np.arange(8) * np.pi / 4
    vectors = np.rint(100 * np.stack([np.cos(angles), np.sin(angles)], axis=1)).astype(np.int8)
    return SimilarPhotos(np.array([1, 1], np.float32), np.eye(2, dtype=np.float16), vectors)


def test_the_nearest_photos_lie_in_the_photo_s_direction(compass):
    assert compass.nearest(np.array([1.2, 11], np.float32), 3).tolist() == [2, 1, 3]
    assert compass.similarities(np.array([6, 1], np.float32))[[0, 4]] == pytest.approx([1, -1], abs=0.01)


def test_typical_photos_lie_in_the_middle(compass):
    assert compass.typical(np.array([0, 1, 2, 3]), 2).tolist() == [1, 2]
    assert len(compass.typical(np.array([0, 1]), 5)) == 2


def test_the_closest_pairs_use_no_photo_twice(compass):
    pairs = compass.closest_pairs(np.array([0, 1]), np.array([2, 3]), 5)
    assert pairs == [(1, 2), (0, 3)]


def test_a_german_shepherd_looks_like_german_shepherds():
    bundle = load_bundle("xception")
    similar = load_similar(bundle)
    assert similar is not None
    assert (bundle.folder / SIMILAR_FILE).stat().st_size < 3e6
    trained = load_index().query("split == 'train'")
    assert len(similar.vectors) == len(trained)
    shepherd = next(sample for sample in SAMPLES if sample.wnid)
    features = Classifier(bundle).predict(decode(shepherd.file.read_bytes()).pixels).features
    nearest = trained.iloc[similar.nearest(features, 8)]
    assert (nearest["wnid"] == shepherd.wnid).sum() >= 7
