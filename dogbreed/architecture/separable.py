"""The multiplications that a separable convolution saves: it filters each map separately, then mixes the maps."""

from dataclasses import dataclass

from dogbreed.architecture.layers import SEPARABLE, Layer
from dogbreed.architecture.network import Network


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
