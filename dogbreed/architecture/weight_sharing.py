"""The parameters that a convolution saves: one set of weights for every position in the photo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Saving:
    """Parameters of three layers that make the same number of values out of the same photo.

    Attributes:
        outputs: How many values.
        shared: Of a convolution: the same filters everywhere.
        local: Of the same windows with separate weights at every position.
        dense: Of a layer that connects every value with every pixel.
    """

    outputs: int
    shared: int
    local: int
    dense: int


def weight_sharing(side: int, colours: int, kernel: int, filters: int) -> Saving:
    """Count for a square photo, a convolution without padding and stride 1; every output or filter has a bias."""
    positions = (side - kernel + 1) ** 2
    outputs = positions * filters
    weights = kernel * kernel * colours
    return Saving(
        outputs,
        (weights + 1) * filters,
        (weights + 1) * outputs,
        (side * side * colours + 1) * outputs,
    )
