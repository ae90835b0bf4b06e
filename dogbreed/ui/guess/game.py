"""The round of the current session; it is kept while the visitor looks at other pages, and its address by a reload."""

import random
from collections.abc import Sequence

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.imaging.decode import decode
from dogbreed.inference.bundle import available
from dogbreed.networks.registry import CNN, XCEPTION, in_order
from dogbreed.ui.guess.address import HIGHEST_SEED, NUMBER, PLACE, SEED, RoundAddress, leave_round
from dogbreed.ui.guess.quiz import Choice, Question, Round, choose, questions
from dogbreed.ui.serving import named_classifier
from dogbreed.ui.top1_table import confused, top1_table
from dogbreed.ui.widgets.missing_photos import missing_photos

GAME, WRITTEN = "game", "round-in-address"
NO_PHOTOS = "**No photos for a round.** They are not installed, and dog.ceo cannot be reached."
DAMAGED = "The address of this page is incomplete, so the round cannot go on. Start it again: it has the same photos."


def current_round() -> Round | None:
    """None before a round has been started."""
    return st.session_state.get(GAME)


def players() -> list[str]:
    """Names of the networks that play: at most two of those that are there."""
    names = in_order(available())
    return [name for name in names if name in (CNN, XCEPTION)] or names[:2]


def start() -> None:
    """Start the round that the visitor chose; a note if there are none after all."""
    _find(int(st.session_state[SEED]), int(st.session_state[NUMBER]))


def keep_address() -> None:
    """Go to the place of an address that the visitor opened, or went back to; else write the current one there."""
    address, game = RoundAddress.read(), current_round()
    if address and address != st.session_state.get(WRITTEN):
        game = resume(address)
    elif address is None and PLACE in st.query_params and game is None:
        st.warning(DAMAGED, icon=":material/link_off:")
    if game is None:
        leave_round()
    elif RoundAddress.of(game) != address:
        RoundAddress.of(game).write()
    st.session_state[WRITTEN] = RoundAddress.of(game) if game else None


def resume(address: RoundAddress) -> Round | None:
    """Go to a place of a round; fetch its photos where the session does not have them. None if there are none."""
    known = current_round()
    if known is None or (known.seed, len(known.questions)) != (address.seed, address.number):
        st.session_state.pop(GAME, None)
        known = _find(address.seed, address.number)
    if known is None:
        return None
    game = Round(known.seed, known.questions)
    for place, (asked, pick) in enumerate(zip(game.questions, address.picked, strict=False)):
        game.position, stored = place, known.choices[place : place + 1]
        game.answer(asked.options[pick - 1], stored[0] if stored else _choices(asked))
    game.position = min(address.place - 1, len(game.questions))
    st.session_state[GAME] = game
    return game


def _find(seed: int, number: int) -> Round | None:
    """Fetch the photos of a round with a progress bar and start it; a message if there are none."""
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
    return current_round()


def guess(dog: Breed) -> None:
    """Store the person's guess and the networks' choices for the current question."""
    game = current_round()
    if game and not game.over:
        game.answer(dog, _choices(game.questions[game.position]))


def next_question() -> None:
    """Go to the next question, or to the summary after the last one."""
    game = current_round()
    if game and not game.over and game.answered:
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


def _choices(asked: Question) -> dict[str, Choice]:
    """The choices of the networks that play, by name."""
    pixels = decode(asked.photo.data).pixels
    return {name: network_choice(name, pixels, asked.options) for name in players()}


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
