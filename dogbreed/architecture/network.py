"""One of our networks with everything that the Architectures page says about it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dogbreed.architecture.first_convolution import FirstConvolution, first_convolution
from dogbreed.architecture.graph import read_graph
from dogbreed.architecture.layers import Layer, read_layers
from dogbreed.architecture.trunk import Residual, Step, trunk
from dogbreed.inference.bundle import Bundle, Card

ANSWER = "logits"
HEAD = "head"


@dataclass(frozen=True)
class Network:
    """What a model file says.

    Attributes:
        photo: Shape of the input: rows, columns, colours.
        layers: In the order in which they run.
        outputs: Name to number of the tensor.
        steps: From the photo to the logits.
        first: The convolution that sees the photo itself, None if the network begins otherwise.
        file_bytes: Size of the file.
    """

    card: Card
    photo: tuple[int, ...]
    layers: tuple[Layer, ...]
    outputs: dict[str, int]
    steps: tuple[Step, ...]
    first: FirstConvolution | None
    file_bytes: int

    @property
    def parameters(self) -> int:
        """Trained numbers in the file."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def multiply_adds(self) -> int:
        """For one photo."""
        return sum(layer.multiply_adds for layer in self.layers)

    @cached_property
    def stored(self) -> dict[str, int]:
        """Type in the file to how many of the parameters have it, the most frequent first."""
        counts: Counter[str] = Counter()
        for layer in self.layers:
            counts.update(layer.stored)
        return dict(counts.most_common())

    @cached_property
    def blocks(self) -> dict[str, tuple[Layer, ...]]:
        """The layers by block: what Keras's names or a way around them hold together, in the order of the network."""
        residuals = [step for step in self.steps if isinstance(step, Residual)]
        homes = {layer.output: step.name for step in residuals for layer in step.layers}
        grouped: dict[str, list[Layer]] = {}
        latest = ""
        for layer in self.layers:
            if layer.output in self.outputs.values():
                name = HEAD
            elif layer.output in homes:
                name = homes[layer.output]
            else:
                latest = name = _block(layer, latest, {step.name for step in residuals})
            grouped.setdefault(name, []).append(layer)
        return {name: tuple(layers) for name, layers in grouped.items()}


def read_network(bundle: Bundle) -> Network:
    """Read a bundle's model file.

    Raises:
        UnreadableNetworkError: It cannot be read.
    """
    graph = read_graph(bundle.network, bundle.card.input_size)
    layers = read_layers(graph)
    return Network(
        bundle.card,
        graph.shapes[graph.photo][1:],
        layers,
        graph.outputs,
        trunk(layers, graph.photo, graph.outputs.get(ANSWER, layers[-1].output)),
        first_convolution(graph),
        graph.file_bytes,
    )


def _block(layer: Layer, latest: str, residuals: set[str]) -> str:
    """Keras calls `block1_conv1` what belongs to block 1; a layer without weights goes with the one before it."""
    if not layer.parameters and latest:
        return latest
    belongs = next((name for name in residuals if layer.name.startswith(f"{name}_")), None)
    start = layer.name.partition("_")[0]
    return belongs or (start if start.startswith("block") else layer.name)
