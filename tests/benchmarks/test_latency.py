import shutil
from types import SimpleNamespace

import pytest

from dogbreed.benchmarks import latency
from dogbreed.inference import classifier
from dogbreed.inference.bundle import WEIGHTS_FILE, Bundle, load_bundle
from dogbreed.inference.engine import CompiledNetwork


def test_the_files_of_the_bundle_are_timed_and_not_those_of_the_models_folder(tmp_path, monkeypatch):
    shipped = load_bundle("cnn-study")
    exported = Bundle(shipped.card, tmp_path)
    for file in (shipped.graph, shipped.folder / WEIGHTS_FILE):
        shutil.copy(file, tmp_path)
    opened = []

    def recorded(graph, threads):
        opened.append((graph, threads))
        return CompiledNetwork(graph, threads)

    monkeypatch.setattr(classifier, "CompiledNetwork", recorded)
    monkeypatch.setattr(latency, "ANSWERS", 3)
    assert latency.p50(exported, 1) > 0
    assert opened == [(exported.graph, 1)]


def test_it_is_the_median_in_milliseconds(monkeypatch):
    times = iter([0.0, 0.010, 1.0, 1.030, 2.0, 2.020])
    monkeypatch.setattr(latency, "time", SimpleNamespace(perf_counter=lambda: next(times)))
    monkeypatch.setattr(latency, "ANSWERS", 3)
    assert latency.p50(load_bundle("cnn-study"), 1) == pytest.approx(20)
