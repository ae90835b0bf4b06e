import json
import math
from datetime import UTC, datetime

import pytest

from dogbreed.errors import DogbreedError
from dogbreed.experiments import Run, export_runs, import_runs, load_runs, start_run
from dogbreed.experiments.mlflow_runs import find
from dogbreed.experiments.run import to_text
from dogbreed.experiments.store import connected


def log_some() -> None:
    with start_run("cnn", "final", {"batch": 32, "weights": "imagenet"}) as log:
        log.log_epoch(1, {"loss": 2.5})
        log.log_epoch(2, {"loss": 0.1 + 0.2})
        log.log_final({"test_top1": 0.45})
    with pytest.raises(OSError, match="weights"), start_run("xception", "final", {"rate": 1e-4}):
        raise OSError("no weights in '/home/Jane Doe/dogs/weights.h5'")


def test_runs_survive_the_way_through_text_files_into_an_empty_store(new_store, tmp_path):
    log_some()
    assert export_runs() == 2
    files = {file.name: file.read_bytes() for file in (tmp_path / "models" / "runs").iterdir()}
    originals = load_runs()
    assert {f"{run.id}.json" for run in originals} == files.keys()

    new_store("other.db")
    assert import_runs() == (2, 2)
    assert import_runs() == (0, 2)
    imported = load_runs()
    assert imported[0] == originals[0]
    assert (imported[1].status, imported[1].started, imported[1].ended) == (
        "FAILED",
        originals[1].started,
        originals[1].ended,
    )
    assert export_runs() == 2
    assert {file.name: file.read_bytes() for file in (tmp_path / "models" / "runs").iterdir()} == files


def test_text_files_name_no_folder_of_this_machine(new_store, tmp_path):
    log_some()
    params = {"weights": tmp_path / "weights.h5", "windows": r"C:\Users\jane\w.h5", "api": "https://dog.ceo/api/breed"}
    with start_run("cnn", "search", params):
        pass
    export_runs()
    records = [json.loads(file.read_text()) for file in (tmp_path / "models" / "runs").iterdir()]
    search = next(record for record in records if record["tags"]["kind"] == "search")
    assert search["params"] == {"weights": "weights.h5", "windows": "w.h5", "api": "https://dog.ceo/api/breed"}
    failed = next(record for record in records if record["status"] == "FAILED")
    assert failed["tags"]["reason"] == "OSError: no weights in 'weights.h5'"


def test_runs_that_go_on_or_were_stopped_are_not_written(new_store, tmp_path):
    with pytest.raises(KeyboardInterrupt), start_run("cnn", "final", {}):
        raise KeyboardInterrupt
    with start_run("cnn", "final", {}):
        assert export_runs() == 0
    assert export_runs() == 1


def test_a_run_is_text_that_one_can_read_a_line_for_each_thing():
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    history = {"loss": [(1, 2.5), (2, math.nan)], "test_top1": [(2, 0.25)]}
    tags = {"network": "cnn", "kind": "final"}
    run = Run("cnn-final-1", "cnn-final-1", "FINISHED", noon, noon, {"batch": 32, "act": "relu"}, history, tags)
    assert to_text(run) == (
        '{\n "id": "cnn-final-1",\n "name": "cnn-final-1",\n "status": "FINISHED",\n'
        ' "started": "2026-05-01T12:00:00.000Z",\n "ended": "2026-05-01T12:00:00.000Z",\n'
        ' "tags": {\n  "kind": "final",\n  "network": "cnn"\n },\n'
        ' "params": {\n  "act": "relu",\n  "batch": 32\n },\n'
        ' "history": {\n  "loss": [[1, 2.5], [2, null]],\n  "test_top1": [[2, 0.25]]\n }\n}\n'
    )


def test_a_run_whose_loss_was_not_a_number_comes_back(new_store):
    with start_run("cnn", "search", {}) as log:
        log.log_epoch(1, {"loss": math.nan})
    export_runs()
    new_store("other.db")
    import_runs()
    assert math.isnan(load_runs()[0].metrics["loss"])


def test_a_run_that_somebody_deleted_stays_deleted(new_store):
    log_some()
    export_runs()
    with connected() as client:
        for entity in find(client):
            client.delete_run(entity.info.run_id)
    assert import_runs() == (0, 2)
    assert load_runs() == ()


@pytest.mark.parametrize("text", ["", "<<<<<<< HEAD", "[]", '{"id": "cnn"}', '{"started": 3, "ended": null}'])
def test_a_file_that_is_no_run_is_named(new_store, tmp_path, text):
    folder = tmp_path / "models" / "runs"
    folder.mkdir(parents=True)
    (folder / "cnn.part.json").write_text("what a killed export leaves")
    assert import_runs() == (0, 0)
    (folder / "cnn.json").write_text(text)
    with pytest.raises(DogbreedError, match=r"cnn\.json is no run"):
        import_runs()
