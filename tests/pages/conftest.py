import gc
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dogbreed.inference.classifier import Classifier
from dogbreed.settings import settings

APP = Path(__file__).resolve().parents[2] / "app.py"


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Look for Streamlit components among the installed packages once; AppTest does it for each app, 0.7 s each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def no_photos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Neither the dataset nor Dog CEO is there."""
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DOGBREED_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DOGBREED_DOG_CEO_API", "http://127.0.0.1:9/api")
    monkeypatch.setenv("DOGBREED_DOG_CEO_IMAGES", "http://127.0.0.1:9/breeds")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def outputs_of_networks() -> Iterator[None]:
    """Compute what a network says about the same pixels once: the tests show the same few photos over and over."""
    computed: dict[tuple[str, tuple[int, ...], bytes], dict[str, np.ndarray]] = {}
    compute = Classifier.outputs

    def outputs(network: Classifier, pixels: np.ndarray) -> dict[str, np.ndarray]:
        key = (network.bundle.version, pixels.shape, sha256(pixels.tobytes()).digest())
        if key not in computed:
            computed[key] = compute(network, pixels)
        return {name: values.copy() for name, values in computed[key].items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Classifier, "outputs", outputs)
        yield


@pytest.fixture(scope="module", autouse=True)
def short_garbage_collections() -> None:
    """Streamlit collects after each run, 0.5 s where TensorFlow is loaded: leave out what was there before."""
    gc.freeze()


@pytest.fixture
def app(no_photos: None) -> AppTest:
    """The app before its first run."""
    return AppTest.from_file(str(APP), default_timeout=120)


@pytest.fixture
def start_page(app: AppTest) -> AppTest:
    return app.run()


@pytest.fixture
def identify_page(app: AppTest) -> AppTest:
    return app.switch_page("pages/identify.py").run()
