from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dogbreed.architecture.network import Network, read_network
from dogbreed.inference.bundle import load_bundle
from dogbreed.settings import settings
from tests.architecture.exported import SCALES, write_bundle


@pytest.fixture(scope="session")
def shipped() -> Network:
    """Xception as it is served."""
    return read_network(load_bundle("xception"))


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    for name in SCALES:
        write_bundle(folder, name)
    return folder


@pytest.fixture
def read(models: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Network]]:
    """Reads one of the small exported networks."""
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(models))
    settings.cache_clear()
    yield lambda name: read_network(load_bundle(name))
    monkeypatch.undo()
    settings.cache_clear()
