"""A network drawn from top to bottom, with the sizes of its layer table."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.architecture.flow import Block, Part, drawn_layers
from dogbreed.architecture.layers import (
    AVERAGE_POOLING,
    CONVOLUTION,
    DENSE,
    DEPTHWISE,
    MAX_POOLING,
    MEAN,
    NORMALISATION,
    RELU,
    SEPARABLE,
    Layer,
)
from dogbreed.ui.architectures.diagram import SMALL, Diagram
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import REFERENCE, rgba
from dogbreed.ui.formatting import count, dimensions
from dogbreed.ui.widgets.chart import Chart

BOX, FLAT, SUM, GAP = 30, 20, 22, 17
"""Heights in px: of a layer, of a ReLU by itself, of a sum, between two of them."""
HALF = 96
"""Half of a layer's width, px."""
LANE = -138
"""Where the shortcut runs, px from the middle."""
LANE_WIDTH, LANE_LINE = 58, 17
EDGE = 171
HEADER = 30
SHORT = {
    CONVOLUTION: "conv",
    DEPTHWISE: "depthwise",
    SEPARABLE: "separable",
    DENSE: "dense",
    NORMALISATION: "normalise",
    MAX_POOLING: "max pool",
    AVERAGE_POOLING: "mean pool",
}


@built_once(16)
def flow_diagram(network: str, part: Part, colour: str) -> Chart:
    """Draw one part of a network.

    Args:
        network: Its title, for the name of the table.
        colour: The network's.
    """
    drawing = _Drawing(part, colour)
    layers = drawn_layers(part.steps)
    return Chart(
        f"{part.name} of {network}",
        f"{part.name}: {dimensions(part.takes)} in, {dimensions(part.gives)} out",
        drawing.figure,
        f"From top to bottom: {', then '.join(_in_words(step) for step in part.steps)}.",
        pd.DataFrame([layer_row(layer) for layer in layers]),
    )


def layer_row(layer: Layer) -> dict[str, object]:
    """A layer as a row of a table."""
    return {
        "layer": layer.name,
        "kind": layer.kind + (f", {layer.activation}" if layer.activation else ""),
        "kernel": dimensions(layer.kernel) if layer.kernel else "",
        "stride": layer.stride,
        "output": dimensions(layer.shape),
        "parameters": layer.parameters,
        "multiply_adds": layer.multiply_adds,
    }


def _label(layer: Layer) -> str:
    kernel = f" {dimensions(layer.kernel)}" if layer.kernel else ""
    words = [f"{SHORT.get(layer.kind, layer.kind)}{kernel}"]
    if layer.kind in {CONVOLUTION, SEPARABLE, DENSE}:
        words.append(str(layer.shape[-1]))
    if layer.stride > 1:
        words.append(f"stride {layer.stride}")
    if layer.activation:
        words.append(layer.activation)
    return " · ".join(words)


def _in_words(step: Layer | Block) -> str:
    if isinstance(step, Layer):
        return _label(step)
    inside = ", ".join(_label(layer) for layer in step.main)
    if step.shortcut is None:
        return f"{step.name} ({inside})"
    around = ", ".join(_label(layer) for layer in step.shortcut) or "the input as it is"
    times = f"{step.times} times " if step.times > 1 else ""
    return f"{times}{step.name} ({inside}; added to it: {around})"


