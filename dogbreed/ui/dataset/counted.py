"""How many photos there are of each kind: a bar a kind, its name on it, all of it open to a click."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.colours import ACCENT, INK
from dogbreed.ui.figures.click_targets import click_bars
from dogbreed.ui.formatting import count
from dogbreed.ui.widgets.chart import Chart, layout

ROW = 30
"""Height in px of a bar."""
NAMED = 5


def counted(name: str, title: str, kinds: pd.DataFrame, selected: object = None) -> Chart:
    """Horizontal bars in the order of `kinds`; a bar carries its key.

    Args:
        name: Of the chart's file.
        title: What to see.
        kinds: The columns key (what a click hands on), kind (its name) and photos; not empty.
        selected: The key to mark.
    """
    places = list(range(len(kinds)))
    longest = float(kinds["photos"].max())
    texts = [
        f"<b>\N{BLACK RIGHT-POINTING TRIANGLE} {kind}</b>  {count(photos)}"
        if key == selected
        else f"{kind}  {count(photos)}"
        for key, kind, photos in kinds[["key", "kind", "photos"]].itertuples(index=False)
    ]
    figure = go.Figure()
    figure.add_bar(
        x=kinds["photos"],
        y=places,
        orientation="h",
        width=0.84,
        marker={"color": ACCENT, "opacity": [0.75 if key == selected else 0.3 for key in kinds["key"]]},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[0] * len(kinds),
        y=places,
        mode="text",
        text=texts,
        textposition="middle right",
        textfont={"color": INK, "size": 14},
        hoverinfo="skip",
    )
    hover = "%{customdata[1]}: %{customdata[2]:,} photos"
    figure.add_trace(click_bars([longest] * len(kinds), places, kinds[["key", "kind", "photos"]], hover))
    layout(figure, ROW * len(kinds) + 20).update_layout(clickmode="event+select", barmode="overlay")
    figure.update_xaxes(visible=False, range=[0, longest])
    figure.update_yaxes(visible=False, range=[len(kinds) - 0.5, -0.5])
    listed = "; ".join(f"{kind}, {count(photos)}" for kind, photos in zip(kinds["kind"], kinds["photos"], strict=True))
    shown = listed if len(kinds) <= 2 * NAMED else "; ".join(listed.split("; ")[:NAMED])
    alt = f"{len(kinds)} bars of numbers of photos, from the top: {shown}."
    return Chart(name, title, figure, alt, kinds[["kind", "photos"]])
