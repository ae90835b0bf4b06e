"""Augmentation: each transformation alone, then ten random copies with all of them and a network's answers."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.breeds import Breed
from dogbreed.imaging.augment import MODERATE, Augmentation, Enlargement, Variation, vary
from dogbreed.imaging.resize import resize_to_square
from dogbreed.inference.bundle import available
from dogbreed.inference.classifier import Prediction
from dogbreed.networks.registry import CNN, title
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import ACCENT, NETWORKS, REFERENCE
from dogbreed.ui.formatting import percent
from dogbreed.ui.serving import bundle, named_classifier
from dogbreed.ui.widgets.chart import Chart, draw, layout
from dogbreed.ui.widgets.photo_choice import ChosenPhoto
from dogbreed.ui.widgets.room import room, wide_picture


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


@built_once(16)
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
            customdata=[
                f"{own.name} {percent(answer.first)}<br>answer: {answer.breed.name}, {percent(answer.probability)}"
                for answer in answers
            ],
            hovertemplate="copy %{x}: %{customdata}<extra></extra>",
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


COPIES = 10
CELL = 205
"""Narrowest column of pictures, px."""
CAPTION, CHART = 41, 420
"""Heights of two lines and of the chart with its title and button, px."""
QUICK = CNN
"""The network that is chosen first: it answers ten copies in less than a second."""
SLIDERS = {
    "mirror": ("Mirror", 1.0, 0.05, "%.2f", "Probability of a horizontal flip"),
    "zoom": ("Zoom", 0.5, 0.05, "%.2f", "Largest change of the size, either way"),
    "rotation": ("Rotation", 45.0, 1.0, "%d°", "Largest angle, either way"),
    "translation": ("Translation", 0.3, 0.01, "%.2f", "Largest shift as a fraction of the side, either way"),
    "contrast": ("Contrast", 0.9, 0.05, "%.2f", "Largest change of the contrast, either way"),
}


def augmentation(chosen: ChosenPhoto) -> Callable[[], None]:
    """Draw sliders, five pictures and ten copies.

    Not a fragment: Streamlit lets the run of a fragment finish before it answers the next move of a slider.

    Returns:
        What draws a network's answers to the copies, to be called last: it takes longest, and a slider that moves ends
        it between two copies.
    """
    strengths = _sliders()
    name = _network()
    card = bundle(name).card
    square = resize_to_square(chosen.pixels, card.input_size, card.fit)
    st.subheader("One at a time", anchor=False)
    _alone(square, strengths, chosen.words)
    st.subheader("All together", anchor=False)
    seed = st.number_input("Random seed", 0, 9999, 1, key="seed", bind="query-params", width=260)
    enlargement = Enlargement(strengths, COPIES, int(seed))
    copies = [enlargement.copy(square, 0, number) for number in range(COPIES)]
    captions = _copies(copies, chosen.words)
    place = room(CHART)

    def answers() -> None:
        photo = hashlib.sha1(square.tobytes(), usedforsecurity=False).hexdigest()
        found: list[CopyAnswer] = []
        favourite = 0
        for number, (copy, caption) in enumerate(zip(copies, captions, strict=True)):
            prediction = _prediction(name, photo, strengths, int(seed), number, copy)
            favourite = favourite if found else int(prediction.ranking[0])
            answer = CopyAnswer(*prediction.top(1)[0], float(prediction.probabilities[favourite]))
            found.append(answer)
            which = f"copy {number + 1}" if number else "original"
            caption.caption(f"{which}: **{answer.breed.name}**, {percent(answer.probability)}")
        with place:
            draw(answers_of_copies(found, card.title, name))

    return answers


def _sliders() -> Augmentation:
    columns = st.columns(len(SLIDERS))
    values = {
        name: column.slider(
            label, 0.0, largest, float(getattr(MODERATE, name)), step, format=shape, help=words, key=name,
            bind="query-params",
        )
        for column, (name, (label, largest, step, shape, words)) in zip(columns, SLIDERS.items(), strict=True)
    }  # fmt: skip
    return Augmentation(**values)


def _network() -> str:
    names = available()
    if len(names) == 1:
        return names[0]
    return st.selectbox(
        "Network",
        names,
        index=names.index(QUICK) if QUICK in names else 0,
        help="It identifies the ten copies. A large network takes about a second.",
        format_func=title,
        key="network",
        bind="query-params",
        width=280,
    )


def _alone(square: np.ndarray, strengths: Augmentation, words: str) -> None:
    """One picture per transformation at its full strength."""
    variations = {
        "mirror": Variation(mirrored=strengths.mirror > 0),
        "zoom": Variation(zoom=1 + strengths.zoom),
        "rotation": Variation(rotation=strengths.rotation),
        "translation": Variation(shift=(strengths.translation, strengths.translation)),
        "contrast": Variation(contrast=1 + strengths.contrast),
    }
    grid = st.grid(min_column_width=CELL)
    for name, variation in variations.items():
        with grid.cell():
            label = SLIDERS[name][0]
            off = getattr(strengths, name) == 0
            wide_picture(vary(square, variation), f"{words}: {label.lower()}", narrowest=CELL)
            st.caption(f"{label}{', off' if off else ''}")


@st.cache_resource(show_spinner=False, max_entries=640)
def _prediction(
    name: str, photo: str, strengths: Augmentation, seed: int, number: int, _copy: np.ndarray
) -> Prediction:
    """A network's prediction for a copy, without features, evidence and scene, which take much memory.

    Args:
        photo: Digest of the photo, which stands for the copy in the cache's key, with the copy's number.
    """
    return replace(named_classifier(name).predict(_copy), features=np.empty(0, np.float32), evidence=None, scene=None)


def _copies(copies: list[np.ndarray], words: str) -> list[DeltaGenerator]:
    """Draw the copies and return the places of their captions."""
    grid = st.grid(min_column_width=CELL)
    captions = []
    for number, copy in enumerate(copies, 1):
        with grid.cell():
            wide_picture(copy, f"{words}, copy {number}", narrowest=CELL)
            captions.append(room(CAPTION))
    return captions
