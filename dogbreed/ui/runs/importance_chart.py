"""Parameter importance: which settings explain the validation accuracy, and which one is selected."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.experiments.parameter_importance import ParameterImportance
from dogbreed.ui.colours import ACCENT, INK, REFERENCE
from dogbreed.ui.figures.click_targets import fixed_opacity
from dogbreed.ui.formatting import percent
from dogbreed.ui.runs.setting_names import setting_name
from dogbreed.ui.widgets.chart import Chart, layout

ROW = 34
"""Height of a bar, px."""
SELECTED = "looked-at-setting"
UNKNOWN = "too few runs to tell"


def importance_bars(effects: Sequence[ParameterImportance], selected: str | None = None) -> Chart:
    """One bar per setting: the share of the variance of the accuracies that its values explain.

    A click on a bar hands on the setting's name.

    Args:
        effects: The greatest first.
        selected: Name of the setting to mark.
    """
    figure = go.Figure()
    names = [setting_name(effect.setting) for effect in effects]
    shares = [effect.explained or 0.0 for effect in effects]
    words = [UNKNOWN if effect.explained is None else percent(effect.explained) for effect in effects]
    figure.add_bar(
        x=shares,
        y=names,
        orientation="h",
        text=words,
        textposition="outside",
        cliponaxis=False,
        marker={"color": [ACCENT if effect.setting == selected else REFERENCE for effect in effects]},
        **fixed_opacity(1),
        textfont={"color": INK},
        customdata=[[effect.setting] for effect in effects],
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    layout(figure, ROW * len(effects) + 60).update_layout(clickmode="event+select", bargap=0.3)
    figure.update_xaxes(visible=False, range=[0, max(0.1, 1.35 * max(shares, default=0))])
    figure.update_yaxes(autorange="reversed", automargin=True, tickfont_size=14)
    said = "; ".join(f"{name} {share}" for name, share in zip(names, words, strict=True))
    return Chart(
        "Parameter importance",
        _title(effects),
        figure,
        f"How much of the variance of the validation accuracy the values of each setting explain: {said}.",
        pd.DataFrame({"setting": effect.setting, "explained": effect.explained} for effect in effects),
    )


def setting_choice(effects: Sequence[ParameterImportance]) -> ParameterImportance:
    """A menu of the settings, for touch and keyboard too; at first the one that explains most is selected.

    Args:
        effects: One at least, the greatest first.
    """
    by_name = {effect.setting: effect for effect in effects}
    st.session_state[SELECTED] = selected_setting(effects)
    name = st.selectbox("Setting", list(by_name), format_func=setting_name, key=SELECTED, persist_state="session")
    return by_name[name]


def selected_setting(effects: Sequence[ParameterImportance]) -> str:
    """The name of the selected setting."""
    known = [effect.setting for effect in effects]
    before = st.session_state.get(SELECTED)
    return before if before in known else known[0]


def select_setting(bar: Sequence[str]) -> None:
    """Select the setting of a clicked bar."""
    st.session_state[SELECTED] = bar[0]


def _title(effects: Sequence[ParameterImportance]) -> str:
    if not effects or effects[0].explained is None:
        return "There are too few runs to tell which setting matters"
    if not effects[0].explained:
        return "No setting explains more than chance would"
    return f"The {setting_name(effects[0].setting)} explains most: {percent(effects[0].explained)} of the variance"
