import numpy as np

from dogbreed.architecture.pictures import filter_tiles, grid, map_tiles


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
