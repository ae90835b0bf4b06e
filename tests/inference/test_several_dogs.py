import numpy as np
import pytest

from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.several_dogs import SeveralDogs, locate_dogs, spread


def evidence(*peaks: tuple[int, int], height: float = 8.0) -> EvidenceMap:
    """A map with a hill of evidence for one breed around each place (row, column)."""
    rows, columns = np.mgrid[:10, :10]
    values = np.zeros((10, 10, 120), np.float32)
    hills = [height * np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / 3) for row, column in peaks]
    values[:, :, 7] = np.max(hills, axis=0)
    return EvidenceMap(values, "stretch")


def test_two_hills_are_two_dogs_in_their_places():
    left, right = sorted(locate_dogs(evidence((5, 2), (5, 7)), 1000, 500))
    assert left[2] <= right[0] + 1e-6
    assert left[0] < 0.25 < left[2]
    assert right[0] < 0.75 < right[2]
    assert spread(evidence((5, 2), (5, 7)))[0] > 0.7


def test_one_hill_is_one_dog():
    assert len(locate_dogs(evidence((4, 4)), 1000, 500)) == 1
    assert spread(evidence((4, 4)))[0] < 0.01


def test_a_dent_in_one_hill_does_not_make_it_two_dogs():
    dented = evidence((4, 4))
    dented.values[4, 5] *= 0.97
    assert len(locate_dogs(dented, 1000, 500)) == 1


def test_more_evidence_covers_more_of_the_photo():
    assert spread(evidence((2, 2), (2, 7), (7, 2), (7, 7)))[1] > 2 * spread(evidence((5, 5)))[1]


def test_a_map_without_evidence_has_no_second_dog():
    flat = EvidenceMap(np.zeros((10, 10, 120), np.float32), "crop")
    assert spread(flat)[0] == pytest.approx(0)
    assert len(locate_dogs(flat, 100, 100)) == 1


def test_the_score_decides():
    found = SeveralDogs(np.array([0, 0, 1, 0], np.float32), bias=-0.5, threshold=0)
    nothing = np.zeros(1, np.float32)
    assert found.noticed(nothing, nothing, evidence((5, 2), (5, 7)))
    assert not found.noticed(nothing, nothing, evidence((5, 5)))
