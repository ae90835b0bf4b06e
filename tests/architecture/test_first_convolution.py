import numpy as np
import openvino
import pytest

from dogbreed.architecture.first_convolution import filter_tiles, grid, map_tiles
from dogbreed.architecture.network import Network
from dogbreed.dataset.samples import SAMPLES
from dogbreed.imaging.decode import decode
from dogbreed.imaging.resize import resize_to_square
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.engine import OPTIONS


def photo(network: Network) -> np.ndarray:
    card = network.card
    pixels = resize_to_square(decode(SAMPLES[0].file.read_bytes()).pixels, card.input_size, card.fit)
    return pixels.astype(np.float32) * np.float32(card.scale) + np.float32(card.offset)


def computed_by_the_network(name: str, values: np.ndarray) -> np.ndarray:
    """The maps after its first activation, as it computes them in float32."""
    core = openvino.Core()
    model = core.read_model(load_bundle(name).graph)
    step = next(step for step in model.get_ordered_ops() if step.get_type_name() == "Convolution")
    while step.get_type_name() not in {"Relu", "Clamp"}:
        step = next(iter(step.output(0).get_target_inputs())).get_node()
    probe = openvino.Model([step.output(0)], model.get_parameters())
    output: np.ndarray = core.compile_model(probe, "CPU", OPTIONS)(values[np.newaxis])[0][0]
    return output.transpose(1, 2, 0)


def test_the_maps_of_the_shipped_network_are_those_it_computes_itself(shipped):
    """It rounds the photo and the weights to 8 bits before it multiplies; the page does not."""
    values = photo(shipped)
    expected = computed_by_the_network("xception", values)
    assert expected.shape == (149, 149, 32)
    assert shipped.first.maps(values) == pytest.approx(expected, abs=0.05 * float(expected.max()))


@pytest.mark.parametrize("name", ["cnn", "cnn-study"])
def test_padding_and_weights_are_those_of_the_network(read, name):
    network = read(name)
    values = photo(network)
    expected = computed_by_the_network(name, values)
    assert network.first.maps(values) == pytest.approx(expected, abs=1e-3 * float(np.abs(expected).max()))


def test_a_network_without_a_convolution_has_no_maps(read):
    assert read("dense").first is None


def test_a_weight_of_zero_is_grey_and_the_largest_a_full_colour():
    weights = np.zeros((1, 2, 2, 3), np.float32)
    weights[0, 0, 0] = (0.5, -0.5, 0)
    tile = filter_tiles(weights, 10)[0]
    assert tile[1, 1].tolist() == [255, 0, 128]
    assert tile[9, 9].tolist() == [128, 128, 128]


def test_a_map_that_found_nothing_is_dark_and_the_place_of_the_peak_is_the_brightest():
    maps = np.zeros((20, 20, 2), np.float32)
    maps[4:6, 14:16, 1] = 3
    nothing, found = map_tiles(maps, 20).astype(int).sum(axis=3)
    assert (nothing == nothing.min()).all()
    assert np.unravel_index(found.argmax(), found.shape) in {(4, 14), (4, 15), (5, 14), (5, 15)}


def test_what_is_no_tile_lets_the_page_show_through():
    tiles = np.full((3, 4, 4, 3), 200, np.uint8)
    whole = grid(tiles, gap=1)
    assert whole.shape == (12, 12, 4)
    assert (whole[6:, 6:, 3] == 0).all()
    assert (whole[..., 3] == 255).sum() == 3 * 16
