"""The round that a visitor plays; it waits while other pages are looked at."""

import random
from collections.abc import Sequence

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.imaging.decode import decode
from dogbreed.inference.bundle import available
from dogbreed.networks.registry import CNN, XCEPTION
from dogbreed.quiz import Choice, Round, choose, questions
from dogbreed.ui.serving import named_classifier
from dogbreed.ui.top1_table import top1_table

GAME, SEED, NUMBER = "game", "round_number", "photos"
HIGHEST_SEED = 9999
NUMBERS = (5, 10, 20)
NO_PHOTOS = (
    "There are no photos to play with: the Stanford Dogs photos are not on this server and dog.ceo does not answer. "
    "Connect the server to the internet, or download the photos with `python -m dogbreed data download`."
)


def playing() -> Round | None:
    """The round at hand."""
    return st.session_state.get(GAME)


def players() -> list[str]:
    """The networks that play."""
    names = available()
    return [name for name in (XCEPTION, CNN) if name in names] or names[:2]


def start() -> None:
    """Fetch the photos of a round, with a bar, and begin; say so if there are none."""
    seed, number = int(st.session_state[SEED]), int(st.session_state[NUMBER])
    progress = st.progress(0.0, "Looking for photos")
    found = []
    for question in questions(seed, number, confused_pairs(top1_table())):
        found.append(question)
        progress.progress(len(found) / number, f"{len(found)} of {number} photos are here")
    progress.empty()
    if found:
        st.session_state[GAME] = Round(seed, tuple(found))
    else:
        st.info(NO_PHOTOS, icon=":material/cloud_off:")


def guess(dog: Breed) -> None:
    """The person has chosen; the networks choose too."""
    game = playing()
    if game and not game.over:
        question = game.questions[game.position]
        pixels = decode(question.photo.data).pixels
        game.answer(dog, {name: network_choice(name, pixels, question.options) for name in players()})


def go_on() -> None:
    """The next photo, or the end."""
    game = playing()
    if game and game.answered:
        game.position += 1


def leave() -> None:
    """Back to the start, with another round in view."""
    st.session_state.pop(GAME, None)
    st.session_state[SEED] = random.randint(1, HIGHEST_SEED)


def again() -> None:
    """The same photos from the beginning."""
    game = playing()
    if game:
        st.session_state[GAME] = Round(game.seed, game.questions)


def network_choice(name: str, pixels: np.ndarray, options: Sequence[Breed]) -> Choice:
    """What a network chooses for a photo, uint8 [height, width, 3] RGB.

    Raises:
        BundleError: The network is missing or damaged.
    """
    prediction = named_classifier(name).predict(pixels)
    return choose(dict(zip(prediction.classes, map(float, prediction.probabilities), strict=True)), options)
