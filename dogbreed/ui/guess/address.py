"""The address of a round, with which a reload goes on: `?round_number=7&photos=10&place=3&picked=24`."""

from dataclasses import dataclass
from typing import Self

import streamlit as st

from dogbreed.ui.guess.quiz import OPTIONS, Round

SEED, NUMBER, PLACE, PICKED = "round_number", "photos", "place", "picked"
HIGHEST_SEED = 9999
NUMBERS = (5, 10, 20)
"""Photos per round to choose from."""


@dataclass(frozen=True)
class RoundAddress:
    """Where a visitor is in a round.

    Attributes:
        seed: The number of the round, 1 to `HIGHEST_SEED`.
        number: Of its photos, 1 to the highest of `NUMBERS`.
        place: Of the photo that is shown, from 1; `number` + 1 at the end of the round.
        picked: Number of the chosen option per answered photo, 1 to `OPTIONS`.
    """

    seed: int
    number: int
    place: int
    picked: tuple[int, ...]

    @classmethod
    def read(cls) -> Self | None:
        """The round in the page's address; None if there is none, or none that a round can be in."""
        seed, number, place = (_whole(key) for key in (SEED, NUMBER, PLACE))
        digits = st.query_params.get(PICKED, "")
        if not (1 <= seed <= HIGHEST_SEED and 1 <= number <= max(NUMBERS) and 1 <= place <= number + 1):
            return None
        if not set(digits) <= {*"123456789"[:OPTIONS]} or len(digits) not in (place - 1, place) or len(digits) > number:
            return None
        return cls(seed, number, place, tuple(map(int, digits)))

    @classmethod
    def of(cls, game: Round) -> Self:
        """Where the visitor is in a round."""
        return cls(game.seed, len(game.questions), game.position + 1, game.picked)

    def write(self) -> None:
        """Put it into the page's address."""
        ours = {SEED: self.seed, NUMBER: self.number, PLACE: self.place, PICKED: "".join(map(str, self.picked))}
        st.query_params.from_dict(st.query_params.to_dict() | {key: str(value) for key, value in ours.items() if value})


def seed_in_address() -> int:
    """The number of the round in a link, `?round_number=7`; 1 if there is none."""
    seed = _whole(SEED)
    return seed if 1 <= seed <= HIGHEST_SEED else 1


def leave_round() -> None:
    """Take the visitor's place out of the address; the number of the round stays."""
    for key in (NUMBER, PLACE, PICKED):
        st.query_params.pop(key, None)


def _whole(key: str) -> int:
    """A whole number in the address; 0 if there is none."""
    digits = st.query_params.get(key, "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0
