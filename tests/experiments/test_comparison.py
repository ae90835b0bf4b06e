from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import Estimate
from dogbreed.evaluation.stored_results import METRICS_FILE
from dogbreed.experiments.comparison import by_split, flaw, latest, results, same_photos
from dogbreed.experiments.run import Run
from dogbreed.settings import settings
from tests.made_up_networks import make_bundle

BEGUN = datetime(2025, 1, 1, tzinfo=UTC)


def run(network: str, hours: int = 1, **changes: Any) -> Run:
    finished = Run(
        id=f"{network}-{hours}",
        name=network,
        status="FINISHED",
        started=BEGUN,
        ended=BEGUN + timedelta(hours=hours),
        params={},
        history={"test_top1": [(1, 0.5)]},
        tags={"network": network, "kind": "final", "split": "official"},
    )
    return replace(finished, **changes)


def logged(network: str, report: dict[str, Any]) -> Run:
    figures = {f"test_{name}": [(1, report["all"][name]["value"])] for name in ("top1", "cross_entropy")}
    return run(network, history=figures)


@pytest.fixture
def models(monkeypatch, tmp_path):
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    settings.cache_clear()


def test_only_a_finished_run_with_test_figures_can_be_compared():
    assert flaw(run("cnn")) is None
    assert "evaluate cnn" in (flaw(run("cnn", history={})) or "")
    assert "evaluate cnn" in (flaw(run("cnn", history={"test_top1": [(1, float("nan"))]})) or "")
    assert flaw(run("cnn", status="FAILED", tags={"reason": "OSError: disk full"})) == "failed (OSError: disk full)"
    assert flaw(run("cnn", status="KILLED", tags={})) == "was stopped"
    assert flaw(run("cnn", status="RUNNING")) == "is not finished yet"


def test_the_run_of_a_network_that_finished_last_stands_for_it():
    runs = [run("xception", 5), run("cnn", 9), run("cnn", 2), run("xception", 6)]
    assert [chosen.id for chosen in latest(runs)] == ["xception-6", "cnn-9"]


def test_runs_are_told_apart_by_their_split_the_official_one_first():
    few = run("cnn-study", tags={"network": "cnn-study", "split": "official, 30 breeds"})
    groups = by_split([few, run("cnn"), run("xception")])
    assert list(groups) == ["official", "official, 30 breeds"]
    assert [len(runs) for runs in groups.values()] == [2, 1]


def test_a_run_comes_with_the_intervals_and_answers_of_its_network(models):
    report = make_bundle("cnn", "CNN", 2, photos=3)
    found = results(logged("cnn", report))
    assert found.metrics.top1 == Estimate(**report["all"]["top1"])
    assert len(found.predictions) == 360


def test_answers_of_another_run_are_not_taken_for_its_own(models):
    report = make_bundle("cnn", "CNN", 2, photos=3)
    for name in ("top1", "cross_entropy"):
        another = {"all": report["all"] | {name: {"value": report["all"][name]["value"] + 0.01}}}
        with pytest.raises(DogbreedError, match="those of another run"):
            results(logged("cnn", another))


@pytest.mark.parametrize("damage", ["{", "{}", '{"all": 3}'])
def test_damaged_results_are_told_as_a_sentence(models, damage):
    make_bundle("cnn", "CNN", 2, photos=3)
    (models / "cnn" / "metrics.json").write_text(damage)
    with pytest.raises(DogbreedError, match="evaluate cnn"):
        results(run("cnn"))


def test_a_network_that_is_not_there_is_told_as_a_sentence(models):
    with pytest.raises(DogbreedError, match="holds no networks"):
        results(run("cnn"))
    make_bundle("other", "other", 2, photos=3)
    with pytest.raises(DogbreedError, match="no network called “cnn”"):
        results(run("cnn"))


def test_a_network_without_test_figures_is_told_as_a_sentence(models):
    logged("cnn", make_bundle("cnn", "cnn", 2, photos=3))
    (models / "cnn" / METRICS_FILE).unlink()
    with pytest.raises(DogbreedError, match="no test figures"):
        results(run("cnn"))


def test_answers_to_other_photos_are_noticed(models):
    three, more = (make_bundle(name, name, 2, photos=photos) for name, photos in (("three", 3), ("more", 4)))
    one, other = results(logged("three", three)).predictions, results(logged("more", more)).predictions
    assert same_photos([one, one])
    assert not same_photos([one, other])
