import numpy as np
import pytest
from PIL import Image

from dogbreed.dataset.samples import SAMPLES
from dogbreed.imaging.resize import Fit
from dogbreed.inference.ensemble import Ensemble
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.second_look import MARGIN, locate_dog, outline_second_look, second_look_crop

SHEPHERD = next(sample for sample in SAMPLES if sample.wnid == "n02106662")


def evidence_in(*cells: tuple[int, int], fit: Fit = "crop") -> EvidenceMap:
    """Ten by ten areas, a few of which speak for breed 7."""
    values = np.zeros((10, 10, 120), np.float32)
    for row, column in cells:
        values[row, column, 7] = 5
    return EvidenceMap(values, fit)


@pytest.mark.parametrize(
    ("fit", "dog"),
    [("stretch", (0.8, 0.0, 1.0, 0.2)), ("crop", (0.65, 0.0, 0.75, 0.2)), ("pad", (0.8, 0.0, 1.0, 0.0))],
)
def test_the_dog_is_where_the_evidence_is_whatever_of_the_photo_was_seen(fit, dog):
    assert locate_dog(evidence_in((0, 8), (1, 9), fit=fit), 400, 200) == pytest.approx(dog)


def test_any_breed_counts_and_what_all_breeds_share_does_not():
    evidence = evidence_in((2, 2))
    evidence.values[4, 5, 90] = 4
    evidence.values[9] += 30
    assert locate_dog(evidence, 300, 300) == pytest.approx((0.2, 0.2, 0.6, 0.5))


def test_weak_evidence_beside_strong_is_left_out():
    evidence = evidence_in((2, 2))
    evidence.values[8, 8, 7] = 1
    assert locate_dog(evidence, 300, 300) == pytest.approx((0.2, 0.2, 0.3, 0.3))


def test_no_evidence_leaves_all_that_was_seen():
    assert locate_dog(evidence_in(), 400, 200) == pytest.approx((0.25, 0, 0.75, 1))


def test_the_second_look_is_a_square_around_the_dog_with_a_margin():
    across, down = np.meshgrid(np.arange(200), np.arange(100))
    pixels = np.stack([across, down, down], axis=2).astype(np.uint8)
    near = second_look_crop(pixels, (0.4, 0.3, 0.6, 0.5))
    assert near.shape == (52, 52, 3) == (round(40 * (1 + 2 * MARGIN)), 52, 3)
    assert (near[0, 0, 0], near[0, 0, 1]) == (100 - 26, 40 - 26)


@pytest.mark.parametrize("dog", [(0.9, 0.9, 1, 1), (0, 0, 0.1, 0.1), (0, 0, 1, 1), (0.5, 0.5, 0.5, 0.5)])
@pytest.mark.parametrize("shape", [(90, 300, 3), (300, 90, 3), (1, 500, 3)])
def test_it_never_leaves_the_photo(dog, shape):
    height, width, _ = second_look_crop(np.zeros(shape, np.uint8), dog).shape
    assert 1 <= height == width <= min(shape[:2])


def test_the_frame_is_around_what_is_looked_at_again():
    pixels = np.full((100, 200, 3), 128, np.uint8)
    evidence_overlay = outline_second_look(pixels, (0.4, 0.3, 0.6, 0.5))
    changed = np.argwhere((evidence_overlay != 128).any(axis=2))
    assert changed.min(axis=0) == pytest.approx([14, 74], abs=2)
    assert changed.max(axis=0) == pytest.approx([65, 125], abs=2)
    assert (evidence_overlay[40, 100] == 128).all()
    assert (pixels == 128).all()


@pytest.mark.parametrize("corner", [(120, 120), (560, 560)])
def test_a_small_dog_away_from_the_middle_is_found_and_seen_better_from_nearer(networks, corner):
    """The sample dog at a sixteenth of the photo."""
    served = networks("served")
    assert isinstance(served, Ensemble)
    left, top = corner
    photo = np.full((1000, 1000, 3), (96, 120, 84), np.uint8)
    photo[top : top + 250, left : left + 250] = np.asarray(Image.open(SHEPHERD.file).convert("RGB").resize((250, 250)))
    twice, once = served.predict(photo), served.network.predict(photo)
    place = once.classes.index(SHEPHERD.wnid)
    assert twice.dog is not None
    across, down = ((twice.dog[edge] + twice.dog[edge + 2]) / 2 * 1000 for edge in (0, 1))
    assert left < across < left + 250
    assert top < down < top + 250
    assert twice.probabilities[place] > max(0.8, once.probabilities[place])