class _Drawing:
    """Draws from top to bottom: `foot` is the lower end of what was drawn last, `shape` its output."""

    def __init__(self, part: Part, colour: str) -> None:
        self.diagram, self.colour = Diagram(), colour
        self.foot, self.shape = 8.0, part.takes
        self._source("photo" if part.takes[-1] == 3 else "")
        for step in part.steps:
            if isinstance(step, Block):
                self._block(step)
            else:
                self._layer(step)
        if len(part.gives) > 1:
            self.diagram.arrow((0, self.foot), (0, self.foot + GAP + 4))
            self.foot += GAP
        self.figure: go.Figure = self.diagram.finished(self.foot + 12)

    def _source(self, words: str) -> None:
        centre = self.foot + FLAT / 2
        self.diagram.text((0, centre), f"<b>{words}</b> {dimensions(self.shape)}".strip())
        self.foot += FLAT

    def _arrow_to(self, top: float) -> None:
        self.diagram.arrow((0, self.foot), (0, top))

    def _layer(self, layer: Layer, gap: float = GAP) -> None:
        height = FLAT if layer.kind == RELU else BOX
        top = self.foot + gap
        centre = top + height / 2
        self._arrow_to(top)
        weighty = layer.parameters > 0
        line = self.colour if weighty else REFERENCE
        fill = rgba(self.colour, 0.22) if weighty else rgba(REFERENCE, 0.12)
        width = 2 * HALF if layer.kind != RELU else 76
        self.diagram.box((0, centre), (width, height), line, fill)
        self.diagram.text((0, centre), _label(layer), size=SMALL + 1)
        self.diagram.hover(
            centre,
            f"<b>{layer.name}</b><br>{count(layer.parameters)} parameters<br>"
            f"{count(layer.multiply_adds)} multiply-adds<br>makes {dimensions(layer.shape)}",
        )
        if layer.shape != self.shape:
            self.diagram.text((HALF + 5, centre), dimensions(layer.shape), "left", SMALL)
        self.foot, self.shape = top + height, layer.shape

    def _block(self, block: Block) -> None:
        top = self.foot + GAP
        fork = top + HEADER
        for place, layer in enumerate(block.main):
            self._layer(layer, (fork - self.foot) + 12 if place == 0 else GAP)
        if block.shortcut is not None:
            self._sum(fork, block.shortcut)
        bottom = self.foot + 10
        self.diagram.frame(top, bottom, EDGE, rgba(self.colour, 0.07))
        self.diagram.text((-EDGE + 8, top + 13), block.name, "left", SMALL)
        if block.times > 1:
            self.diagram.text((EDGE - 8, top + 16), f"<b>{block.times} times</b>", "right", 17)
        self.foot = bottom

    def _sum(self, fork: float, shortcut: tuple[Layer, ...]) -> None:
        centre = self.foot + GAP + SUM / 2
        self._arrow_to(centre - SUM / 2)
        self.diagram.circle((0, centre), SUM)
        self.diagram.text((0, centre), "+", size=16)
        self.diagram.line((0, fork), (LANE, fork))
        space = (centre - fork) / (len(shortcut) + 1)
        at = fork
        for place, layer in enumerate(shortcut, 1):
            middle = fork + place * space
            words = _lane_label(layer)
            height = LANE_LINE * (1 + words.count("<br>")) + 4
            self.diagram.line((LANE, at), (LANE, middle - height / 2))
            fill = rgba(self.colour, 0.22) if layer.parameters else rgba(REFERENCE, 0.12)
            self.diagram.box((LANE, middle), (LANE_WIDTH, height), self.colour if layer.parameters else REFERENCE, fill)
            self.diagram.text((LANE, middle), words, size=SMALL)
            at = middle + height / 2
        if not shortcut:
            self.diagram.text((LANE - 11, (fork + centre) / 2), "as it is", size=SMALL, angle=-90)
        self.diagram.line((LANE, at), (LANE, centre))
        self.diagram.arrow((LANE, centre), (-SUM / 2, centre))
        self.foot = centre + SUM / 2


def _lane_label(layer: Layer) -> str:
    kernel = dimensions(layer.kernel) if layer.kernel else ""
    kind = {CONVOLUTION: "conv", MEAN: "mean"}.get(layer.kind, layer.kind.partition(" ")[2] or layer.kind)
    words = f"{'pool' if kind == 'pooling' else kind} {kernel}"
    return f"{words}<br>stride {layer.stride}" if layer.stride > 1 else words
