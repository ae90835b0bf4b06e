"""What a network says of copies of one photo."""

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
    """The first answer to one copy.

    Attributes:
        breed: What it names.
        probability: Of that breed, 0 to 1.
        first: Probability here of the breed that the photo itself is taken for, 0 to 1.
    """

    breed: Breed
    probability: float
    first: float


def answers_of_copies(answers: Sequence[CopyAnswer], title: str, network: str) -> Chart:
    """A bar a copy: how probable the photo's own answer still is; hatched where the answer is another one.

    Args:
        answers: That to the photo itself first.
        title: The network's name in words.
        network: Its folder.
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
        f"Probability of {own.name} for {len(answers)} copies, as {title} says: "
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
