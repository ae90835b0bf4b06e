"""The comparison of precisions on four test photos, with networks that are made up for each precision."""

import shutil

import numpy as np
import pytest

from dogbreed.inference.bundle import CARD_FILE, GRAPH_FILE, WEIGHTS_FILE, Bundle, Card
from dogbreed.settings import PROJECT
from dogbreed.training import precision_comparison
from dogbreed.training.openvino_export import Precision
from dogbreed.training.precision_comparison import THREADS, compare_precisions
from dogbreed.training.recipes import ModelSpec

SHIPPED = PROJECT / "models" / "cnn-study"
PADDING = {precision: 1000 * number for number, precision in enumerate(Precision)}


@pytest.fixture
def exported(monkeypatch):
    """The precisions that are exported; each file is our shipped study CNN with some bytes more."""
    made = []

    def pretend(trained, graph, precision, photos):
        made.append(precision)
        shutil.copy(SHIPPED / GRAPH_FILE, graph)
        weights = (SHIPPED / WEIGHTS_FILE).read_bytes()
        graph.with_suffix(".bin").write_bytes(weights + bytes(PADDING[precision]))

    monkeypatch.setattr(ModelSpec, "trained", lambda spec, workspace: workspace.folder)
    monkeypatch.setattr(precision_comparison, "export", pretend)
    return made


def test_every_precision_is_exported_once_and_timed_and_scored_by_its_own_file(workspace, index, exported, monkeypatch):
    timed = []

    def pretend(bundle: Bundle, threads: int) -> float:
        timed.append((bundle.graph, threads))
        return 10.0 * threads

    monkeypatch.setattr(precision_comparison, "p50", pretend)
    card = Card.model_validate_json((SHIPPED / CARD_FILE).read_bytes())
    table = compare_precisions(workspace, index, card)

    assert list(table["precision"]) == list(map(str, Precision)) == list(map(str, exported))
    files = {precision: workspace.folder / "precisions" / precision / GRAPH_FILE for precision in Precision}
    assert timed == [(files[precision], threads) for precision in Precision for threads in THREADS]
    assert list(table["p50_1_threads"]) == [10.0] * 2
    assert list(table["p50_2_threads"]) == [20.0] * 2
    assert list(np.diff(table["megabytes"])) == pytest.approx([0.001])
    assert table["top1"].between(0, 1).all()
    assert table["agreement"].tolist() == [1, 1]  # the same network
    assert (table["cross_entropy"] > 0).all()
    # One file of logits per precision: they are told apart by the SHA-256 of their networks.
    assert len(list(workspace.folder.glob("test-*.f32"))) == len(Precision)

    again = compare_precisions(workspace, index, card)
    assert len(exported) == len(Precision)
    assert again.equals(table)
