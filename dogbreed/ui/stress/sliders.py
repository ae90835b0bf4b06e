"""The sliders that damage a photo; the page's address keeps what differs from the untouched photo."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from dogbreed.imaging.corruption import Damage

SWEPT = 25
"""Values of a slider that the curve over its whole range is drawn from, about."""


@dataclass(frozen=True)
class Knob:
    """A slider of one setting of `Damage`.

    Attributes:
        setting: Its name there.
        key: Of the widget and of the address; no other page has it.
        neutral: The value that does nothing.
        shape: How a value is written, as in C.
    """

    setting: str
    key: str
    label: str
    low: float
    high: float
    step: float
    neutral: float
    shape: str
    help: str

    @property
    def values(self) -> list[float]:
        """Of the whole range, all of them places where the slider can stand, the neutral one among them."""
        steps = round((self.high - self.low) / self.step)
        every = max(1, round(steps / (SWEPT - 1)))
        from_neutral = round((self.neutral - self.low) / self.step)
        places = sorted({0, steps, *range(from_neutral % every, steps + 1, every)})
        return [self._at(place) for place in places]

    def write(self, value: float) -> str:
        """A value in words."""
        return (self.shape % value).replace("-", "\N{MINUS SIGN}")

    def _at(self, place: int) -> float:
        return float(np.round(self.low + place * self.step, 4))


KNOBS = (
    Knob(
        "rotation", "turned", "Rotation", -180, 180, 5, 0, "%d°", "Counter-clockwise. Mirror images fill the corners."
    ),
    Knob("blur", "blur", "Blur", 0, 10, 0.5, 0, "%.1f px", "Standard deviation of the Gaussian, in pixels."),
    Knob("noise", "noise", "Noise", 0, 0.5, 0.02, 0, "%.2f", "Standard deviation; the range of values is 1."),
    Knob("brightness", "light", "Brightness", -0.8, 0.8, 0.05, 0, "%.2f", "Added; the range of values is 1."),
    Knob("contrast", "contrasts", "Contrast", 0, 2, 0.05, 1, "%.2f", "0 is grey, 1 the photo as it is."),
    Knob("quality", "jpeg", "JPEG quality", 1, 100, 1, 100, "%d", "As photos are saved, and sent, and saved again."),
    Knob("occlusion", "covered", "Covered area", 0, 0.8, 0.05, 0, "%.2f", "Share of the photo under the grey square."),
)
PLACE = (
    Knob("place", "across", "Square, across", 0, 1, 0.05, 0.5, "%.2f", "0 is the left edge, 1 the right one."),
    Knob("place", "down", "Square, down", 0, 1, 0.05, 0.5, "%.2f", "0 is the upper edge, 1 the lower one."),
)


def knobs() -> Damage:
    """Draw them all and read them."""
    grid = st.grid(min_column_width=160)
    values: dict[str, Any] = {knob.setting: grid.slider(**_slider(knob)) for knob in KNOBS}
    place = tuple(grid.slider(**_slider(knob)) for knob in PLACE)
    return Damage(**values | {"quality": int(values["quality"]), "place": place})


def touched() -> bool:
    """Whether any differs from the untouched photo's."""
    return any(st.session_state.get(knob.key, knob.neutral) != knob.neutral for knob in (*KNOBS, *PLACE))


def reset() -> None:
    """Put all back."""
    for knob in (*KNOBS, *PLACE):
        st.session_state[knob.key] = float(knob.neutral)


def _slider(knob: Knob) -> dict[str, Any]:
    return {
        "label": knob.label,
        "min_value": float(knob.low),
        "max_value": float(knob.high),
        "value": float(knob.neutral),
        "step": float(knob.step),
        "format": knob.shape,
        "help": knob.help,
        "key": knob.key,
        "bind": "query-params",
    }
