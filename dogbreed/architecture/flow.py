"""The parts in which a network is drawn: equal blocks once, with how often they repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

from dogbreed.architecture.layers import Layer
from dogbreed.architecture.network import HEAD, Network, Residual

TALLEST = 14
"""Layers in one part of a network that has no middle flow."""


@dataclass(frozen=True)
class Block:
    """Layers in one frame: a residual block, or the head.

    Attributes:
        name: Keras's; of equal ones the first and the last.
        main: From top to bottom.
        shortcut: Layers of the shortcut, None if there is no shortcut.
        times: How many equal ones follow each other.
    """

    name: str
    main: tuple[Layer, ...]
    shortcut: tuple[Layer, ...] | None = None
    times: int = 1


@dataclass(frozen=True)
class Part:
    """A part of the network that is drawn in one column.

    Attributes:
        name: "Entry flow", or which of several parts it is.
        takes: Shape of what comes in, gives: of what goes out; rows, columns, channels.
    """

    name: str
    steps: tuple[Layer | Block, ...]
    takes: tuple[int, ...]
    gives: tuple[int, ...]


def flow(network: Network) -> tuple[Part, ...]:
    """Entry, middle and exit flow (Chollet 2017) where equal blocks repeat, else parts of about the same height."""
    steps = _framed(network)
    middle = next((place for place, step in enumerate(steps) if isinstance(step, Block) and step.times > 2), None)
    if middle is not None:
        groups = [steps[:middle], steps[middle : middle + 1], steps[middle + 1 :]]
        names = ["Entry flow", "Middle flow", "Exit flow and head"]
    else:
        groups = _columns(steps)
        names = [f"Part {number}" for number in range(1, len(groups) + 1)] if len(groups) > 1 else ["Whole network"]
    parts, shape = [], network.photo
    for name, group in zip(names, groups, strict=True):
        gives = _last(group[-1]).shape if group else shape
        parts.append(Part(name, tuple(group), shape, gives))
        shape = gives
    return tuple(parts)


def drawn_layers(steps: Sequence[Layer | Block]) -> list[Layer]:
    """Every layer of some steps once, those of a shortcut after the others of their block."""
    layers: list[Layer] = []
    for step in steps:
        layers += [*step.main, *(step.shortcut or ())] if isinstance(step, Block) else [step]
    return layers


def _framed(network: Network) -> list[Layer | Block]:
    head = {layer.name for layer in network.blocks.get(HEAD, ())}
    framed: list[Layer | Block] = []
    pattern: tuple[object, ...] = ()
    for step in network.steps:
        latest = framed[-1] if framed else None
        if isinstance(step, Residual):
            if isinstance(latest, Block) and step.pattern == pattern:
                first = latest.name.partition(" to ")[0]
                framed[-1] = Block(f"{first} to {step.name}", latest.main, latest.shortcut, latest.times + 1)
            else:
                framed.append(Block(step.name, step.main, step.shortcut))
            pattern = step.pattern
        elif step.name in head:
            above = latest.main if isinstance(latest, Block) and latest.shortcut is None else None
            framed[len(framed) - bool(above) :] = [Block(HEAD, (*(above or ()), step))]
        else:
            framed.append(step)
    return framed


def _columns(steps: list[Layer | Block]) -> list[list[Layer | Block]]:
    sizes = [len(step.main) + 1 if isinstance(step, Block) else 1 for step in steps]
    columns = max(1, -(-sum(sizes) // TALLEST))
    groups: list[list[Layer | Block]] = [[] for _ in range(columns)]
    before = 0
    for step, size in zip(steps, sizes, strict=True):
        groups[min(columns - 1, int((before + size / 2) * columns / sum(sizes)))].append(step)
        before += size
    return [group for group in groups if group]


def _last(step: Layer | Block) -> Layer:
    return step.main[-1] if isinstance(step, Block) else step
