from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.unknown_breeds import UNKNOWN_BREEDS_TABLE, shares, unknown_breeds
from dogbreed.evaluation.verdict_precision import KINDS
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import Bundle, Mixture, Thresholds, load_bundle
from dogbreed.inference.verdict import VerdictKind
from dogbreed.training.left_out_breeds import HEADS, answers_without
from dogbreed.training.recipes import Workspace

THRESHOLDS = Thresholds(breed=0.7, lookalikes=0.9, group=0.9, dog=0.2)
MIXTURE = Mixture(network="xception", opinion="gate", network_weight=0.5, zoom_weight=0.5, opinion_weight=1, sha256={})
ENSEMBLE: Any = SimpleNamespace(
    bundle=SimpleNamespace(card=SimpleNamespace(thresholds=THRESHOLDS)), memory=None, mixture=MIXTURE
)


@pytest.fixture(scope="module")
def photos():
    """Three photos a breed whose features and second opinion tell every breed clearly."""
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(120), 3)
    features = np.eye(120, dtype=np.float32)[labels] * 9 + random.normal(0, 0.1, (360, 120)).astype(np.float32)
    imagenet = np.zeros((360, 1000), np.float32)
    imagenet[np.arange(360), np.array(BREED_PLACES)[labels]] = 12
    return features, labels, imagenet


@pytest.fixture(scope="module")
def answers(photos, tmp_path_factory):
    workspace = Workspace(tmp_path_factory.mktemp("heads"), tmp_path_factory.mktemp("none"), 1)
    features, labels, imagenet = photos
    return list(answers_without(workspace, (features, features), labels, imagenet, ENSEMBLE)), workspace


def test_every_photo_is_answered_once_and_never_with_its_own_breed(answers, photos):
    told, _ = answers
    assert len(told) == 360
    assert sorted(BREEDS.index(dog) for dog, _ in told) == sorted(photos[1])
    assert not any(dog in verdict.named for dog, verdict in told)


def test_neither_network_can_be_sure_of_a_breed_that_it_does_not_know(answers):
    assert not any(verdict.kind is VerdictKind.BREED for _, verdict in answers[0])


def test_heads_are_kept_and_used_again(answers, photos, monkeypatch):
    told, workspace = answers
    features, labels, imagenet = photos
    assert len(list(workspace.folder.glob("without-*.npz"))) == HEADS
    monkeypatch.setattr("dogbreed.training.left_out_breeds.fit_linear_head", lambda *_: pytest.fail("fitted again"))
    assert list(answers_without(workspace, (features, features), labels, imagenet, ENSEMBLE)) == told


def test_the_table_counts_verdicts_by_breed_and_is_kept_beside_the_network(answers, tmp_path):
    table = unknown_breeds(answers[0])
    assert table["photos"].tolist() == [3] * 120
    assert table[[str(kind) for kind in KINDS]].to_numpy().sum() == 360
    assert sum(share.value for share in shares(table).values()) == pytest.approx(1)
    bundle = Bundle(load_bundle("served").card, tmp_path)
    assert UNKNOWN_BREEDS_TABLE.load(bundle) is None
    UNKNOWN_BREEDS_TABLE.write(table, bundle)
    kept = UNKNOWN_BREEDS_TABLE.load(bundle)
    assert kept is not None
    assert kept.equals(table)
