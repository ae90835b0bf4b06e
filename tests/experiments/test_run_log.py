import hashlib
import logging
from datetime import UTC, datetime, timedelta

import pytest

from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import INDEX_FILE
from dogbreed.errors import DogbreedError
from dogbreed.experiments import load_runs, official_split, resumable_run, run_log, start_run


def test_a_training_is_found_again_as_it_was_logged(new_store):
    before = datetime.now(UTC)
    with start_run("cnn", "final", {"batch": 32, "rate": 1e-5, "mixup": True, "kernel": (5, 5), "fit": "crop"}) as log:
        for epoch in (1, 2, 3):
            log.log_epoch(epoch, {"loss": 3.0 / epoch, "validation_top1": epoch / 10})
        log.log_final({"test_top1": 0.25, "parameters": 1_600_000, "file_bytes": 6_400_000})
    (run,) = load_runs()
    assert (run.id, run.name, run.network, run.kind, run.status) == (log.id, log.id, "cnn", "final", "FINISHED")
    assert run.params == {"batch": 32, "rate": 1e-5, "mixup": "True", "kernel": "(5, 5)", "fit": "crop"}
    assert run.history["validation_top1"] == [(1, 0.1), (2, 0.2), (3, 0.3)]
    assert run.metrics["loss"] == 1.0
    assert run.metrics["parameters"] == 1_600_000
    assert run.ended is not None
    assert before - timedelta(seconds=1) < run.started <= run.ended
    assert run.duration_s == pytest.approx((run.ended - run.started).total_seconds(), abs=1)
    assert run.tags["dataset"] == hashlib.sha256(INDEX_FILE.read_bytes()).hexdigest()
    assert run.tags["split"] == "official"
    assert not any(name.startswith("mlflow") for name in run.tags)


def test_a_run_that_breaks_is_kept_with_its_reason_and_the_error_goes_on(new_store):
    with pytest.raises(ValueError, match="kernel"), start_run("cnn-study", "search", {"kernel": 9}):
        raise ValueError("the kernel is larger than its input")
    (run,) = load_runs()
    assert run.status == "FAILED"
    assert run.tags["reason"] == "ValueError: the kernel is larger than its input"
    assert run.history.keys() == {"duration_s"}


def test_a_run_that_is_stopped_by_hand_goes_on_later_as_one_run(new_store):
    with pytest.raises(KeyboardInterrupt), start_run("cnn", "final", {"batch": 32}) as first:
        for epoch in (1, 2, 3):
            first.log_epoch(epoch, {"loss": 1.0})
        raise KeyboardInterrupt
    (stopped,) = load_runs()
    assert (stopped.status, stopped.tags["reason"]) == ("KILLED", "stopped by hand")

    with start_run("cnn", "final", {"batch": 32}, resume=first.id) as second:
        (running,) = load_runs()
        assert (running.status, running.ended) == ("RUNNING", None)
        # The checkpoint was older than the last epoch.
        for epoch in (3, 4):
            second.log_epoch(epoch, {"loss": 0.5})
    (run,) = load_runs()
    assert run.status == "FINISHED"
    assert "reason" not in run.tags
    assert run.started == stopped.started
    assert run.history["loss"] == [(1, 1.0), (2, 1.0), (3, 0.5), (4, 0.5)]
    assert stopped.duration_s is not None
    assert run.duration_s is not None
    assert run.duration_s >= stopped.duration_s


def test_a_run_does_not_go_on_with_other_settings(new_store):
    with start_run("cnn", "final", {"batch": 32, "mixup": 0.2}) as log:
        pass
    with pytest.raises(DogbreedError, match="another batch"), start_run("cnn", "final", {"batch": 64}, resume=log.id):
        pass


def test_training_goes_on_where_the_store_was_lost(new_store):
    with start_run("cnn", "final", {}, resume="cnn-final-0123abcd") as log:
        log.log_epoch(7, {"loss": 1.0})
    assert [run.id for run in load_runs()] == ["cnn-final-0123abcd"]


def test_a_server_that_is_away_for_an_epoch_stops_no_training_and_loses_no_figure(new_store, monkeypatch, caplog):
    with caplog.at_level(logging.WARNING), start_run("cnn", "search", {}) as log, monkeypatch.context() as patch:
        patch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
        log.log_epoch(1, {"loss": 2.0})
        assert "wait for the next" in caplog.text
        patch.undo()
        log.log_epoch(2, {"loss": 1.0})
    assert load_runs()[0].history["loss"] == [(1, 2.0), (2, 1.0)]


def test_search_and_final_runs_are_read_apart_in_the_order_they_started(new_store):
    assert load_runs() == ()
    for kind in ("search", "final", "search"):
        with start_run("cnn", kind, {}):
            pass
    assert [run.kind for run in load_runs()] == ["search", "final", "search"]
    assert len(load_runs("search")) == 2
    assert [run.started for run in load_runs()] == sorted(run.started for run in load_runs())


def test_code_outside_git_has_no_revision(tmp_path, monkeypatch):
    monkeypatch.setattr(run_log, "PROJECT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run_log.revision() == "unknown"


def test_every_call_goes_on_with_the_run_of_its_work_folder(new_store, tmp_path):
    work = tmp_path / "work" / "cnn"
    with pytest.raises(KeyboardInterrupt), resumable_run("cnn", work, {"batch": 32}) as training:
        training.log_epoch(1, {"train_loss": 2.0})
        raise KeyboardInterrupt
    with resumable_run("cnn", work, {"batch": 32}) as training:
        training.log_epoch(2, {"train_loss": 1.0})
    with resumable_run("cnn", work) as evaluation:
        evaluation.log_final({"test_top1": 0.5})
    [run] = load_runs("final")
    assert (run.network, run.status, run.params) == ("cnn", "FINISHED", {"batch": 32})
    assert run.history["train_loss"] == [(1, 2.0), (2, 1.0)]
    assert run.metrics["test_top1"] == 0.5


def test_another_work_folder_is_another_run(new_store, tmp_path):
    for name in ("cnn", "cnn-study"):
        with resumable_run(name, tmp_path / name):
            pass
    assert [run.network for run in load_runs("final")] == ["cnn", "cnn-study"]


def test_a_training_does_not_go_on_with_other_settings(new_store, tmp_path):
    with resumable_run("cnn", tmp_path, {"batch": 32}):
        pass
    with pytest.raises(DogbreedError, match="another batch"), resumable_run("cnn", tmp_path, {"batch": 64}):
        pass


def test_a_split_of_some_breeds_says_of_how_many(new_store, tmp_path):
    assert official_split(BREEDS) == "official"
    with resumable_run("cnn-study-30", tmp_path, split=official_split(BREEDS[::4])):
        pass
    assert load_runs("final")[0].tags["split"] == "official, 30 breeds"
