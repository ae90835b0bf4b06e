import pandas as pd

from dogbreed.breeds import BREEDS
from dogbreed.ui.figures.confused_pairs import confused_pairs, within_group

A, B, C = (breed.wnid for breed in BREEDS[:3])


def predictions(*pairs):
    return pd.DataFrame({"truth": [truth for truth, _ in pairs], "answers": [[answer] for _, answer in pairs]})


def test_both_directions_of_a_pair_count_together():
    table = confused_pairs(predictions((A, B), (B, A), (B, B), (A, A), (C, A), (C, C), (C, C), (C, C)))
    first = table.iloc[0]
    assert (first["one"], first["other"]) == (A, B)
    assert (first["one_as_other"], first["other_as_one"], first["photos"], first["share"]) == (1, 1, 4, 0.5)
    assert len(table) == 2


def test_right_answers_make_no_pair():
    assert confused_pairs(predictions((A, A), (B, B))).empty


def test_mistakes_between_relatives_are_told_apart_from_others():
    relative = next(breed.wnid for breed in BREEDS[1:] if breed.group == BREEDS[0].group)
    stranger = next(breed.wnid for breed in BREEDS if breed.group != BREEDS[0].group)
    assert within_group(predictions((A, relative), (A, stranger), (A, A))) == (2, 0.5)
