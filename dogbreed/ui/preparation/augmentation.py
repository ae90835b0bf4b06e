"""Augmentation: each transformation alone, then ten random copies with all of them and a network's answers."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.breeds import Breed
from dogbreed.imaging.augment import MODERATE, Augmentation, Enlargement, Variation, vary
from dogbreed.imaging.resize import resize_to_square
from dogbreed.inference.bundle import Card, available
from dogbreed.inference.classifier import Prediction
from dogbreed.networks.registry import CNN, in_order, title
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import ACCENT, NETWORKS, REFERENCE
from dogbreed.ui.formatting import percent, plain
from dogbreed.ui.network_answer import NetworkAnswer, identified, judged, no_dog_sentence, small_prediction
from dogbreed.ui.serving import bundle, named_classifier
from dogbreed.ui.widgets.chart import Chart, draw, layout
from dogbreed.ui.widgets.photo_choice import ChosenPhoto
from dogbreed.ui.widgets.room import room, wide_picture


@dataclass(frozen=True)
class Expected:
    """What the answers to copies are compared with.

    Attributes:
        breed: The breed.
        label: Whether it is the photo's label; else it is what the network says of the whole photo.
    """

    breed: Breed
    label: bool

    def met_by(self, answer: NetworkAnswer) -> bool:
        """Whether an answer finds a dog, most probably of this breed."""
        return answer.favourite == self.breed and not answer.no_dog


@built_once(16)
def answers_of_copies(answers: Sequence[NetworkAnswer], expected: Expected, title: str, network: str) -> Chart:
    """One bar per copy with the probability of the expected breed; hatched where the answer is another one.

    Args:
        answers: The first one is to the original photo.
        title: Of the network.
        network: Its folder, which gives the colour.
    """
    breed, met = expected.breed, [expected.met_by(answer) for answer in answers]
    probabilities = [answer.probability(breed) for answer in answers]
    colour = NETWORKS.get(network, ACCENT)
    figure = go.Figure(
        go.Bar(
            x=list(range(1, len(answers) + 1)),
            y=probabilities,
            marker={
                "color": [colour if same else REFERENCE for same in met],
                "pattern": {"shape": ["" if same else "/" for same in met]},
            },
            customdata=[
                f"{breed.name} {percent(probability)}<br>{escape(answer.verdict.sentence)}"
                for answer, probability in zip(answers, probabilities, strict=True)
            ],
            hovertemplate="copy %{x}: %{customdata}<extra></extra>",
        )
    )
    layout(figure, 320, "copy", f"probability of {breed.name}").update_yaxes(range=[0, 1.08], tickformat=".0%")
    figure.update_xaxes(dtick=1)
    return Chart(
        "Answers to copies",
        _title(met, expected),
        figure,
        f"Probability of {breed.name} for {len(answers)} copies according to {title}: "
        + ", ".join(map(percent, probabilities))
        + ".",
        pd.DataFrame(
            {
                "copy": range(1, len(answers) + 1),
                "most_probable": [answer.favourite.name for answer in answers],
                "sentence": [answer.verdict.sentence for answer in answers],
                "expected": breed.name,
                "from_label": expected.label,
                "probability_of_expected": probabilities,
                "as_expected": met,
            }
        ),
    )


def _title(met: Sequence[bool], expected: Expected) -> str:
    number = sum(met)
    breed = expected.breed.with_article
    which = "All" if number == len(met) else f"{number} of" if number else "None of the"
    ends = f"are taken for {breed}, the right breed"
    if not expected.label:
        ends = f"get the same answer as the whole photo: most probably {breed}"
    return f"{which} {len(met)} copies {ends}" + ("" if number == len(met) else " (hatched: another answer)")


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
    if refusal := no_dog_sentence(chosen):
        words = f"{refusal}, so there is no breed to find in its copies. A network alone names one for every photo."
        st.info(words, icon=":material/pets:")
        for number, caption in enumerate(captions):
            caption.caption(_which(number))
        return lambda: None
    place = room(CHART)

    def answers() -> None:
        network = named_classifier(name)
        photo = hashlib.sha1(square.tobytes(), usedforsecurity=False).hexdigest()
        found: list[NetworkAnswer] = []
        for number, (copy, caption) in enumerate(zip(copies, captions, strict=True)):
            found.append(judged(network, _prediction(name, photo, strengths, int(seed), number, copy)))
            caption.caption(f"{_which(number)}: {_said(found[-1], _expected(chosen, card, found[0]))}")
        expected = _expected(chosen, card, found[0])
        with place:
            draw(answers_of_copies(found, expected, card.title, name))
            if not chosen.truth:
                st.caption(f"Whole photo, as on the Identify page: **{plain(identified(chosen).verdict.sentence)}**")
            elif not expected.label:
                st.caption(f"{card.title} has not learned the breed {chosen.truth.name}.")

    return answers


def _expected(chosen: ChosenPhoto, card: Card, original: NetworkAnswer) -> Expected:
    """The photo's label; the answer to the original photo if it has none or the network has not learned it."""
    if chosen.truth and chosen.truth.wnid in card.classes:
        return Expected(chosen.truth, True)
    return Expected(original.favourite, False)


def _which(number: int) -> str:
    return f"copy {number + 1}" if number else "original"


def _said(answer: NetworkAnswer, expected: Expected) -> str:
    """The most probable breed with its probability, or that no dog was found; by a label, whether that is right."""
    [(breed, probability)] = answer.prediction.top(1)
    said = answer.verdict.sentence if answer.no_dog else f"**{breed.name}**, {percent(probability)}"
    mark = ":material/check_circle: " if expected.met_by(answer) else ":material/cancel: "
    return f"{mark if expected.label else ''}{said}"


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
    names = in_order(available())
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
    """A network's prediction for a copy, shared by all visitors.

    Args:
        photo: Digest of the photo, which stands for the copy in the cache's key, with the copy's number.
    """
    return small_prediction(name, _copy)


def _copies(copies: list[np.ndarray], words: str) -> list[DeltaGenerator]:
    """Draw the copies and return the places of their captions."""
    grid = st.grid(min_column_width=CELL)
    captions = []
    for number, copy in enumerate(copies, 1):
        with grid.cell():
            wide_picture(copy, f"{words}, copy {number}", narrowest=CELL)
            captions.append(room(CAPTION))
    return captions
