from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.other_dogs import COLUMNS, LeftOut, suggestions_right, verdict_shares
from dogbreed.evaluation.scoring import Answers
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.memory import Memory
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import VerdictKind
from dogbreed.training.held_out_dogs import Fitted, answers_when_left_out, splits

NAMES = ("akita", "barbet", "puli", "dachshund", "goldendoodle")
EACH, KNOWN = 6, 400


@pytest.fixture(scope="module")
def dogs() -> pd.DataFrame:
    rows = [(f"{name}/{n}.jpg", name, f"site-{n % 3}", name == "goldendoodle") for name in NAMES for n in range(EACH)]
    return pd.DataFrame(rows, columns=["file", "breed", "source", "mix"])


@pytest.fixture(scope="module")
def answers(dogs: pd.DataFrame) -> pd.DataFrame:
    """Every breed has an axis of its own, the 120 share the first one; the network is sure of a breed everywhere."""
    random, axes = np.random.default_rng(0), np.eye(len(NAMES) + 1)
    rows = [NAMES.index(breed) + 1 for breed in dogs["breed"]]
    others = axes[rows] + random.normal(0, 0.05, (len(dogs), len(axes)))
    trained = axes[:1] + random.normal(0, 0.05, (KNOWN, len(axes)))
    nothing = np.zeros((1, 1), np.float32)
    memory = Memory(
        *(nothing, nothing, nothing, nothing),
        prototypes=(127 * axes[:1]).astype(np.int8),
        others=(100 * others).astype(np.int8),
        names=dogs["breed"].to_numpy(str),
        weight=10.0,
    )
    scene = Scene(np.eye(1, 1000, BREED_PLACES[0], np.float32)[0])
    sure = np.tile(np.eye(1, len(BREEDS), 3, dtype=np.float32) * 12, (len(dogs), 1))
    thresholds = Thresholds(breed=0.7, suggestion=0.5)
    return answers_when_left_out(
        replace(memory, weight=10.0),
        dogs,
        Answers(sure, [scene] * len(dogs), others.astype(np.float32)),
        Fitted(trained.astype(np.float32), np.tile(sure[:1], (KNOWN, 1)), thresholds),
    )


def test_every_photo_is_left_out_once_in_each_way(dogs):
    for parts in splits(dogs).values():
        assert sorted(np.concatenate(parts)) == list(range(len(dogs)))
    assert all(dogs["breed"].iloc[part].nunique() == 1 for part in splits(dogs)[LeftOut.BREED])
    assert all(dogs["source"].iloc[part].nunique() == 1 for part in splits(dogs)[LeftOut.SOURCE])


def test_the_table_has_a_row_per_photo_and_way(answers, dogs):
    assert tuple(answers.columns) == COLUMNS
    assert answers["left_out"].value_counts().to_dict() == dict.fromkeys(LeftOut, len(dogs))


def test_a_breed_that_is_left_in_is_noticed_and_named(answers):
    shares = verdict_shares(answers, LeftOut.PHOTO, mix=False)
    assert shares[VerdictKind.OTHER_BREED].value == 1
    assert suggestions_right(answers, LeftOut.PHOTO, 1).value == 1
    assert sum(share.value for share in shares.values()) == pytest.approx(1)


def test_a_breed_that_is_left_out_is_never_suggested(answers):
    rows = answers[answers["left_out"] == LeftOut.BREED]
    assert not rows["in_memory"].any()
    assert (rows["suggested"].dropna() == 0).all()


def test_mixes_are_counted_apart(answers):
    assert len(answers[answers["mix"]]) == EACH * len(LeftOut)
