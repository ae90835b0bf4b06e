"""A network with everything that the Architectures page shows of it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from dogbreed.architecture.first_convolution import FIRST_CONVOLUTION_FILE, FirstConvolution, read_first_convolution
from dogbreed.architecture.layers import LAYERS_FILE, PHOTO, Layer, LayerTableError, read_layer_table
from dogbreed.inference.bundle import Bundle, Card


@dataclass(frozen=True)
class Residual:
    """A block whose input is added to its output.

    Attributes:
        name: What the names of its layers begin with, "block2".
        main: The layers of the main branch.
        shortcut: The layers of the other branch; none where the input is added unchanged.
        join: The sum of both.
    """

    name: str
    main: tuple[Layer, ...]
    shortcut: tuple[Layer, ...]
    join: Layer

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Those of both branches and the sum."""
        return (*self.main, *self.shortcut, self.join)

    @property
    def pattern(self) -> tuple[object, ...]:
        """Equal for blocks that compute the same with other weights."""
        return tuple((layer.kind, layer.kernel, layer.stride, layer.shape) for layer in self.layers)


Step = Layer | Residual


def trunk(layers: Sequence[Layer], last: str) -> tuple[Step, ...]:
    """Follow the inputs back from a layer to the photo.

    Args:
        last: Name of the layer that makes the logits.

    Returns:
        In the order in which they run; layers that only lead to other outputs are left out. Begins late, without its
        first steps, after a layer of several inputs that is no sum of two branches from one place.
    """
    by_name = {layer.name: layer for layer in layers}
    steps: list[Step] = []
    name = last
    while name != PHOTO:
        layer = by_name[name]
        if len(layer.inputs) == 1:
            steps.append(layer)
            name = layer.inputs[0]
            continue
        branches = [_back_to_sum(source, by_name) for source in layer.inputs]
        fork = next((source for source in branches[0] if source in branches[-1]), None) if len(branches) == 2 else None
        if fork is None:
            break
        parts = [tuple(by_name[source] for source in reversed(way[: way.index(fork)])) for way in branches]
        main, shortcut = sorted(parts, key=_multiply_adds, reverse=True)
        steps.append(Residual(_common_name(main), main, shortcut, layer))
        name = fork
    return tuple(reversed(steps))


def _back_to_sum(name: str, by_name: dict[str, Layer]) -> list[str]:
    """The layers from one back to the last sum before it, or to the photo, both included."""
    way = [name]
    while (layer := by_name.get(name)) and len(layer.inputs) == 1:
        name = layer.inputs[0]
        way.append(name)
    return way


def _multiply_adds(layers: Sequence[Layer]) -> int:
    return sum(layer.multiply_adds for layer in layers)


def _common_name(layers: Sequence[Layer]) -> str:
    names = [layer.name for layer in layers if layer.parameters] or [layers[0].name]
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    shared = "".join(letters[0] for letters in alike)
    return (shared.rpartition("_")[0] or shared).rstrip(".")


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
        bundle.size,
    )


def _block(layer: Layer, latest: str, residuals: set[str]) -> str:
    """`block1` of `block1_conv1`, `blocks.0` of `blocks.0.bn0`; a layer without weights joins the one before it."""
    if not layer.parameters and latest:
        return latest
    belongs = next((name for name in residuals if layer.name.startswith(f"{name}_")), None)
    start = re.match(r"blocks?\.?\d+", layer.name)
    return belongs or (start[0] if start else layer.name)
