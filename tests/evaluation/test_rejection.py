import pandas as pd
import pytest

from dogbreed.dataset.non_dogs import load_non_dogs, photo_name
from dogbreed.dataset.samples import SAMPLES
from dogbreed.errors import DogbreedError
from dogbreed.evaluation import rejection as refusals
from dogbreed.evaluation.rejection import ALL, COLUMNS, DRAWN_DOGS, REJECTION_TABLE, answer_non_dogs, rejection_rates
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.ensemble import load_network
from dogbreed.inference.verdict import VerdictKind
from dogbreed.settings import settings

CAT, SHEPHERD = (next(sample for sample in SAMPLES if bool(sample.wnid) == dog).file for dog in (False, True))


@pytest.fixture
def two_photos(tmp_path, monkeypatch):
    """A set of two, of which one is a dog after all."""
    table = pd.DataFrame({"sha256": ["a" * 64, "b" * 64], "path": ["cat.webp", "dog.webp"], "kind": ["cats", "things"]})
    monkeypatch.setattr(refusals, "load_non_dogs", lambda: table)
    for sha256, path, photo in zip(table["sha256"], table["path"], (CAT, SHEPHERD), strict=True):
        (tmp_path / photo_name(sha256, path)).write_bytes(photo.read_bytes())
    return tmp_path


def answers(*told: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame([(kind, "", verdict, 0.1, "") for kind, verdict in told], columns=list(COLUMNS))


def test_a_cat_is_refused_and_a_dog_is_not(two_photos):
    told = answer_non_dogs(load_network("served"), two_photos)
    assert list(told["verdict"]) == ["not_a_dog", "breed"]
    assert 3 * told["dog"].iloc[0] < told["dog"].iloc[1]
    assert told["sentence"].iloc[0] == "No dog found in this photo"


def test_a_missing_photo_says_how_to_fetch_it(two_photos):
    next(two_photos.iterdir()).unlink()
    with pytest.raises(DogbreedError, match="python -m dogbreed data non-dogs"):
        answer_non_dogs(load_network("served"), two_photos)


def test_a_network_that_knows_dogs_alone_says_so(two_photos):
    with pytest.raises(DogbreedError, match="cannot tell dogs from other things"):
        answer_non_dogs(load_network("cnn"), two_photos)


def test_the_shares_are_by_kind_with_drawn_dogs_apart():
    told = answers(
        ("cats", "not_a_dog"), ("food", "breed"), ("food", "not_a_dog"), (DRAWN_DOGS, "breed"), ("food", "unsure")
    )  # fmt: skip
    table = rejection_rates(told).set_index("kind")
    assert list(table.index) == ["food", "cats", ALL, DRAWN_DOGS]
    assert (table["photos"]["food"], table["breed_named"]["food"]) == (3, 1)
    assert dict(table["rejected"]) == {"food": 1 / 3, "cats": 1, ALL: 0.5, DRAWN_DOGS: 0}
    assert table["rejected"].between(table["low"], table["high"]).all()


def test_the_app_refuses_97_of_100_photos_without_a_dog():
    told = REJECTION_TABLE.load(load_bundle(settings().model))
    assert told is not None
    assert sorted(told["sha256"]) == sorted(load_non_dogs()["sha256"])
    assert rejection_rates(told).set_index("kind")["rejected"][ALL] >= 0.97
    assert set(told["verdict"]) <= set(VerdictKind)


def test_a_network_that_was_not_asked_has_no_answers():
    assert REJECTION_TABLE.load(load_bundle("cnn")) is None
