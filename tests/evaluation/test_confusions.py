from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.confusions import (
    breed_confusions,
    breed_matrix,
    confused_directions,
    confused_pairs,
    group_matrix,
    within_group,
)
from dogbreed.evaluation.selection import Kind, Order, Selection, select
from dogbreed.evaluation.stored_results import PREDICTIONS_FILE
from dogbreed.evaluation.top1 import coverage_curve, load_top1, paired_answers, top1_table

A, B, C = (breed.wnid for breed in BREEDS[:3])
RELATIVE = next(breed.wnid for breed in BREEDS[1:] if breed.group == BREEDS[0].group)
STRANGER = next(breed for breed in BREEDS if breed.group != BREEDS[0].group)


def answered(*photos: tuple[str, str, float]) -> pd.DataFrame:
    """Of photos: what they show, the first answer and its probability; the second answer is the truth or C."""
    rows = [
        {
            "file": f"{place}.jpg",
            "truth": truth,
            "answers": np.array([answer, truth if truth != answer else C]),
            "probabilities": np.array([probability, 1 - probability], np.float32),
            "loss": -np.log(probability if truth == answer else 1 - probability),
        }
        for place, (truth, answer, probability) in enumerate(photos)
    ]
    return top1_table(pd.DataFrame(rows))


def pairs_of(*pairs: tuple[str, str]) -> pd.DataFrame:
    return answered(*((truth, answer, 0.9) for truth, answer in pairs))


def files(table: pd.DataFrame) -> list[int]:
    return [int(file.removesuffix(".jpg")) for file in table["file"]]


def test_the_first_answer_is_told_right_or_wrong_with_the_place_of_the_truth() -> None:
    table = answered((A, A, 0.9), (A, B, 0.6))
    assert table["right"].tolist() == [True, False]
    assert table["rank"].tolist() == [1, 2]
    assert table["probability"].tolist() == pytest.approx([0.9, 0.6])
    assert table["truth_group"].tolist() == [BREEDS[0].group] * 2


def test_both_directions_of_a_pair_count_together() -> None:
    table = confused_pairs(pairs_of((A, B), (B, A), (B, B), (A, A), (C, A), (C, C), (C, C), (C, C)))
    first = table.iloc[0]
    assert (first["one"], first["other"]) == (A, B)
    assert (first["one_as_other"], first["other_as_one"], first["photos"], first["share"]) == (1, 1, 4, 0.5)
    assert len(table) == 2


def test_directions_apart_are_shares_of_the_breed_that_is_shown() -> None:
    table = confused_directions(pairs_of((A, B), (A, A), (A, A), (A, A), (B, A), (B, B)))
    assert table[["truth", "answer", "times", "photos", "share"]].to_numpy().tolist() == [
        [B, A, 1, 2, 0.5],
        [A, B, 1, 4, 0.25],
    ]
    assert (table["low"] < table["share"]).all()
    assert (table["share"] < table["high"]).all()


def test_right_answers_make_no_pair() -> None:
    assert confused_pairs(pairs_of((A, A), (B, B))).empty
    assert confused_directions(pairs_of((A, A), (B, B))).empty


def test_mistakes_between_relatives_are_told_apart_from_others() -> None:
    assert within_group(pairs_of((A, RELATIVE), (A, STRANGER.wnid), (A, A))) == (2, 0.5)


def test_a_matrix_of_breeds_counts_shares_of_all_photos_of_a_row() -> None:
    cells = breed_matrix(pairs_of((A, A), (A, B), (A, C), (A, C), (B, B)), [B, A]).set_index(["truth", "answer"])
    assert cells["times"].to_dict() == {(B, B): 1, (B, A): 0, (A, B): 1, (A, A): 1}
    assert cells["share"][A, B] == 0.25


def test_the_matrix_of_groups_counts_mistakes_only() -> None:
    cells = group_matrix(pairs_of((A, A), (A, RELATIVE), (STRANGER.wnid, A))).set_index(["truth", "answer"])
    group = BREEDS[0].group
    assert cells["times"][group, group] == 1
    assert cells["times"][STRANGER.group, group] == 1
    assert len(cells) == 4
    assert cells["share"][group, group] == 0.5


def test_the_confusions_of_a_breed_in_both_directions_the_most_frequent_first() -> None:
    answers = pairs_of((A, A), (A, B), (B, A), (B, A), (B, B), (C, A), (C, STRANGER.wnid))
    rows = breed_confusions(answers, A).to_dict("records")
    assert rows == [
        {"other": B, "as_other": 1, "as_breed": 2, "other_photos": 3},
        {"other": C, "as_other": 0, "as_breed": 1, "other_photos": 2},
    ]
    assert breed_confusions(pairs_of((A, A)), A).empty


def test_silence_below_a_confidence_costs_coverage_and_gains_accuracy() -> None:
    curve = coverage_curve(answered((A, A, 0.9), (A, A, 0.8), (A, B, 0.3), (B, A, 0.6))).set_index("threshold")
    assert (curve["coverage"][0.0], curve["accuracy"][0.0]) == (1, 0.5)
    assert (curve["coverage"][0.5], curve["accuracy"][0.5]) == (0.75, pytest.approx(2 / 3))
    assert (curve["answered"][0.7], curve["accuracy"][0.7]) == (2, 1)
    assert curve["answered"][1.0] == 0
    assert np.isnan(curve["accuracy"][1.0])


PHOTOS = answered((A, B, 0.9), (B, A, 0.7), (A, A, 0.8), (A, STRANGER.wnid, 0.6))


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(), [0, 1, 3]),
        (Selection(truth=A, answer=B), [0]),
        (Selection(truth=A, answer=B, both_ways=True), [0, 1]),
        (Selection(truth=A), [0, 3]),
        (Selection(answer=STRANGER.group), [3]),
        (Selection(kind=Kind.ALL), [0, 2, 1, 3]),
        (Selection(kind=Kind.RIGHT), [2]),
        (Selection(confidence=(0.65, 0.8)), [1]),
        (Selection(in_top5=False), []),
        (Selection(order=Order.LEAST_CONFIDENT), [3, 1, 0]),
        (Selection(order=Order.HIGHEST_LOSS), [0, 1, 3]),
        (Selection(kind=Kind.ALL, order=Order.LOWEST_LOSS), [2, 3, 1, 0]),
    ],
)
def test_the_photos_behind_a_number(selection: Selection, found: list[int]) -> None:
    assert files(select(PHOTOS, selection)) == found


def test_photos_by_which_of_two_networks_is_wrong() -> None:
    other = answered((A, A, 0.5), (B, C, 0.5), (A, C, 0.5))
    both = paired_answers(PHOTOS, other)
    assert len(both) == 3
    kinds = (Kind.BOTH_WRONG, Kind.ONLY_FIRST_WRONG, Kind.ONLY_SECOND_WRONG)
    assert [files(select(both, Selection(kind=kind))) for kind in kinds] == [[1], [0], [2]]


def test_damaged_predictions_are_told_in_a_sentence(new_store: Callable[..., Path]) -> None:
    folder = new_store().parent / "models" / "broken"
    folder.mkdir(parents=True)
    (folder / PREDICTIONS_FILE).write_bytes(b"not a table")
    with pytest.raises(DogbreedError, match="“broken” are damaged"):
        load_top1("broken")
