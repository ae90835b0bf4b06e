"""A separable convolution in one picture: filter each map separately, then mix the maps."""

import pandas as pd

from dogbreed.architecture.separable import Separation
from dogbreed.ui.architectures.diagram import SMALL, Diagram
from dogbreed.ui.colours import REFERENCE, rgba
from dogbreed.ui.formatting import count, dimensions, millions
from dogbreed.ui.widgets.chart import Chart

ROWS = (62, 98, 134)
TAKEN, FILTER, FILTERED, MADE = -142, -62, 18, 142
"""Columns: the input maps, a filter for each, filtered maps, output maps."""
MAP, KERNEL = 28, 8
BAR_LEFT, BAR_WIDTH = -165, 330


def separable_picture(separation: Separation, colour: str) -> Chart:
    """The two steps, three maps standing for all, and bars of the multiplications below."""
    layer, makes = separation.layer, separation.layer.shape[-1]
    assert layer.kernel
    kernel = dimensions(layer.kernel)
    diagram = Diagram()
    diagram.text(((TAKEN + FILTERED) / 2, 14), f"<b>depthwise</b>: {kernel} per map")
    diagram.text(((FILTERED + MADE) / 2 + 8, 14), "<b>pointwise</b>: mixes maps")
    for column, words in ((TAKEN, separation.takes), (FILTERED, separation.takes), (MADE, makes)):
        diagram.text((column, 36), f"{words} maps", size=SMALL)
    for row in ROWS:
        _depthwise(diagram, row, layer.kernel, colour)
        for other in ROWS:
            diagram.line((FILTERED + MAP / 2 + 3, row), (MADE - MAP / 2 - 3, other), width=1)
        diagram.box((MADE, row), (MAP, MAP), colour, rgba(colour, 0.3))
    together = separation.depthwise + separation.pointwise
    _bar(diagram, 182, together / separation.full, f"<b>{millions(together)}</b> multiplications, separable", colour)
    _bar(diagram, 232, 1, f"<b>{millions(separation.full)}</b>, ordinary {kernel} convolution", REFERENCE)
    return Chart(
        "Separable convolution",
        f"Filtering each map, then mixing the maps, takes {separation.saving:.1f} times fewer multiplications",
        diagram.finished(258),
        f"Depthwise: each of {separation.takes} maps has a {kernel} filter of its own. Pointwise: each of the {makes} "
        f"new maps is a mix of all {separation.takes}. {count(together)} multiplications instead of "
        f"{count(separation.full)}.",
        pd.DataFrame(
            [
                ("depthwise", separation.depthwise),
                ("pointwise", separation.pointwise),
                ("ordinary convolution", separation.full),
            ],
            columns=["step", "multiplications"],
        ).assign(layer=layer.name, output=dimensions(layer.shape)),
    )


def _depthwise(diagram: Diagram, row: float, kernel: tuple[int, int], colour: str) -> None:
    diagram.box((TAKEN, row), (MAP, MAP), REFERENCE, rgba(REFERENCE, 0.2))
    diagram.box((FILTERED, row), (MAP, MAP), colour, rgba(colour, 0.12))
    height, width = kernel
    for down in range(height):
        for across in range(width):
            place = FILTER + (across - (width - 1) / 2) * KERNEL, row + (down - (height - 1) / 2) * KERNEL
            diagram.box(place, (KERNEL, KERNEL), colour, rgba(colour, 0.12 + 0.1 * ((down * 5 + across * 3 + row) % 4)))
    diagram.arrow((TAKEN + MAP / 2 + 3, row), (FILTER - width * KERNEL / 2 - 4, row))
    diagram.arrow((FILTER + width * KERNEL / 2 + 4, row), (FILTERED - MAP / 2 - 3, row))


def _bar(diagram: Diagram, top: float, share: float, words: str, colour: str) -> None:
    width = max(BAR_WIDTH * share, 3)
    diagram.text((BAR_LEFT, top), words, "left")
    diagram.box((BAR_LEFT + width / 2, top + 18), (width, 10), colour, rgba(colour, 0.8))
