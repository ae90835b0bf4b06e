import pandas as pd

from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import load_index
from dogbreed.ui.compare.breed_details import mistakes
from dogbreed.ui.figures.network_predictions import NetworkPredictions

DOG, OTHER = BREEDS[0], BREEDS[1]
FILES = load_index().query("wnid == @DOG.wnid and split == 'test'")["file"].head(4).tolist()


def answered(name: str, *answers: tuple[str, float]) -> NetworkPredictions:
    """Of the first photos of a breed: what it was taken for and the loss."""
    table = pd.DataFrame(
        {
            "file": FILES[: len(answers)],
            "truth": DOG.wnid,
            "answers": [[answer] for answer, _ in answers],
            "probabilities": [[0.9]] * len(answers),
            "loss": [loss for _, loss in answers],
        }
    )
    return NetworkPredictions(name, "#000000", table)


def test_what_more_networks_got_wrong_comes_first_then_what_they_were_surest_of():
    one = answered("one", (DOG.wnid, 0.1), (DOG.wnid, 0.1), (OTHER.wnid, 4.0), (OTHER.wnid, 1.0))
    other = answered("other", (DOG.wnid, 0.1), (OTHER.wnid, 9.0), (DOG.wnid, 0.1), (OTHER.wnid, 1.0))
    found = mistakes(DOG, [one, other])
    assert found["file"].tolist() == [FILES[3], FILES[1], FILES[2]]
    assert found["wrong_0"].tolist() == [True, False, True]
    assert found["wrong_1"].tolist() == [True, True, False]
    assert (found["answer_1"][1], found["width"].min() > 0) == (OTHER.wnid, True)


def test_a_breed_that_is_always_named_rightly_has_no_mistakes():
    assert mistakes(DOG, [answered("one", (DOG.wnid, 0.1))]).empty
