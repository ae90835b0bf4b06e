import numpy as np
import pytest

from dogbreed.inference.evidence import EvidenceMap, overlay

GREY = np.full((60, 100, 3), 128, np.uint8)


def one_cell(row: int, column: int, value: float = 1.0) -> np.ndarray:
    evidence = np.zeros((10, 10), np.float32)
    evidence[row, column] = value
    return evidence


def test_what_speaks_for_a_breed_is_what_speaks_against_its_rival():
    values = np.random.default_rng(0).normal(size=(10, 10, 120)).astype(np.float32)
    evidence = EvidenceMap(values, "stretch")
    assert evidence.against(3, 8) == pytest.approx(-evidence.against(8, 3))
    assert evidence.against(3, 8).mean() == pytest.approx((values[..., 3] - values[..., 8]).mean(), abs=1e-5)


def test_a_score_that_all_breeds_share_is_no_evidence():
    shared = np.random.default_rng(0).normal(size=(10, 10, 1)).repeat(120, axis=2)
    assert EvidenceMap(shared, "stretch").against(5) == pytest.approx(np.zeros((10, 10)))


def test_evidence_in_a_corner_is_painted_in_that_corner():
    evidence_overlay = overlay(GREY, one_cell(0, 9), "stretch")
    assert evidence_overlay.shape == GREY.shape
    assert tuple(evidence_overlay[2, 97]) != (128, 128, 128)
    assert tuple(evidence_overlay[50, 5]) == (128, 128, 128)


def test_for_and_against_are_orange_and_blue():
    for_it, against_it = (overlay(GREY, one_cell(5, 5, sign), "stretch")[33, 55] for sign in (1, -1))
    assert for_it[0] > for_it[2]
    assert against_it[2] > against_it[0]


def test_a_cropped_photo_is_painted_only_where_the_network_looked():
    evidence_overlay = overlay(GREY, np.ones((10, 10), np.float32), "crop")
    changed = (evidence_overlay != 128).any(axis=(0, 2))
    assert changed.tolist() == [20 <= column < 80 for column in range(100)]


def test_a_padded_photo_is_painted_without_the_padding():
    evidence_overlay = overlay(GREY, one_cell(5, 0), "pad")
    assert tuple(evidence_overlay[35, 4]) != (128, 128, 128)
    assert tuple(evidence_overlay[5, 50]) == (128, 128, 128)


def test_no_evidence_leaves_the_photo_as_it_is():
    assert np.array_equal(overlay(GREY, np.zeros((10, 10), np.float32), "stretch"), GREY)
