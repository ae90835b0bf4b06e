"""How the tests are shared out between processes, and stores of runs for them."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dogbreed.experiments import load_runs
from dogbreed.settings import settings

GROUPS = {"browser": "browser", "pages": "pages", "training": "keras", "networks": "keras", "architecture": "keras"}
"""Rooms whose tests share what is dear: a browser and its servers, what networks said of a photo, TensorFlow."""
OWN_SERVERS = {
    f"test_{name}.py": "browser and own servers"
    for name in ("accessibility", "compare", "mistakes", "photo_sources", "runs")
}
"""Browser tests that share no server with the others: they mostly wait, so two processes wait at the same time."""
ORDER = {
    group: place for place, group in enumerate(dict.fromkeys(["browser", *OWN_SERVERS.values(), *GROUPS.values()]))
}


def pytest_configure(config: pytest.Config) -> None:
    """Where several processes share the cores, a network's threads would only wait for each other."""
    if hasattr(config, "workerinput"):
        os.environ.setdefault("DOGBREED_THREADS", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The large groups come first, so that no process is left with one of them at the end."""
    items.sort(key=lambda item: ORDER.get(_group(item.nodeid), len(ORDER)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """A process takes a group of tests at a time; the marks of `--dist loadgroup` have no effect in pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid)

    return ByGroup(config, log)


def _group(nodeid: str) -> str:
    """Of a test ("tests/browser/test_runs.py::test_..."): its file, where `GROUPS` says nothing else."""
    file = nodeid.partition("::")[0]
    room = Path(file).parts[1]
    own = OWN_SERVERS.get(Path(file).name) if room == "browser" else None
    return own or GROUPS.get(room, file)


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
