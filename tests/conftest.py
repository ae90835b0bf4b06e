"""How the tests are shared out between processes, and stores of runs for them."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dogbreed.experiments import load_runs
from dogbreed.settings import settings

TESTS = Path(__file__).parent
GROUPS = {"browser": "browser", "pages": "pages", "training": "keras", "networks": "keras", "architecture": "keras"}
"""Rooms whose tests share what is dear: a browser and its servers, what networks said of a photo, TensorFlow."""
ORDER = {group: place for place, group in enumerate(GROUPS.values())}


def pytest_configure(config: pytest.Config) -> None:
    """Where several processes share the cores, a network's threads would only wait for each other."""
    if hasattr(config, "workerinput"):
        os.environ.setdefault("DOGBREED_THREADS", "1")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The large groups come first, so that no process is left with one of them at the end; all else goes by file."""
    groups = {item: GROUPS.get(item.path.relative_to(TESTS).parts[0], item.path.as_posix()) for item in items}
    for item, group in groups.items():
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: ORDER.get(groups[item], len(GROUPS)))


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
