"""Which breeds are taken for each other."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.ui.chart import Chart, layout
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.wording import percent

ONE_LINE = 46
ROW = 84
"""Height in px that a bar takes with two lines of names above it."""


def pair_bars(pairs: pd.DataFrame, colour: str = NETWORKS["xception"], selected: tuple[str, ...] = ()) -> Chart:
    """Pairs of breeds taken for each other, both directions together; a bar carries the two WordNet ids.

    Args:
        pairs: At least one row of `dogbreed.evaluation.confusions.confused_pairs`, from any place on.
        selected: WordNet ids of the pair to mark, in any order.
    """
    one, other = _names(pairs, "one"), _names(pairs, "other")
    rows = pd.DataFrame(
        {
            "one": pairs["one"],
            "other": pairs["other"],
            "label": one + " and " + other,
            "times": pairs["one_as_other"] + pairs["other_as_one"],
            "details": [
                f"{a} as {b}: {there}<br>{b} as {a}: {back}<br>"
                for a, b, there, back in zip(one, other, pairs["one_as_other"], pairs["other_as_one"], strict=True)
            ],
            "marked": [{a, b} == set(selected) for a, b in zip(pairs["one"], pairs["other"], strict=True)],
        }
    ).join(pairs[["photos", "share", "low", "high"]])
    worst = rows.iloc[0]
    title = f"{worst['label']} are taken for each other most often: in {percent(worst['share'])} of their photos"
    if pairs.index[0]:
        title = f"Pairs number {pairs.index[0] + 1} to {pairs.index[-1] + 1}"
    table = pairs.assign(one_name=one, other_name=other)
    return _chart("confused-pairs", title, rows, " and ", colour, table)


def direction_bars(directions: pd.DataFrame, colour: str, selected: tuple[str, ...] = ()) -> Chart:
    """Breeds with the breed they are taken for; a bar carries the two WordNet ids.

    Args:
        directions: At least one row of `dogbreed.evaluation.confusions.confused_directions`, from any place on.
        selected: WordNet ids of what is shown and what it is taken for, to mark.
    """
    truth, answer = _names(directions, "truth"), _names(directions, "answer")
    rows = pd.DataFrame(
        {
            "one": directions["truth"],
            "other": directions["answer"],
            "label": truth + " as " + answer,
            "times": directions["times"],
            "details": "",
            "marked": [pair == selected for pair in zip(directions["truth"], directions["answer"], strict=True)],
        }
    ).join(directions[["photos", "share", "low", "high"]])
    worst = directions.iloc[0]
    title = (
        f"{breed(worst['answer']).name} is the answer for {percent(worst['share'])} of the photos of "
        f"{breed(worst['truth']).with_article}: the most frequent mistake"
    )
    if directions.index[0]:
        title = f"Mistakes number {directions.index[0] + 1} to {directions.index[-1] + 1}"
    table = directions.assign(truth_name=truth, answer_name=answer)
    return _chart("confused-directions", title, rows, " as ", colour, table)


def _names(table: pd.DataFrame, column: str) -> pd.Series:
    return pd.Series([breed(wnid).name for wnid in table[column]], table.index)


def _chart(name: str, title: str, rows: pd.DataFrame, link: str, colour: str, table: pd.DataFrame) -> Chart:
    counts = [f"{times} of {photos} photos" for times, photos in zip(rows["times"], rows["photos"], strict=True)]
    listed = "; ".join(f"{label}, {number}" for label, number in zip(rows["label"], counts, strict=True))
    figure = _bars(rows, counts, link, colour)
    return Chart(name, title, figure, f"What is taken for what, the most frequent first: {listed}.", table)


def _bars(rows: pd.DataFrame, counts: list[str], link: str, colour: str) -> go.Figure:
    """One bar a row, its names above it, so that they have room on a phone."""
    figure = go.Figure(
        go.Bar(
            x=rows["share"],
            y=list(range(len(rows))),
            orientation="h",
            width=0.36,
            marker={"color": colour},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            text=counts,
            textposition="inside",
            insidetextanchor="start",
            textfont={"color": "white"},
            customdata=rows[["one", "other", "details", "low", "high"]],
            hovertemplate=(
                "%{customdata[2]}%{x:.1%}, 95 % interval %{customdata[3]:.1%} to %{customdata[4]:.1%}<extra></extra>"
            ),
        )
    )
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
    layout(figure, ROW * len(rows) + 80, "their test photos taken for the other breed")
    figure.update_layout(clickmode="event+select")
    figure.update_xaxes(tickformat=".0%", rangemode="tozero")
    return figure.update_yaxes(visible=False, range=[len(rows) - 0.7, -0.8])
