"""Selective classification: accuracy and coverage of a network that answers only above a confidence threshold."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.evaluation.top1 import coverage_curve
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import INK, REFERENCE
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.chart import Chart, draw, layout
from dogbreed.ui.widgets.section import section


@st.fragment
def confidence_threshold(network: TestedNetwork) -> None:
    """A slider of the threshold, its effect in words and on the curve."""
    with section("What if it answers only when confident?") as figure:
        st.markdown(
            "A network that does not answer below a confidence threshold makes fewer mistakes, but answers for fewer "
            "photos. Confidence is the calibrated probability of the predicted breed."
        )
        threshold = st.slider("Confidence threshold", 0, 99, 50, format="%d %%", key="threshold", bind="query-params")
        curve = _curve(network)
        chosen = curve.iloc[threshold]
        if chosen["answered"]:
            st.markdown(
                f"It answers for {count(int(chosen['answered']))} of {count(len(network.top1))} photos and makes "
                f"{count(int(chosen['answered'] - chosen['right']))} mistakes instead of "
                f"{count(int((~network.top1['right']).sum()))}. **{percent(chosen['accuracy'])}** of its "
                f"answers are right, 95 % interval {percent(chosen['low'])} to {percent(chosen['high'])}."
            )
        else:
            st.markdown("It never answers.")
        with figure:
            draw(coverage_chart(curve, network.title, network.colour, threshold))


@built_once(8)
def _curve(network: TestedNetwork) -> pd.DataFrame:
    return coverage_curve(network.top1)


@built_once(16)
def coverage_chart(curve: pd.DataFrame, name: str, colour: str, threshold: int) -> Chart:
    """Accuracy against coverage with its 95 % interval, and the chosen threshold.

    Args:
        curve: See `dogbreed.evaluation.top1.coverage_curve`.
        name: Of the network; `colour` likewise.
        threshold: The chosen one in percent, which is its row in the curve.
    """
    drawn = curve[curve["answered"] > 0]
    figure = go.Figure()
    _add_band(figure, drawn, colour)
    figure.add_scatter(
        x=drawn["coverage"],
        y=drawn["accuracy"],
        mode="lines",
        line={"color": colour, "width": 3},
        text=[
            f"threshold {row['threshold']:.0%}: answers {percent(row['coverage'])}, {count(int(row['answered']))} "
            f"photos<br>right {percent(row['accuracy'])}, 95 % interval {percent(row['low'])} to {percent(row['high'])}"
            for _, row in drawn.iterrows()
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    chosen = curve.iloc[threshold]
    if chosen["answered"]:
        _mark(figure, chosen)
    layout(figure, 400, "coverage: share of photos that get an answer", "accuracy of the answers")
    figure.update_xaxes(tickformat=".0%", range=[0, 1.03])
    figure.update_yaxes(tickformat=".0%")
    title = f"With a threshold of {threshold} %, {name} answers {percent(chosen['coverage'])} of the photos"
    if chosen["answered"]:
        title += f" and is right in {percent(chosen['accuracy'])} of these"
    listed = "; ".join(
        f"threshold {row['threshold']:.0%}, {percent(row['coverage'])} answered, {percent(row['accuracy'])} right"
        for _, row in drawn.iloc[::20].iterrows()
    )
    return Chart("Coverage", title, figure, f"Accuracy against coverage: {listed}.", curve)


def _add_band(figure: go.Figure, drawn: pd.DataFrame, colour: str) -> None:
    figure.add_scatter(
        x=[*drawn["coverage"], *drawn["coverage"][::-1]],
        y=[*drawn["high"], *drawn["low"][::-1]],
        mode="none",
        fill="toself",
        fillcolor=colour,
        opacity=0.2,
        hoverinfo="skip",
    )


def _mark(figure: go.Figure, chosen: pd.Series) -> None:
    figure.add_vline(x=chosen["coverage"], line={"color": REFERENCE, "dash": "dash"})
    figure.add_scatter(
        x=[chosen["coverage"]],
        y=[chosen["accuracy"]],
        mode="markers",
        marker={"size": 14, "color": INK, "symbol": "diamond"},
        hoverinfo="skip",
    )
