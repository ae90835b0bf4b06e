"""The curve over the whole range of one slider, drawn while it is computed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dogbreed.imaging.corruption import Damage
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.serving import title
from dogbreed.ui.stress.confidence_curve import Swept, confidence_curve
from dogbreed.ui.stress.damaged_predictions import Subject, look
from dogbreed.ui.stress.sliders import KNOBS, Knob
from dogbreed.ui.widgets.chart import draw


def curve(names: Sequence[str], subject: Subject, damage: Damage) -> None:
    """Choose a slider; what the others do to the photo stays.

    Args:
        names: Of the networks.
    """
    knob = _choice()
    place, progress = st.container(), st.empty()
    swept = []
    for name in names:
        with progress:
            swept.append(_sweep(name, subject, damage, knob))
    progress.empty()
    with place:
        draw(
            confidence_curve(knob.label, swept, knob.neutral, getattr(damage, knob.setting), knob.write),
            on_point=lambda point: _set(knob, point[0]),
        )
    st.caption(
        "Filled points: the answer it gives to the untouched photo. Open points: another one. A click on a point "
        "damages the photo as much; the dotted line is where it is now."
    )


def _choice() -> Knob:
    labels = {knob.key: knob.label for knob in KNOBS}
    chosen = st.segmented_control(
        "Over the whole range of",
        list(labels),
        default=KNOBS[0].key,
        required=True,
        format_func=labels.__getitem__,
        key="swept",
        bind="query-params",
    )
    return next(knob for knob in KNOBS if knob.key == chosen)


def _sweep(name: str, subject: Subject, damage: Damage, knob: Knob) -> Swept:
    """One network over the range; a move of a slider ends it between two values, and what is computed is kept."""
    untouched = look(name, subject, Damage())
    favourite, _ = untouched.top(1)[0]
    place = untouched.ranking[0]
    rows: list[dict[str, Any]] = []
    for done, value in enumerate(knob.values, 1):
        changed: dict[str, Any] = {knob.setting: int(value) if knob.setting == "quality" else value}
        found = look(name, subject, replace(damage, **changed))
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
        st.progress(done / len(knob.values), f"{title(name)} looks at {len(knob.values)} copies")
    return Swept(title(name), NETWORKS.get(name, REFERENCE), favourite.name, pd.DataFrame(rows))


def _set(knob: Knob, value: float) -> None:
    st.session_state[knob.key] = float(value)
