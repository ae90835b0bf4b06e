"""A page that is run again reads no file, counts no table and builds no figure again that is the same for everybody."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.evaluation import selection

PACKAGE = Path(selection.__file__).resolve().parents[1]
COUNTING = (
    "evaluation/",
    "experiments/sqlite_runs.py",
    "experiments/parameter_importance.py",
    "architecture/flow.py",
    "architecture/savings.py",
    "dataset/statistics.py",
    "dataset/problems.py",
    "dataset/photo_facts.py",
)
"""Where tables are counted; `selection` is not the same for everybody."""
TABLES = (".csv", ".parquet", ".json", ".toml", ".npz", ".tflite", ".db")
PAGES = (
    "start",
    "breed",
    "dataset",
    "preparation",
    "architectures",
    "runs",
    "compare",
    "live",
    "guess",
    "stress",
    "mistakes",
    "look_alikes",
)


class Work:
    """What a run of a script does; noted only in the threads that start while it is watched."""

    def __init__(self) -> None:
        self.counted: set[str] = set()
        self.read: list[str] = []
        self.figures = 0
        self.threads: set[int] = set()

    def profile(self, frame: FrameType, event: str, _: Any) -> None:
        """Note a call of a function that counts."""
        self.threads.add(threading.get_ident())
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(str(PACKAGE)):
            inside = Path(file).relative_to(PACKAGE).as_posix()
            if inside.startswith(COUNTING) and inside != "evaluation/selection.py":
                self.counted.add(f"{inside}: {frame.f_code.co_qualname}")


watched: list[Work] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and watched and threading.get_ident() in watched[0].threads:
        name = str(arguments[0])
        if name.endswith(TABLES):
            watched[0].read.append(name)


sys.addaudithook(_audit)


@contextmanager
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    work = Work()
    build = go.Figure.__init__

    def built(*arguments: Any, **named: Any) -> None:
        work.figures += 1
        build(*arguments, **named)

    threading.setprofile(work.profile)
    watched.append(work)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(go.Figure, "__init__", built)
            yield work
    finally:
        watched.clear()
        threading.setprofile(None)


@pytest.mark.parametrize("page", PAGES)
def test_a_second_visitor_has_nothing_read_counted_or_drawn_again(
    app: AppTest, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    second = AppTest.from_file(app._script_path, default_timeout=120)
    with watch(monkeypatch) as work:
        second.switch_page(f"pages/{page}.py").run()
    assert not second.exception
    assert work.threads
    assert (work.read, work.counted, work.figures) == ([], set(), 0)
