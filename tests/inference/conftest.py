from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import AnyClassifier, load_network


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """The shipped network."""
    return Classifier(load_bundle("xception"))


@pytest.fixture(scope="session")
def networks() -> Callable[[str], AnyClassifier]:
    """Any shipped network, loaded once."""
    return cache(load_network)


@pytest.fixture
def drawn() -> np.ndarray:
    """A picture of nothing in particular, uint8 [300, 400, 3]."""
    return np.random.default_rng(7).integers(0, 256, (30, 40, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)
