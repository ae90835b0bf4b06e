"""Charts of the start page: photos per breed, accuracy beside the 2023 study, wrong answers by breeds named."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.evaluation.metrics import Metrics, proportion
from dogbreed.networks.registry import ENSEMBLE
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.figures.study_bars import STUDY, Measured, study_bars
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.chart import Chart, layout


@built_once(2)
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


@dataclass(frozen=True)
class Tested:
    """One of our networks with its test metrics.

    Attributes:
        label: Its title and how many breeds it knows.
        colour: Its colour on every chart.
        metrics: On the official test photos.
    """

    label: str
    colour: str
    metrics: Metrics


@built_once(2)
def accuracy(networks: Sequence[Tested]) -> Chart:
    """Our networks as bars with 95 % intervals, those of the study as dashed grey lines.

    Args:
        networks: The chart's title speaks of the last one.
    """
    ours = [
        Measured(network.label, network.colour, top1.value, top1, network.metrics.photos)
        for network in networks
        for top1 in [network.metrics.top1]
    ]
    figure = study_bars(ours, lambda study: study.top1, percent, "test photos whose first answer is right")
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    shares = [(study.label, study.top1) for study in STUDY] + [(bar.label, bar.value) for bar in ours]
    last = networks[-1].metrics
    return Chart(
        "Accuracy",
        f"Together, ours name the right breed in {percent(last.top1.value)} of {count(last.photos)} test photos",
        figure,
        "Share of test photos whose first answer is right: "
        + ", ".join(f"{percent(share)} ({label})" for label, share in shares)
        + ".",
        _table(networks),
    )


def _table(networks: Sequence[Tested]) -> pd.DataFrame:
    reported = [(study.label, study.top1, None, None, None, study.cross_entropy) for study in STUDY]
    ours = [
        (network.label, top1.value, top1.low, top1.high, network.metrics.photos, network.metrics.cross_entropy.value)
        for network in networks
        for top1 in [network.metrics.top1]
    ]
    return pd.DataFrame(
        [*reported, *ours], columns=["network", "top1", "top1_low", "top1_high", "photos", "cross_entropy"]
    )


NAMES = ("1 breed", "2 breeds", "3 breeds", "4 breeds", "5 breeds")


@built_once(2)
def names_needed(answers: pd.DataFrame) -> Chart:
    """Share of test photos whose breed is not among the first one to five answers, or not in the first one's group.

    Args:
        answers: The table of `dogbreed.evaluation.top1`.
    """
    rank, photos = answers["rank"], len(answers)
    hits = [rank.between(1, names).sum() for names in range(1, 6)]
    group = (answers["truth_group"] == answers["answer_group"]).sum()
    rows = list(zip((*NAMES, "a kennel group"), (*hits, group), strict=True))
    shares = [proportion(int(right), photos) for _, right in rows]
    table = pd.DataFrame(
        {"said": [said for said, _ in rows], "wrong": [1 - share.value for share in shares]}
        | {"low": [1 - share.high for share in shares], "high": [1 - share.low for share in shares]}
        | {"photos": photos}
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
            customdata=table[["low", "high"]].map(percent),
            hovertemplate="%{text}, 95 % interval %{customdata[0]} to %{customdata[1]}<extra></extra>",
        )
    )
    layout(figure, 340, "breeds named, or the kennel group", "wrong answers")
    figure.update_xaxes(type="category").update_yaxes(tickformat=".0%", rangemode="tozero")
    return Chart(
        "Wrong answers",
        f"With two breeds instead of one, {wrong[1]} of the answers would be wrong instead of {wrong[0]}",
        figure,
        f"How often the answer would be wrong, of {count(photos)} test photos: "
        + ", ".join(f"{share} if it named {said}" for said, share in zip(table["said"], wrong, strict=True))
        + ".",
        table,
    )
