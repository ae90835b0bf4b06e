import pytest

from dogbreed.architecture.savings import separation, weight_sharing


def test_a_convolution_shares_its_weights_over_all_places():
    saving = weight_sharing(side=224, colours=3, kernel=5, filters=16)
    assert saving.outputs == 220 * 220 * 16
    assert saving.shared == 1216
    assert saving.local == 1216 * 220 * 220
    assert saving.dense == (224 * 224 * 3 + 1) * saving.outputs


def test_a_kernel_as_large_as_the_photo_shares_nothing():
    saving = weight_sharing(side=6, colours=3, kernel=6, filters=4)
    assert saving.shared == saving.local == saving.dense


def test_xceptions_most_frequent_separable_convolution_is_counted(shipped):
    found = separation(shipped)
    assert found
    assert (found.takes, found.layer.shape) == (728, (19, 19, 728))
    assert found.depthwise == 19 * 19 * 9 * 728
    assert found.pointwise == 19 * 19 * 728 * 728
    assert found.full == 19 * 19 * 9 * 728 * 728
    assert found.saving == pytest.approx(9 * 728 / (9 + 728))


def test_a_network_of_ordinary_convolutions_has_nothing_to_separate(read):
    assert separation(read("cnn")) is None
