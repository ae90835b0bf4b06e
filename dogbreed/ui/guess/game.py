"""The round of the current session; it is kept while the visitor looks at other pages."""

import random
from collections.abc import Sequence

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.imaging.decode import decode
from dogbreed.inference.bundle import available
from dogbreed.networks.registry import CNN, XCEPTION, in_order
from dogbreed.ui.guess.quiz import Choice, Round, choose, questions
from dogbreed.ui.serving import named_classifier
from dogbreed.ui.top1_table import confused, top1_table
from dogbreed.ui.widgets.missing_photos import missing_photos

GAME, SEED, NUMBER = "game", "round_number", "photos"
HIGHEST_SEED = 9999
NUMBERS = (5, 10, 20)
NO_PHOTOS = "**No photos for a round.** They are not installed, and dog.ceo cannot be reached."


def current_round() -> Round | None:
    """None before a round has been started."""
    return st.session_state.get(GAME)


def players() -> list[str]:
    """Names of the networks that play: at most two of those that are there."""
    names = in_order(available())
    return [name for name in names if name in (CNN, XCEPTION)] or names[:2]


def start() -> None:
    """Fetch the photos of a round with a progress bar and start it; a note if there are none after all."""
    seed, number = int(st.session_state[SEED]), int(st.session_state[NUMBER])
    progress = st.progress(0.0, "Looking for photos")
    found = []
    for question in questions(seed, number, confused(top1_table())):
        found.append(question)
        progress.progress(len(found) / number, f"{len(found)} of {number} photos found")
    progress.empty()
    if found:
        st.session_state[GAME] = Round(seed, tuple(found))
    else:
        missing_photos(NO_PHOTOS)


def guess(dog: Breed) -> None:
    """Store the person's guess and the networks' choices for the current question."""
    game = current_round()
    if game and not game.over:
        question = game.questions[game.position]
        pixels = decode(question.photo.data).pixels
        game.answer(dog, {name: network_choice(name, pixels, question.options) for name in players()})


def next_question() -> None:
    """Go to the next question, or to the summary after the last one."""
    game = current_round()
    if game and game.answered:
        game.position += 1


def another_round() -> None:
    """Go back to the start of the page, with the number of another round filled in."""
    st.session_state.pop(GAME, None)
    st.session_state[SEED] = random.randint(1, HIGHEST_SEED)


def same_round() -> None:
    """Start again with the same photos."""
    game = current_round()
    if game:
        st.session_state[GAME] = Round(game.seed, game.questions)


def network_choice(name: str, pixels: np.ndarray, options: Sequence[Breed]) -> Choice:
    """A network's choice among some breeds.

    Args:
        name: Of the network.
        pixels: The photo, uint8 [height, width, 3] RGB.

    Raises:
        BundleError: The network is missing or damaged.
    """
    prediction = named_classifier(name).predict(pixels)
    return choose(dict(zip(prediction.classes, map(float, prediction.probabilities), strict=True)), options)
