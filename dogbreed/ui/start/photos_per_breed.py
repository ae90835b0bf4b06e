"""Chart: number of photos per breed."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.ui.widgets.chart import Chart, layout


def photos_per_breed(index: pd.DataFrame) -> Chart:
    """One bar per breed, from the fewest photos to the most."""
    counts = index["wnid"].value_counts(ascending=True)
    table = pd.DataFrame({"breed": [breed(wnid).name for wnid in counts.index], "photos": counts.to_numpy()})
    fewest, most = table.iloc[0], table.iloc[-1]
    figure = go.Figure(
        go.Bar(
            x=list(range(1, len(table) + 1)),
            y=table["photos"],
            customdata=table["breed"],
            hovertemplate="%{customdata}: %{y} photos<extra></extra>",
        )
    )
    for position, row, anchor, above in ((1, fewest, "left", 60), (len(table), most, "right", 14)):
        label = f" {row['breed']}: {row['photos']} "
        figure.add_annotation(x=position, y=row["photos"], text=label, xanchor=anchor, ax=0, ay=-above, arrowhead=0)
    figure.update_layout(bargap=0.25)
    layout(figure, 320, "120 breeds, from the fewest photos to the most", "photos").update_xaxes(showticklabels=False)
    return Chart(
        "Photos per breed",
        f"No breed is rare: each one has {fewest['photos']} to {most['photos']} photos",
        figure,
        f"{len(table)} bars in rising order, from {fewest['breed']} with {fewest['photos']} photos "
        f"to {most['breed']} with {most['photos']}.",
        table,
    )
