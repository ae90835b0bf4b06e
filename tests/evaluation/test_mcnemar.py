import numpy as np
import pytest

from dogbreed.evaluation.mcnemar import holm, paired_difference


def pairs(both: int, only_first: int, only_second: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    counts = (both, only_first, only_second, neither)
    return np.repeat([True, True, False, False], counts), np.repeat([True, False, True, False], counts)


def test_few_disagreements_agree_with_published_values():
    # Bentur et al. (2009) as analysed by Fagerland, Lydersen and Laake (2014): exact test and Newcombe's interval.
    found = paired_difference(*pairs(1, 1, 7, 12))
    assert found.p_value == pytest.approx(0.0703, abs=5e-5)
    assert (found.difference.value, found.difference.low, found.difference.high) == pytest.approx(
        (-0.286, -0.507, -0.026), abs=5e-4
    )


def test_a_difference_among_thousands_of_photos_is_found():
    found = paired_difference(*pairs(4000, 600, 500, 3480))
    assert (found.photos, found.only_first, found.only_second) == (8580, 600, 500)
    assert found.p_value < 0.01
    assert 0 < found.difference.low < found.difference.value < found.difference.high


def test_turning_the_networks_round_turns_the_difference_round():
    one, other = pairs(70, 20, 5, 5)
    there, back = paired_difference(one, other), paired_difference(other, one)
    assert there.p_value == back.p_value
    assert (there.difference.low, there.difference.high) == pytest.approx((-back.difference.high, -back.difference.low))


@pytest.mark.parametrize("right", [(10, 0, 0, 0), (0, 0, 0, 10), (6, 0, 0, 4)])
def test_networks_that_never_disagree_do_not_differ(right):
    found = paired_difference(*pairs(*right))
    assert found.p_value == 1
    assert found.difference.low <= found.difference.value == 0 <= found.difference.high


def test_of_many_tests_each_has_to_show_more():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.2]) == [0.2]
    assert holm([0.9, 0.8]) == [1, 1]
