"""What another look at the photo costs and brings: accuracy against milliseconds, as a chart and a table."""

from functools import lru_cache

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.looks import LOOKS_TABLE
from dogbreed.networks.registry import ENSEMBLE
from dogbreed.settings import settings
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.formatting import count, loss, milliseconds, percent
from dogbreed.ui.serving import bundle
from dogbreed.ui.widgets.chart import Chart, draw, layout
from dogbreed.ui.widgets.section import section

HEIGHT = 420


def other_looks() -> None:
    """Draw the section; nothing if the figures have not been measured."""
    table = _read(file_stamp(settings().models_dir / ENSEMBLE / LOOKS_TABLE.file))
    if table is None:
        return
    with section("Does another look pay?") as figure:
        st.markdown(
            "The ensemble looks at the whole photo, zooms in on the dog and asks the ImageNet filter. Each combination "
            f"was judged on the {count(int(table['photos'].iloc[0]))} photos held out of training; the time is the sum "
            "of its passes on two threads. The filled point is how the app answers."
        )
        st.table(_in_words(table), border="horizontal", hide_index=True, alt="Accuracy and time of each combination")
        with figure:
            draw(looks_chart(table))


@lru_cache(1)
def _read(stamp: tuple[int, ...]) -> pd.DataFrame | None:
    """The table; None if it is not there. New figures have another stamp, and are read again."""
    try:
        return LOOKS_TABLE.load(bundle(ENSEMBLE))
    except DogbreedError:
        return None


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    names = [f"**{name}**" if shipped else name for name, shipped in zip(table["looks"], table["shipped"], strict=True)]
    return pd.DataFrame(
        {
            "No.": range(1, len(table) + 1),
            "What answers": names,
            "Right": table["top1"].map(percent),
            "Cross-entropy": table["cross_entropy"].map(loss),
            "Time": table["ms"].map(milliseconds),
        }
    )


@built_once(2)
def looks_chart(table: pd.DataFrame) -> Chart:
    """A point per combination, with its number in the table and its 95 % interval; see `LOOKS_TABLE`."""
    figure = go.Figure()
    figure.add_scatter(
        x=table["ms"],
        y=table["top1"],
        mode="markers+text",
        text=[str(number) for number in range(1, len(table) + 1)],
        textposition="middle right",
        textfont={"size": 17},
        marker={
            "size": 14,
            "color": NETWORKS[ENSEMBLE],
            "symbol": ["circle" if shipped else "circle-open" for shipped in table["shipped"]],
            "line": {"width": 2.5},
        },
        error_y={
            "array": table["top1_high"] - table["top1"],
            "arrayminus": table["top1"] - table["top1_low"],
            "color": REFERENCE,
            "thickness": 1.5,
            "width": 4,
        },
        hovertemplate=[
            f"{row['looks']}<br>{percent(row['top1'])} right "
            f"({percent(row['top1_low'])} to {percent(row['top1_high'])}), {milliseconds(row['ms'])}<extra></extra>"
            for row in table.to_dict("records")
        ],
    )
    layout(figure, HEIGHT, "ms for one photo, two threads", "right first answers")
    figure.update_yaxes(tickformat=".0%")
    figure.update_xaxes(rangemode="tozero")
    words = "; ".join(
        f"{row['looks']}: {percent(row['top1'])} in {milliseconds(row['ms'])}" for row in table.to_dict("records")
    )
    shipped = table[table["shipped"]].iloc[0]
    title = f"As it answers: {percent(shipped['top1'])} right in {milliseconds(shipped['ms'])}"
    return Chart("Accuracy and time of looks", title, figure, f"Accuracy against time. {words}.", table)
