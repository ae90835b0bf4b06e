"""The most frequently confused breeds as bars."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.networks.registry import ENSEMBLE
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.figures.click_targets import click_bars
from dogbreed.ui.formatting import percent
from dogbreed.ui.widgets.chart import Chart, layout

MOST = slice(6)
ONE_LINE = 46
"""Characters of a label that fit one line on a phone."""
ROW = 84
"""Height of a bar with two lines of names above it, px."""


@built_once(16)
def pair_bars(
    pairs: pd.DataFrame, shown: slice = MOST, colour: str = NETWORKS[ENSEMBLE], selected: tuple[str, ...] = ()
) -> Chart:
    """One bar per pair of confused breeds, both directions together; a click hands on the two WordNet ids.

    Args:
        pairs: See `dogbreed.evaluation.confusions.confused_pairs`; not empty.
        shown: Rows to draw.
        colour: Of the bars.
        selected: WordNet ids of the pair to mark, in any order.
    """
    table = pairs.assign(one_name=_names(pairs["one"]), other_name=_names(pairs["other"]))
    drawn = table.iloc[shown]
    details = [
        f"{one} as {other}: {there}<br>{other} as {one}: {back}<br>"
        for one, other, there, back in drawn[["one_name", "other_name", "one_as_other", "other_as_one"]].itertuples(
            index=False
        )
    ]
    bars = drawn[["one", "other", "photos", "share", "low", "high"]].assign(
        label=drawn["one_name"] + " and " + drawn["other_name"],
        times=drawn["one_as_other"] + drawn["other_as_one"],
        details=details,
        marked=[{*pair} == {*selected} for pair in zip(drawn["one"], drawn["other"], strict=True)],
    )
    worst = bars.iloc[0]
    title = f"{worst['label']} are confused most often: in {percent(worst['share'])} of their photos"
    if shown.start:
        title = f"Pairs number {shown.start + 1} to {shown.start + len(bars)}"
    return _chart("Confused pairs", title, bars, " and ", colour, table)


@built_once(16)
def direction_bars(directions: pd.DataFrame, shown: slice, colour: str, selected: tuple[str, ...] = ()) -> Chart:
    """One bar per breed and the breed that it is mistaken for; a click hands on the two WordNet ids.

    Args:
        directions: See `dogbreed.evaluation.confusions.confused_directions`; not empty.
        shown: Rows to draw.
        colour: Of the bars.
        selected: WordNet ids of the true breed and the predicted one, to mark.
    """
    table = directions.assign(truth_name=_names(directions["truth"]), answer_name=_names(directions["answer"]))
    drawn = table.iloc[shown]
    bars = drawn[["times", "photos", "share", "low", "high"]].assign(
        one=drawn["truth"],
        other=drawn["answer"],
        label=drawn["truth_name"] + " as " + drawn["answer_name"],
        details="",
        marked=[pair == selected for pair in zip(drawn["truth"], drawn["answer"], strict=True)],
    )
    worst = drawn.iloc[0]
    title = (
        f"The most frequent mistake: {percent(worst['share'])} of the photos of "
        f"{breed(worst['truth']).with_article} are mistaken for {breed(worst['answer']).with_article}"
    )
    if shown.start:
        title = f"Mistakes number {shown.start + 1} to {shown.start + len(bars)}"
    return _chart("Confused breeds in each direction", title, bars, " as ", colour, table)


def _names(wnids: pd.Series) -> list[str]:
    return [breed(wnid).name for wnid in wnids]


def _chart(name: str, title: str, rows: pd.DataFrame, link: str, colour: str, table: pd.DataFrame) -> Chart:
    counts = [f"{times} of {photos} photos" for times, photos in zip(rows["times"], rows["photos"], strict=True)]
    listed = "; ".join(f"{label}, {number}" for label, number in zip(rows["label"], counts, strict=True))
    figure = _bars(rows, counts, link, colour)
    return Chart(name, title, figure, f"Confused breeds, the most frequent mistake first: {listed}.", table)


def _bars(rows: pd.DataFrame, counts: list[str], link: str, colour: str) -> go.Figure:
    """One bar per row with the names above it, so that they fit on a phone."""
    places = list(range(len(rows)))
    figure = go.Figure(
        go.Bar(
            x=rows["share"],
            y=places,
            orientation="h",
            width=0.36,
            marker={"color": colour},
            text=counts,
            textposition="inside",
            insidetextanchor="start",
            textfont={"color": "white"},
            hoverinfo="skip",
        )
    )
    _add_rows(figure, rows, places)
    for place, (label, marked) in enumerate(zip(rows["label"], rows["marked"], strict=True)):
        text = label if len(label) <= ONE_LINE else label.replace(link, f"{link.rstrip()}<br>", 1)
        figure.add_annotation(
            x=0,
            y=place - 0.2,
            text=f"<b>\N{BLACK RIGHT-POINTING TRIANGLE} {text}</b>" if marked else text,
            xanchor="left",
            yanchor="bottom",
            align="left",
            showarrow=False,
        )
    layout(figure, ROW * len(rows) + 80, "share of their test photos mistaken for the other breed")
    figure.update_layout(clickmode="event+select", barmode="overlay")
    figure.update_xaxes(tickformat=".0%", rangemode="tozero")
    return figure.update_yaxes(visible=False, range=[len(rows) - 0.7, -0.8])


def _add_rows(figure: go.Figure, rows: pd.DataFrame, places: list[int]) -> None:
    """Let hover and clicks find the whole row with its names, however short the bar."""
    figure.add_trace(
        click_bars(
            [float(rows["share"].max())] * len(rows),
            [place - 0.25 for place in places],
            [
                (one, other, f"{details}{percent(share)}, 95 % interval {percent(low)} to {percent(high)}")
                for one, other, details, share, low, high in rows[
                    ["one", "other", "details", "share", "low", "high"]
                ].itertuples(index=False)
            ],
            "%{customdata[2]}",
            width=0.96,
        )
    )
