import shutil
import time
from typing import Any

import pytest
from ai_edge_litert.interpreter import Interpreter

from dogbreed.benchmarks import latency
from dogbreed.inference import classifier
from dogbreed.inference.bundle import Bundle, load_bundle


def test_the_files_of_the_bundle_are_timed_and_not_those_of_the_models_folder(tmp_path, monkeypatch):
    shipped = load_bundle("cnn-study")
    exported = Bundle(shipped.card, tmp_path)
    shutil.copy(shipped.network, exported.network)
    opened = []
    interpreter = Interpreter

    def recorded(path: str, **options: int) -> Any:
        opened.append((path, options["num_threads"]))
        return interpreter(path, **options)

    monkeypatch.setattr(classifier, "Interpreter", recorded)
    monkeypatch.setattr(latency, "ANSWERS", 3)
    assert latency.p50(exported, 1) > 0
    assert opened == [(str(exported.network), 1)]


def test_it_is_the_median_in_milliseconds(monkeypatch):
    times = iter([0.0, 0.010, 1.0, 1.030, 2.0, 2.020])
    monkeypatch.setattr(time, "perf_counter", lambda: next(times))
    monkeypatch.setattr(latency, "ANSWERS", 3)
    assert latency.p50(load_bundle("cnn-study"), 1) == pytest.approx(20)
