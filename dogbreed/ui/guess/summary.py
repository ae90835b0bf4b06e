"""The end of a round: the score and the difficult photos."""

import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.networks.registry import title
from dogbreed.ui.guess.game import another_round, same_round
from dogbreed.ui.guess.question import RIGHT, WRONG
from dogbreed.ui.guess.quiz import Choice, Question, Round
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import GridPhoto, photo_grid
from dogbreed.ui.widgets.stage import note


def summary(game: Round) -> None:
    """Draw the score, the photos that somebody got wrong, and the ways on."""
    number = len(game.questions)
    scores = {"You": game.score_of_person()} | {title(name): right for name, right in game.score().items()}
    st.header(_verdict(scores), anchor=False)
    for column, (name, right) in zip(st.columns(len(scores)), scores.items(), strict=True):
        column.metric(name, f"{right} of {number}")
    hard = [place for place in range(number) if _wrong(game, place)]
    if hard:
        st.subheader("Difficult photos", anchor=False)
        photo_grid([_grid_photo(game, place) for place in hard], column_width=320)
    else:
        st.success("All answers were right.", icon=RIGHT)
    with st.container(horizontal=True):
        st.button(
            "Another round",
            type="primary",
            icon=":material/casino:",
            on_click=another_round,
            shortcut="Enter",
            key="another",
        )
        st.button("The same photos again", icon=":material/replay:", on_click=same_round, key="again")
    download("Guesses", game.table())
    note(
        "You and the networks chose among the same four breeds. Our training did not use these photos, but "
        "ImageNet probably holds them."
    )


def _verdict(scores: dict[str, int]) -> str:
    best = max(scores.values())
    winners = [name for name, right in scores.items() if right == best]
    if len(winners) == len(scores):
        return "A draw"
    if winners == ["You"]:
        return "You won"
    names = " and ".join("you" if name == "You" else name for name in winners)
    return f"{names[0].upper()}{names[1:]} won"


def _wrong(game: Round, place: int) -> bool:
    truth = game.questions[place].truth
    return game.guesses[place] != truth or any(choice.breed != truth for choice in game.choices[place].values())


def _grid_photo(game: Round, place: int) -> GridPhoto:
    asked, guessed = game.questions[place], game.guesses[place]
    sign = RIGHT if guessed == asked.truth else WRONG
    lines = [f"**{asked.truth.name}**", f"{sign} You: {guessed.name}"]
    lines += [_line(name, choice, asked) for name, choice in game.choices[place].items()]
    rival = next((dog for dog in (guessed, *_choices(game, place)) if dog != asked.truth), guessed)

    def link(_: bytes | None) -> None:
        st.page_link(
            "pages/look_alikes.py",
            label=f"Compare with {rival.with_article}",
            icon=":material/compare_arrows:",
            query_params={"one": asked.truth.name, "other": rival.name},
        )

    return GridPhoto(asked.photo.file, "  \n".join(lines), "A photo of {}", data=asked.photo.data, below=link)


def _choices(game: Round, place: int) -> list[Breed]:
    return [choice.breed for choice in game.choices[place].values()]


def _line(name: str, choice: Choice, asked: Question) -> str:
    sign = RIGHT if choice.breed == asked.truth else WRONG
    return f"{sign} {title(name)}: {choice.breed.name}"
