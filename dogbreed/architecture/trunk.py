"""The path from the photo to the logits: plain layers, and residual blocks with a shortcut (He et al. 2015)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from dogbreed.architecture.layers import PHOTO, Layer


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
    def pattern(self) -> tuple:
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
