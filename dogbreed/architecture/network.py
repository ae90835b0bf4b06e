"""A network with everything that the Architectures page shows of it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dogbreed.architecture.first_convolution import FIRST_CONVOLUTION_FILE, FirstConvolution, read_first_convolution
from dogbreed.architecture.layers import LAYERS_FILE, Layer, LayerTableError, read_layer_table
from dogbreed.architecture.trunk import Residual, Step, trunk
from dogbreed.inference.bundle import Bundle, Card

LOGITS = "logits"
HEAD = "head"


@dataclass(frozen=True)
class Network:
    """The layer table of a bundle and what follows from it.

    Attributes:
        photo: Shape of the input: rows, columns, colours.
        layers: In the order in which they run.
        outputs: Name of each output to the layer that makes it.
        steps: From the photo to the logits.
        first: The convolution of the photo itself, None if the network begins otherwise.
        file_bytes: Size of the model file.
    """

    card: Card
    photo: tuple[int, ...]
    layers: tuple[Layer, ...]
    outputs: dict[str, str]
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
        """The layers by block, in the order of the network; a block shares a shortcut or the beginning of its names."""
        residuals = [step for step in self.steps if isinstance(step, Residual)]
        homes = {layer.name: step.name for step in residuals for layer in step.layers}
        grouped: dict[str, list[Layer]] = {}
        latest = ""
        for layer in self.layers:
            if layer.name in self.outputs.values():
                name = HEAD
            elif layer.name in homes:
                name = homes[layer.name]
            else:
                latest = name = _block(layer, latest, {step.name for step in residuals})
            grouped.setdefault(name, []).append(layer)
        return {name: tuple(layers) for name, layers in grouped.items()}


def read_network(bundle: Bundle) -> Network:
    """Read a bundle's layer table and its first convolution.

    Raises:
        LayerTableError: The bundle has no layer table, or it cannot be read.
    """
    card = bundle.card
    if LAYERS_FILE not in card.sha256:
        raise LayerTableError(
            f"The layers of {card.title} cannot be shown: its bundle has no layer table. "
            f"`python -m dogbreed export {card.name}` writes one."
        )
    table = read_layer_table(bundle.folder / LAYERS_FILE)
    first = bundle.folder / FIRST_CONVOLUTION_FILE if FIRST_CONVOLUTION_FILE in card.sha256 else None
    return Network(
        card,
        table.photo,
        table.layers,
        table.outputs,
        trunk(table.layers, table.outputs[LOGITS]),
        read_first_convolution(first) if first else None,
        bundle.network.stat().st_size,
    )


def _block(layer: Layer, latest: str, residuals: set[str]) -> str:
    """`block1` of `block1_conv1`, `blocks.0` of `blocks.0.bn0`; a layer without weights joins the one before it."""
    if not layer.parameters and latest:
        return latest
    belongs = next((name for name in residuals if layer.name.startswith(f"{name}_")), None)
    start = re.match(r"blocks?\.?\d+", layer.name)
    return belongs or (start[0] if start else layer.name)
