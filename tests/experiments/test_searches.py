import math
from typing import Any

import pytest

from dogbreed.experiments import Run
from dogbreed.experiments.parameter_importance import parameter_importances
from dogbreed.experiments.searches import constants, ranked, result, searches, validation_photos, varying
from dogbreed.experiments.seed_variance import repeated, selection_optimism
from tests.made_up_runs import made_up_run
from tests.made_up_search import made_up_search


def scored(number: int, accuracy: float, **params: Any) -> Run:
    return made_up_run(f"cnn-study-search-{number}", {"validation_top1": [accuracy]}, trial=number, **params)


def test_runs_of_another_network_are_another_search_and_the_larger_comes_first():
    heads = [made_up_run(f"xception-search-{number}", {"validation_top1": [0.8]}) for number in range(2)]
    study, xception = searches([*heads, *made_up_search(12)])
    assert (study.network, len(study.first), len(study.repeats)) == ("cnn-study", 12, 15)
    assert (xception.network, len(xception.first), len(xception.repeats)) == ("xception", 2, 0)


def test_the_epoch_that_was_kept_counts_and_without_one_the_best():
    run = made_up_run("cnn-study-search-1", {"validation_top1": [0.1, 0.3, 0.2]})
    assert result(run) == 0.3
    run.history["best_validation_top1"] = [(3, 0.2)]
    assert result(run) == 0.2


@pytest.mark.parametrize(
    "run",
    [
        made_up_run("cnn-study-search-1"),
        made_up_run("cnn-study-search-1", {"validation_top1": [math.nan]}),
        made_up_run("cnn-study-search-1", {"validation_top1": [0.9]}, status="FAILED"),
        made_up_run("cnn-study-search-1", {"validation_top1": [0.9]}, status="RUNNING"),
    ],
    ids=["no metrics", "no number", "failed", "running"],
)
def test_a_run_that_did_not_come_to_a_result_ranks_last_and_has_no_effect(run):
    good, nothing_right = scored(2, 0.4, pool=2), scored(3, 0.0, pool=3)
    assert result(run) is None
    assert ranked([run, nothing_right, good]) == [good, nothing_right, run]
    assert [len(group.runs) for group in parameter_importances([run, good, nothing_right])[0].groups] == [1, 1]


def test_settings_that_vary_are_told_from_those_that_do_not():
    runs = [scored(1, 0.1, pool=2, batch=32, seed=1), scored(2, 0.2, pool=3, batch=32, seed=2, extra=1)]
    assert varying(runs) == ["pool", "extra"]
    assert constants(runs) == {"batch": 32}


def test_the_number_of_photos_is_known_only_if_the_run_says_it():
    assert validation_photos(scored(1, 0.1)) is None
    assert validation_photos(scored(1, 0.1, validation_photos=400)) == 400


def test_the_setting_that_decides_explains_most_and_one_that_does_nothing_hardly_anything():
    [search] = searches(made_up_search(60))
    found = {effect.setting: effect for effect in parameter_importances(search.first)}
    assert next(iter(found)) == "pool"
    assert (found["pool"].explained or 0) > 0.5
    assert (found["batch"].explained or 0) < 0.15
    means = [group.mean for group in found["pool"].groups]
    assert [group.low for group in found["pool"].groups] == [2, 3, 4]
    assert means == sorted(means, reverse=True)


def test_the_explained_share_is_epsilon_squared():
    # Means 0.2 and 0.4; within 0.01 on 2 degrees of freedom, in all 0.05 on 3.
    runs = [
        scored(n, accuracy, pool=pool)
        for n, (accuracy, pool) in enumerate([(0.15, 2), (0.25, 2), (0.35, 3), (0.45, 3)])
    ]
    [effect] = parameter_importances(runs)
    assert effect.explained == pytest.approx(1 - (0.01 / 2) / (0.05 / 3))


def test_a_number_with_many_values_is_taken_in_quarters():
    runs = [scored(number, 0.01 * number, learning_rate=0.001 * (number + 1)) for number in range(12)]
    [effect] = parameter_importances(runs)
    assert [len(group.runs) for group in effect.groups] == [3, 3, 3, 3]
    assert (effect.groups[0].low, effect.groups[0].high) == (0.001, 0.003)


def test_as_many_values_as_runs_tell_nothing():
    [effect] = parameter_importances([scored(1, 0.1, pool=2), scored(2, 0.2, pool=3)])
    assert effect.explained is None


def test_the_mean_over_seeds_ranks_and_the_lead_of_the_single_runs_is_luck():
    singles = [scored(1, 0.5), scored(2, 0.4)]
    again = [
        scored(trial, accuracy, seed=seed, round="seeds")
        for trial, accuracies in ((1, (0.3, 0.34)), (2, (0.36, 0.4)))
        for seed, accuracy in enumerate(accuracies)
    ]
    failed = made_up_run("cnn-study-search-9", status="FAILED", trial=1, seed=9, round="seeds")
    [search] = searches([*singles, *again, failed])
    best, other = repeated(search)
    assert (best.trial, other.trial) == (2, 1)
    assert best.mean == pytest.approx(0.38)
    assert other.spread == pytest.approx(0.04)
    assert (other.single_result, len(other.repeats)) == (0.5, 2)
    assert selection_optimism([best, other]) == pytest.approx(0.1)


def test_repetitions_whose_first_run_is_gone_are_shown_all_the_same():
    [search] = searches([scored(4, 0.3, seed=11, round="seeds")])
    [lonely] = repeated(search)
    assert lonely.single_result is None
    assert selection_optimism([lonely]) is None
