import pytest

from dogbreed.breeds import BREEDS
from dogbreed.errors import DogbreedError
from dogbreed.experiments import load_runs, official_split, resumable_run


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
