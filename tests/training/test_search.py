"""A search of a few configurations on a handful of drawn photos."""

from dataclasses import replace

import optuna
import pytest
from optuna.trial import TrialState

from dogbreed.experiments import load_runs
from dogbreed.experiments.seed_variance import best_configuration
from dogbreed.networks.cnn_study import LastActivation, StudySettings
from dogbreed.training import search as searching
from dogbreed.training.cnn_study import TrainingSettings
from tests.training.conftest import COLOURS

LAST: LastActivation = "softmax"


def suggest(trial: optuna.Trial) -> tuple[StudySettings, TrainingSettings]:
    """Small networks; a quarter of them cannot be built."""
    pool = trial.suggest_categorical("pool", (2, 3))
    stride = trial.suggest_categorical("stride", (2, 3))
    settings = StudySettings(2, 224, 3, 2, 2, 2, stride, pool, 4, 0.0, LAST)
    training = TrainingSettings(2, 1, 2, epoch=4, max_epochs=1, seed=trial.user_attrs.get("seed", 1))
    return settings, training


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "BREEDS", tuple(COLOURS))
    monkeypatch.setattr(searching, "suggest", suggest)
    monkeypatch.setattr(searching, "SEEDS", (11, 12))
    monkeypatch.setattr(searching, "FINALISTS", 1)


def test_a_search_resumes_records_what_cannot_be_built_and_runs_the_best_again(workspace, index, small):
    with pytest.MonkeyPatch.context() as cut:
        cut.setattr(searching, "_enqueue_finalists", lambda *_: None)
        searching.search(workspace, index, 2)
    before = {run.id for run in load_runs("search")}

    searching.search(workspace, index, 4)
    runs = load_runs("search")
    assert before < {run.id for run in runs}
    first = [run for run in runs if run.params["round"] == "search"]
    assert sum(run.status == "FINISHED" for run in first) == 4
    for run in first:
        impossible = run.params["pool"] == 3 and run.params["stride"] == 3
        assert (run.status == "FAILED") == impossible
        assert not impossible or "pooling window" in run.tags["reason"]

    again = [run for run in runs if run.params["round"] == "seeds"]
    assert sorted(run.params["seed"] for run in again) == [11, 12]
    assert {run.params["trial"] for run in again} == {best_configuration().params["trial"]}

    searching.search(workspace, index, 4)
    assert len(load_runs("search")) == len(runs)


def test_the_search_space_holds_configurations_that_can_be_built_and_others():
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=0))
    drawn = [searching.suggest(study.ask()) for _ in range(50)]
    from dogbreed.networks.cnn_study import ImpossibleSettingsError, _check

    possible = 0
    for settings, training in drawn:
        assert training.epoch == searching.BUDGET.epoch
        try:
            _check(settings)
            possible += 1
        except ImpossibleSettingsError:
            pass
    assert 10 < possible < 50


def test_the_sampler_learns_which_configurations_cannot_be_built(workspace, index, small, monkeypatch):
    def impossible_first(trial: optuna.Trial) -> tuple[StudySettings, TrainingSettings]:
        settings, training = suggest(trial)
        side = 3 if trial.number == 0 else 2
        return replace(settings, stride=side, pool=side), training

    monkeypatch.setattr(searching, "suggest", impossible_first)
    searching.search(workspace, index, 1)
    study = optuna.load_study(study_name="search", storage=f"sqlite:///{workspace.folder / 'search.db'}")
    # Optuna's samplers take pruned trials for bad ones and do not look at failed ones.
    assert [trial.state for trial in study.get_trials()] == [TrialState.PRUNED, TrialState.COMPLETE]
