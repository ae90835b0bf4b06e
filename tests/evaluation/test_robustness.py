import numpy as np
import pandas as pd
import pytest

from dogbreed.dataset.files import IMAGES
from dogbreed.errors import DogbreedError
from dogbreed.evaluation import robustness
from dogbreed.evaluation.robustness import (
    COLUMNS,
    ROBUSTNESS_TABLE,
    balanced,
    conditions,
    load_robustness,
    measure_robustness,
)
from dogbreed.imaging.corruption import CORRUPTIONS, Damage
from dogbreed.inference.bundle import Bundle, available, load_bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import load_network
from tests.pages.real import SHEPHERD, dogs_in


@pytest.fixture
def two_conditions(monkeypatch):
    """Only the photos as they are, and half of each covered."""
    monkeypatch.setattr(
        robustness, "conditions", lambda: iter([("none", 0, Damage()), ("occlusion", 5, Damage(occlusion=0.9))])
    )


@pytest.fixture
def photos(tmp_path):
    """Four photos of a German shepherd in the dataset's layout, and their rows of the index."""
    files = dogs_in(tmp_path / IMAGES, 4)
    return tmp_path / IMAGES, pd.DataFrame({"file": files, "wnid": SHEPHERD.wnid})


def test_a_part_has_as_many_photos_of_every_breed_and_begins_with_a_smaller_part():
    test = pd.DataFrame({"wnid": list("aaabbbbcc"), "file": [f"{number}.jpg" for number in range(9)]})
    two = balanced(test, 2)
    assert two["file"].tolist() == ["0.jpg", "3.jpg", "7.jpg", "1.jpg", "4.jpg", "8.jpg"]
    assert balanced(test, 1)["file"].tolist() == two["file"].tolist()[:3]
    assert sorted(balanced(test, None)["file"]) == sorted(test["file"])


def test_every_corruption_comes_in_five_severities_and_once_not_at_all():
    found = list(conditions())
    assert len(found) == 1 + 5 * len(CORRUPTIONS) == len({(name, severity) for name, severity, _ in found})
    assert found[0] == ("none", 0, Damage())


def test_covered_dogs_are_hard_to_name(two_conditions, photos, tmp_path):
    table = measure_robustness(load_network("cnn"), photos[1], photos[0], tmp_path)
    assert list(table.columns) == list(COLUMNS)
    assert table["photos"].tolist() == [4, 4]
    plain, covered = table["top1"]
    assert plain == 1 > covered
    assert all(table["top1_low"] <= table["top1"])


def test_more_photos_go_on_from_fewer(two_conditions, photos, tmp_path, monkeypatch):
    network = Classifier(load_bundle("cnn"))
    answers = network.outputs
    measure_robustness(network, photos[1].head(2), photos[0], tmp_path)
    seen: list[np.ndarray] = []

    def counted(pixels: np.ndarray) -> dict[str, np.ndarray]:
        seen.append(pixels)
        return answers(pixels)

    with monkeypatch.context() as patch:
        patch.setattr(network, "outputs", counted)
        more = measure_robustness(network, photos[1], photos[0], tmp_path)
    assert len(seen) == 2 * 2
    alone = measure_robustness(network, photos[1], photos[0], tmp_path / "new")
    pd.testing.assert_frame_equal(more, alone)


def test_two_networks_together_are_pooled_for_each_condition(two_conditions, photos, tmp_path):
    table = measure_robustness(load_network("served"), photos[1].head(1), photos[0], tmp_path)
    assert table["top1"].iloc[0] == 1
    assert {path.name for path in tmp_path.iterdir()} >= {"xception", "gate"}


def test_what_was_not_measured_says_how(tmp_path):
    bundle = Bundle(load_bundle("cnn").card, tmp_path)
    with pytest.raises(DogbreedError, match="python -m dogbreed evaluate cnn --corruptions"):
        load_robustness(bundle)
    table = pd.DataFrame([("none", 0, 4, *np.linspace(0, 1, 9))], columns=list(COLUMNS))
    ROBUSTNESS_TABLE.write(table, bundle)
    pd.testing.assert_frame_equal(load_robustness(bundle), table.round(5))


def test_the_shipped_figures_are_of_every_condition_and_begin_with_the_photos_as_they_are():
    measured = [name for name in available() if (load_bundle(name).folder / robustness.ROBUSTNESS_TABLE.file).exists()]
    assert {"xception", "cnn"} <= set(measured)
    for name in measured:
        table = load_robustness(load_bundle(name))
        assert [tuple(row) for row in table[["corruption", "severity"]].to_numpy()] == [
            (kind, severity) for kind, severity, _ in conditions()
        ]
        assert table["photos"].nunique() == 1
        assert table["photos"].iloc[0] % len(load_bundle(name).card.classes) == 0 or table["photos"].iloc[0] == 8580
