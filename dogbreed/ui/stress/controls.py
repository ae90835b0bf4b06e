"""The controls of the page: the networks, and the sliders that damage a photo, which the page's address keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from dogbreed.imaging.corruption import Damage
from dogbreed.networks.registry import CNN, XCEPTION, in_order, title
from dogbreed.ui.widgets.stage import enlarged

FIRST = (CNN, XCEPTION)


def network_choice(names: Sequence[str], key: str) -> list[str]:
    """Draw the choice and return the chosen names, both in the order of the registry.

    Args:
        names: Of the networks to choose from.
        key: Of the widget.
    """
    ordered = in_order(names)
    chosen = st.pills(
        "Networks",
        ordered,
        selection_mode="multi",
        default=[name for name in ordered if name in FIRST] or ordered[:2],
        format_func=title,
        key=key,
        persist_state="session",
    )
    return in_order(chosen)


SWEEP_VALUES = 25
"""Approximate number of values in a sweep over a slider's range."""


SLIDER = 74
"""Height of a slider with its label, px."""


@dataclass(frozen=True)
class Slider:
    """A slider for one field of `Damage`.

    Attributes:
        setting: Name of the field.
        key: Of the widget and of the parameter in the address; not used by any other page.
        low: Smallest value.
        high: Largest value.
        neutral: The value that leaves the photo as it is.
        shape: printf format of a value.
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
        """Values of a sweep over the whole range: steps of the slider that include its ends and the neutral value."""
        steps = round((self.high - self.low) / self.step)
        every = max(1, round(steps / (SWEEP_VALUES - 1)))
        from_neutral = round((self.neutral - self.low) / self.step)
        places = sorted({0, steps, *range(from_neutral % every, steps + 1, every)})
        return [self._at(place) for place in places]

    def write(self, value: float) -> str:
        """A value with its unit."""
        return (self.shape % value).replace("-", "\N{MINUS SIGN}")

    def _at(self, place: int) -> float:
        return float(np.round(self.low + place * self.step, 4))


SLIDERS = (
    Slider("rotation", "turned", "Rotation", -180, 180, 5, 0, "%d°", "Counter-clockwise; the corners are mirrored."),
    Slider("blur", "blur", "Blur", 0, 10, 0.5, 0, "%.1f px", "Standard deviation of the Gaussian, in pixels."),
    Slider("noise", "noise", "Noise", 0, 0.5, 0.02, 0, "%.2f", "Standard deviation, for pixel values from 0 to 1."),
    Slider("brightness", "light", "Brightness", -0.8, 0.8, 0.05, 0, "%.2f", "Added to pixel values from 0 to 1."),
    Slider("contrast", "contrasts", "Contrast", 0, 2, 0.05, 1, "%.2f", "0: uniform grey; 1: the original."),
    Slider("quality", "jpeg", "JPEG quality", 1, 100, 1, 100, "%d", "Lower values compress the file more."),
    Slider("occlusion", "covered", "Covered area", 0, 0.8, 0.05, 0, "%.2f", "Share of the photo under a grey square."),
)
SQUARE_POSITION = (
    Slider("place", "across", "Square, horizontal", 0, 1, 0.05, 0.5, "%.2f", "0: left edge; 1: right edge."),
    Slider("place", "down", "Square, vertical", 0, 1, 0.05, 0.5, "%.2f", "0: upper edge; 1: lower edge."),
)
ALL = (*SLIDERS, *SQUARE_POSITION)


def damage_tabs() -> tuple[Damage, Slider]:
    """Draw one tab per kind of damage with its sliders.

    Returns:
        The damage that all sliders set, and the slider of the open tab.
    """
    tabs = st.tabs([slider.label for slider in SLIDERS], key="damage", bind="query-params")
    values: dict[str, Any] = {}
    for slider, tab in zip(SLIDERS, tabs, strict=True):
        if slider.setting != "occlusion":
            values[slider.setting] = tab.slider(**_arguments(slider))
            continue
        grid = tab.grid(min_column_width=120, row_height=enlarged(SLIDER))
        values[slider.setting], *place = (grid.slider(**_arguments(each)) for each in (slider, *SQUARE_POSITION))
        values["place"] = tuple(place)
    opened = next((slider for slider, tab in zip(SLIDERS, tabs, strict=True) if tab.open), SLIDERS[0])
    return Damage(**values | {"quality": int(values["quality"])}), opened


def reset_button() -> None:
    """Draw the button that resets all sliders, beside what they change."""
    changed = [slider for slider in ALL if _value(slider) != slider.neutral]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Reset all", icon=":material/restart_alt:", on_click=_reset, disabled=not changed, key="stress-reset")
        st.caption(" · ".join(f"{slider.label} {slider.write(_value(slider))}" for slider in changed))


def _value(slider: Slider) -> float:
    return float(st.session_state.get(slider.key, slider.neutral))


def _reset() -> None:
    for slider in ALL:
        st.session_state[slider.key] = float(slider.neutral)


def _arguments(slider: Slider) -> dict[str, Any]:
    return {
        "label": slider.label,
        "min_value": float(slider.low),
        "max_value": float(slider.high),
        "value": float(slider.neutral),
        "step": float(slider.step),
        "format": slider.shape,
        "help": slider.help,
        "key": slider.key,
        "bind": "query-params",
    }
