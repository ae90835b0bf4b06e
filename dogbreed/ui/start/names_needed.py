"""Chart: how often answers with more than one breed would be wrong."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.evaluation.metrics import proportion
from dogbreed.networks.registry import ENSEMBLE
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.chart import Chart, layout

NAMES = ("1 breed", "2 breeds", "3 breeds", "4 breeds", "5 breeds")


def names_needed(predictions: pd.DataFrame) -> Chart:
    """Share of test photos whose breed is not among the first one to five answers, or not in the first one's group."""
    truth, answers = predictions["truth"], predictions["answers"]
    hits = [sum(wnid in found[:names] for wnid, found in zip(truth, answers, strict=True)) for names in range(1, 6)]
    group = sum(breed(wnid).group == breed(found[0]).group for wnid, found in zip(truth, answers, strict=True))
    rows = list(zip((*NAMES, "a kennel group"), (*hits, group), strict=True))
    shares = [proportion(int(right), len(truth)) for _, right in rows]
    table = pd.DataFrame(
        {"said": [said for said, _ in rows], "wrong": [1 - share.value for share in shares]}
        | {"low": [1 - share.high for share in shares], "high": [1 - share.low for share in shares]}
        | {"photos": len(truth)}
    )
    wrong = [percent(share) for share in table["wrong"]]
    figure = go.Figure(
        go.Bar(
            x=["1", "2", "3", "4", "5", "group"],
            y=table["wrong"],
            marker={"color": NETWORKS[ENSEMBLE]},
            text=wrong,
            textposition="outside",
            cliponaxis=False,
            customdata=table[["low", "high"]],
            hovertemplate="%{y:.1%}, 95 % interval %{customdata[0]:.1%} to %{customdata[1]:.1%}<extra></extra>",
        )
    )
    layout(figure, 340, "breeds named, or the kennel group", "wrong answers")
    figure.update_xaxes(type="category").update_yaxes(tickformat=".0%", rangemode="tozero")
    return Chart(
        "Wrong answers",
        f"With two breeds instead of one, {wrong[1]} of the answers would be wrong instead of {wrong[0]}",
        figure,
        f"How often the answer would be wrong, of {count(len(truth))} test photos: "
        + ", ".join(f"{share} if it named {said}" for said, share in zip(table["said"], wrong, strict=True))
        + ".",
        table,
    )
