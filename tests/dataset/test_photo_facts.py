import pytest

from dogbreed.dataset.index import load_index
from dogbreed.dataset.photo_facts import box_coverage, photo_facts


@pytest.mark.parametrize(
    ("boxes", "share"),
    [
        ([[0, 0, 50, 100]], 0.5),
        ([[0, 0, 50, 100], [25, 0, 75, 100]], 0.75),
        ([[-50, -50, 50, 50]], 0.25),
        ([[10, 10, 10, 60]], 0),
        ([[90, 90, 10, 10]], 0),
        ([[0, 0, 500, 500], [0, 0, 10, 10]], 1),
    ],
)
def test_a_photo_is_filled_by_what_lies_in_any_box_and_in_the_photo(boxes: list[list[int]], share: float) -> None:
    assert box_coverage(100, 100, boxes) == pytest.approx(share)


def test_every_photo_has_breed_group_and_sensible_figures() -> None:
    facts = photo_facts(load_index())
    assert len(facts) == 20_580
    assert not facts[["breed", "group"]].isna().any(axis=None)
    assert facts["fill"].between(0, 1).all()
    assert facts["dogs"].sum() == load_index()["boxes"].str.len().sum()
