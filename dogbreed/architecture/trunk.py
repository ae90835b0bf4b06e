"""The way from the photo to the answer: plain layers, and residual blocks with a way around them (He et al. 2015)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from dogbreed.architecture.layers import Layer


@dataclass(frozen=True)
class Residual:
    """A block whose input is added to its output.

    Attributes:
        name: What the names of its layers begin with, "block2".
        main: The layers that it computes with.
        shortcut: The layers on the way around; none where the input is added as it is.
        join: The sum of both.
    """

    name: str
    main: tuple[Layer, ...]
    shortcut: tuple[Layer, ...]
    join: Layer

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All of them."""
        return (*self.main, *self.shortcut, self.join)

    @property
    def pattern(self) -> tuple:
        """What two blocks that do the same have in common."""
        return tuple((layer.kind, layer.kernel, layer.stride, layer.shape) for layer in self.layers)


Step = Layer | Residual


def trunk(layers: Sequence[Layer], photo: int, answer: int) -> tuple[Step, ...]:
    """Follow the tensors back from the answer.

    Args:
        photo: Number of the tensor that goes in.
        answer: Number of the tensor that comes out.

    Returns:
        In the order in which they run; layers off this way, to other outputs, are left out. Ends early, without its
        first steps, at a layer of several inputs that is no sum of two ways from one place.
    """
    makers = {layer.output: layer for layer in layers}
    steps: list[Step] = []
    tensor = answer
    while tensor != photo and tensor in makers:
        layer = makers[tensor]
        if len(layer.inputs) == 1:
            steps.append(layer)
            tensor = layer.inputs[0]
            continue
        ways = [_way_back(number, makers) for number in layer.inputs]
        fork = next((number for number in ways[0] if number in ways[-1]), None) if len(ways) == 2 else None
        if fork is None:
            break
        parts = [tuple(makers[number] for number in reversed(way[: way.index(fork)])) for way in ways]
        main, shortcut = sorted(parts, key=_work, reverse=True)
        steps.append(Residual(_common_name(main), main, shortcut, layer))
        tensor = fork
    return tuple(reversed(steps))


def _way_back(tensor: int, makers: dict[int, Layer]) -> list[int]:
    """The tensors from one back to the last sum before it, both included."""
    way = [tensor]
    while (layer := makers.get(tensor)) and len(layer.inputs) == 1:
        tensor = layer.inputs[0]
        way.append(tensor)
    return way


def _work(layers: Sequence[Layer]) -> int:
    return sum(layer.multiply_adds for layer in layers)


def _common_name(layers: Sequence[Layer]) -> str:
    names = [layer.name for layer in layers if layer.parameters] or [layers[0].name]
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    shared = "".join(letters[0] for letters in alike)
    return shared.rpartition("_")[0] or shared
