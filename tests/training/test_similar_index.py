import numpy as np
import pytest

from dogbreed.training.similar_index import similar_photos


def test_neighbours_survive_the_reduction_to_int8():
    random = np.random.default_rng(0)
    centres = random.normal(size=(5, 40)) * 3
    kinds = np.repeat(np.arange(5), 20)
    features = (centres[kinds] + random.normal(size=(100, 40))).astype(np.float32)
    similar = similar_photos(features, dimensions=8)
    assert similar.vectors.dtype == np.int8 and similar.vectors.shape == (100, 8)
    for photo in range(0, 100, 7):
        nearest = similar.nearest(features[photo], 10)
        assert nearest[0] == photo
        assert (kinds[nearest] == kinds[photo]).all()
        assert similar.similarities(features[photo])[photo] == pytest.approx(1, abs=0.01)
