from dataclasses import replace

import keras
import numpy as np
import pytest

from dogbreed.errors import DogbreedError
from dogbreed.networks.cnn_study import ImpossibleSettingsError, StudySettings, cnn_study, loss

SMALL = StudySettings(classes=3, input_size=64, conv1_width=4, conv2_width=6, conv3_width=8, dense=5)


def test_the_studys_own_settings_flatten_to_9216_features_at_224_px():
    network = cnn_study(StudySettings(classes=30))
    assert network.input.shape == (None, 224, 224, 3)
    assert network.get_layer("flatten").output.shape == (None, 9216)
    assert network.output["logits"].shape == (None, 30)
    assert network.output["features"].shape == (None, 64)


def test_settings_are_those_of_the_layers():
    settings = StudySettings(
        classes=10, input_size=160, conv1_kernel=7, conv2_width=24, stride=1, pool=3, dense=128, dropout=0.2
    )
    network = cnn_study(settings)
    assert [network.get_layer(f"conv{number}").kernel_size for number in (1, 2, 3)] == [(7, 7), (3, 3), (3, 3)]
    assert [network.get_layer(f"conv{number}").filters for number in (1, 2, 3)] == [16, 24, 256]
    assert [network.get_layer(f"conv{number}").strides for number in (1, 2, 3)] == [(1, 1)] * 3
    assert network.get_layer("pool2").pool_size == (3, 3)
    assert network.get_layer("dropout").rate == 0.2
    assert network.output["features"].shape == (None, 128)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"conv1_kernel": 65}, "kernel of convolution 1 is 65 px wide and its input only 64 px"),
        ({"pool": 5}, "kernel of convolution 3 is 3 px wide and its input only 1 px"),
        ({"input_size": 32}, "pooling window of convolution 3 is 2 px wide and its input only 1 px"),
    ],
)
def test_impossible_settings_say_where_and_what_to_do(changed, problem):
    with pytest.raises(ImpossibleSettingsError, match=problem) as caught:
        cnn_study(replace(SMALL, **changed))
    assert isinstance(caught.value, DogbreedError)
    assert "choose a larger input, or smaller kernels, strides or pooling windows" in str(caught.value)


@pytest.mark.parametrize("pool", [1, 2, 3])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_settings_are_impossible_exactly_where_keras_cannot_build_them(stride, pool):
    for side in range(8, 64, 4):
        settings = replace(SMALL, input_size=side, stride=stride, pool=pool)
        values = keras.Input((side, side, 3))
        try:
            for width, kernel, step in settings.convolutions:
                values = keras.layers.MaxPooling2D(pool)(keras.layers.Conv2D(width, kernel, step)(values))
            possible = 0 not in values.shape[1:]
        except ValueError:
            possible = False
        try:
            cnn_study(settings)
        except ImpossibleSettingsError:
            assert not possible
        else:
            assert possible


def test_the_loss_reads_the_logits_as_the_last_activation_says():
    logits, targets = np.array([[2.0, 0.0, -1.0]]), np.array([[1.0, 0.0, 0.0]])
    one_breed = -np.log(np.exp(2) / np.exp(logits).sum())
    assert float(loss(SMALL)(targets, logits)) == pytest.approx(one_breed, rel=1e-5)
    chances = 1 / (1 + np.exp(-logits))
    each = -np.mean(targets * np.log(chances) + (1 - targets) * np.log(1 - chances))
    assert float(loss(replace(SMALL, last_activation="sigmoid"))(targets, logits)) == pytest.approx(each, rel=1e-5)
