"""Stores of runs for tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dogbreed.experiments import load_runs
from dogbreed.settings import settings


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without runs; making one takes seconds."""
    file = tmp_path_factory.mktemp("store") / "mlflow.db"
    with pytest.MonkeyPatch.context() as patch:
        use(patch, file)
        assert load_runs() == ()
    settings.cache_clear()
    return file


@pytest.fixture
def new_store(empty_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Makes and uses a store without runs; text files go to `models/runs` of the test's folder."""

    def new(name: str = "mlflow.db") -> Path:
        file = tmp_path / name
        shutil.copy(empty_store, file)
        use(monkeypatch, file)
        return file

    new()
    yield new
    monkeypatch.undo()
    settings.cache_clear()


def use(patch: pytest.MonkeyPatch, file: Path) -> None:
    patch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{file.as_posix()}")
    patch.setenv("DOGBREED_MODELS_DIR", str(file.parent / "models"))
    settings.cache_clear()
