"""What silence buys: accuracy against the share of photos that get an answer."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.colours import INK, REFERENCE
from dogbreed.ui.formatting import percent
from dogbreed.ui.widgets.chart import Chart, layout


def coverage(curve: pd.DataFrame, name: str, colour: str, threshold: int) -> Chart:
    """The curve with its 95 % interval, and the chosen threshold on it.

    Args:
        curve: See `dogbreed.evaluation.coverage.coverage_curve`.
        name: Of the network.
        threshold: The place of the chosen one in the curve.
    """
    drawn = curve[curve["answered"] > 0]
    figure = go.Figure()
    _add_band(figure, drawn, colour)
    figure.add_scatter(
        x=drawn["coverage"],
        y=drawn["accuracy"],
        mode="lines",
        line={"color": colour, "width": 3},
        customdata=drawn[["threshold", "answered", "low", "high"]],
        hovertemplate=(
            "silent below %{customdata[0]:.0%}: answers %{x:.1%}, %{customdata[1]} photos<br>"
            "right %{y:.1%}, 95 % interval %{customdata[2]:.1%} to %{customdata[3]:.1%}<extra></extra>"
        ),
    )
    chosen = curve.iloc[threshold]
    if chosen["answered"]:
        _mark(figure, chosen)
    layout(figure, 400, "share of the photos that get an answer", "share of the answers that are right")
    figure.update_xaxes(tickformat=".0%", range=[0, 1.03])
    figure.update_yaxes(tickformat=".0%")
    title = f"Silent below {threshold} %, {name} answers {percent(chosen['coverage'])} of the photos"
    if chosen["answered"]:
        title += f" and is right in {percent(chosen['accuracy'])} of these"
    listed = "; ".join(
        f"silent below {row['threshold']:.0%}, {percent(row['coverage'])} answered, {percent(row['accuracy'])} right"
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
