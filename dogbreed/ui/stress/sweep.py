"""Live test: the networks' answers over the whole range of one slider."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dogbreed.imaging.corruption import Damage
from dogbreed.networks.registry import title
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.stress.confidence_curve import Sweep, confidence_curve
from dogbreed.ui.stress.damaged_predictions import Subject, predict_damaged
from dogbreed.ui.stress.sliders import SLIDERS, Slider
from dogbreed.ui.widgets.chart import draw


def sweep(names: Sequence[str], subject: Subject, damage: Damage) -> None:
    """Draw the choice of a slider and the confidence curve over its range; the other sliders keep their values.

    Args:
        names: Of the networks.
        damage: As the sliders set it.
    """
    slider = _choice()
    place, progress = st.container(), st.empty()
    sweeps = []
    for name in names:
        with progress:
            sweeps.append(_sweep(name, subject, damage, slider))
    progress.empty()
    with place:
        draw(
            confidence_curve(slider.label, sweeps, slider.neutral, getattr(damage, slider.setting), slider.write),
            on_point=lambda point: _set(slider, point[0]),
        )
    st.caption(
        "Filled points: same answer as for the original photo. Open points: another answer. Click a point to apply "
        "it; the dotted line marks the current value."
    )


def _choice() -> Slider:
    labels = {slider.key: slider.label for slider in SLIDERS}
    chosen = st.segmented_control(
        "Whole range of",
        list(labels),
        default=SLIDERS[0].key,
        required=True,
        format_func=labels.__getitem__,
        key="swept",
        bind="query-params",
    )
    return next(slider for slider in SLIDERS if slider.key == chosen)


def _sweep(name: str, subject: Subject, damage: Damage, slider: Slider) -> Sweep:
    """One network over the range. Moving a slider ends the run between two values; finished predictions are cached."""
    original = predict_damaged(name, subject, Damage())
    favourite, _ = original.top(1)[0]
    place = original.ranking[0]
    rows: list[dict[str, Any]] = []
    for done, value in enumerate(slider.values, 1):
        changed: dict[str, Any] = {slider.setting: int(value) if slider.setting == "quality" else value}
        found = predict_damaged(name, subject, replace(damage, **changed))
        [(first, probability)] = found.top(1)
        rows.append(
            {
                "value": value,
                "probability": float(found.probabilities[place]),
                "answer": first.name,
                "answer_probability": probability,
                "same": first == favourite,
            }
        )
        st.progress(done / len(slider.values), f"{title(name)} identifies {len(slider.values)} copies")
    return Sweep(title(name), NETWORKS.get(name, REFERENCE), favourite.name, pd.DataFrame(rows))


def _set(slider: Slider, value: float) -> None:
    st.session_state[slider.key] = float(value)
