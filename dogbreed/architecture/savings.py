"""What convolutions save: parameters by sharing weights, multiplications by separating maps."""

from dataclasses import dataclass

from dogbreed.architecture.layers import SEPARABLE, Layer
from dogbreed.architecture.network import Network


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


@dataclass(frozen=True)
class Separation:
    """Multiplications for one photo.

    Attributes:
        layer: The separable convolution.
        takes: Number of maps that it takes; it makes `layer.shape[2]`.
        depthwise: One filter per map.
        pointwise: Every map with every other, position by position.
        full: Of an ordinary convolution with the same kernel, input and output.
    """

    layer: Layer
    takes: int
    depthwise: int
    pointwise: int
    full: int

    @property
    def saving(self) -> float:
        """How many times fewer multiplications than the ordinary convolution."""
        return self.full / (self.depthwise + self.pointwise)


def separation(network: Network) -> Separation | None:
    """For the separable convolution that the network has most often; None if it has none."""
    separable = [layer for layer in network.layers if layer.kind == SEPARABLE and layer.kernel]
    if not separable:
        return None
    shapes = [(layer.kernel, layer.shape, layer.multiply_adds) for layer in separable]
    layer = separable[shapes.index(max(shapes, key=shapes.count))]
    rows, columns, makes = layer.shape
    assert layer.kernel
    window = layer.kernel[0] * layer.kernel[1]
    positions = rows * columns
    takes = layer.multiply_adds // (positions * (window + makes))
    return Separation(
        layer,
        takes,
        positions * takes * window,
        positions * takes * makes,
        positions * takes * window * makes,
    )
