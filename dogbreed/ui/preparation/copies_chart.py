"""Chart: a network's answers to augmented copies of one photo."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import Breed
from dogbreed.ui.colours import ACCENT, NETWORKS, REFERENCE
from dogbreed.ui.formatting import percent
from dogbreed.ui.widgets.chart import Chart, layout


@dataclass(frozen=True)
class CopyAnswer:
    """A network's answer to one copy.

    Attributes:
        breed: The most probable breed.
        probability: Of that breed, 0 to 1.
        first: Probability of the original photo's most probable breed, 0 to 1.
    """

    breed: Breed
    probability: float
    first: float


def answers_of_copies(answers: Sequence[CopyAnswer], title: str, network: str) -> Chart:
    """One bar per copy with the probability of the original answer; hatched where the answer is another breed.

    Args:
        answers: The first one is to the original photo.
        title: Of the network.
        network: Its folder, which gives the colour.
    """
    own = answers[0].breed
    same = [answer.breed == own for answer in answers]
    colour = NETWORKS.get(network, ACCENT)
    figure = go.Figure(
        go.Bar(
            x=list(range(1, len(answers) + 1)),
            y=[answer.first for answer in answers],
            marker={
                "color": [colour if unchanged else REFERENCE for unchanged in same],
                "pattern": {"shape": ["" if unchanged else "/" for unchanged in same]},
            },
            customdata=[f"{answer.breed.name}, {percent(answer.probability)}" for answer in answers],
            hovertemplate=f"copy %{{x}}: {own.name} %{{y:.1%}}<br>answer: %{{customdata}}<extra></extra>",
        )
    )
    layout(figure, 320, "copy", f"probability of {own.name}").update_yaxes(range=[0, 1.08], tickformat=".0%")
    figure.update_xaxes(dtick=1)
    return Chart(
        "Answers to copies",
        _title(same, own),
        figure,
        f"Probability of {own.name} for {len(answers)} copies according to {title}: "
        + ", ".join(percent(answer.first) for answer in answers)
        + ".",
        pd.DataFrame(
            {
                "copy": range(1, len(answers) + 1),
                "answer": [answer.breed.name for answer in answers],
                "probability": [answer.probability for answer in answers],
                "probability_of_first_answer": [answer.first for answer in answers],
            }
        ),
    )


def _title(same: Sequence[bool], own: Breed) -> str:
    changed = len(same) - sum(same)
    if not changed:
        return f"All {len(same)} copies are taken for {own.with_article}"
    return f"{changed} of {len(same)} copies {'is' if changed == 1 else 'are'} taken for another breed (hatched)"
