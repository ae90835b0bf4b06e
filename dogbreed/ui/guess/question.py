"""One question of a round: a photo with four breeds to choose from, then all answers."""

import streamlit as st

from dogbreed.imaging.decode import decode
from dogbreed.networks.registry import title
from dogbreed.ui.formatting import percent
from dogbreed.ui.guess.game import guess, next_question
from dogbreed.ui.guess.quiz import Choice, Question, Round
from dogbreed.ui.widgets.gallery import TEST_PHOTO_ORIGINS
from dogbreed.ui.widgets.room import wide_picture
from dogbreed.ui.widgets.stage import note

PHOTO_HEIGHT = 480
RIGHT, WRONG = ":material/check_circle:", ":material/cancel:"


def question(game: Round) -> None:
    """Draw the current photo with the buttons, or with all answers once the person has guessed."""
    asked = game.questions[game.position]
    st.markdown(f"Photo **{game.position + 1}** of {len(game.questions)} · {score(game)}")
    left, right = st.columns([3, 2], gap="large")
    with left:
        pixels = decode(asked.photo.data).pixels
        width = round(PHOTO_HEIGHT * pixels.shape[1] / pixels.shape[0])
        with st.container(width=width):
            wide_picture(asked.photo.data, "A dog whose breed is to be guessed", narrowest=min(width, 340))
    with right:
        if game.answered:
            _answers(game, asked)
        else:
            _options(asked)
    note(TEST_PHOTO_ORIGINS[asked.photo.source])


def score(game: Round) -> str:
    """Right answers so far, Markdown."""
    so_far = [f"you **{game.score_of_person()}**"]
    so_far += [f"{title(name)} **{right}**" for name, right in game.score().items()]
    return ", ".join(so_far) if game.guesses else "you guess first, then the networks"


def _options(asked: Question) -> None:
    grid = st.grid(min_column_width=150)
    for number, dog in enumerate(asked.options, 1):
        with grid.cell(), st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
            st.subheader(str(number), anchor=False, width="content")
            st.button(dog.name, key=f"option-{number}", on_click=guess, args=(dog,), width="stretch", wrap=True)


def _answers(game: Round, asked: Question) -> None:
    guessed, choices = game.guesses[game.position], game.choices[game.position]
    right = guessed == asked.truth
    say = st.success if right else st.error
    say(
        f"{'Right' if right else f'Not {guessed.with_article}'}: it is {asked.truth.with_article}.",
        icon=RIGHT if right else WRONG,
    )
    for name, choice in choices.items():
        _network(name, choice, asked)
    if not right:
        st.page_link(
            "pages/look_alikes.py",
            label=f"Compare with {guessed.with_article}",
            icon=":material/compare_arrows:",
            query_params={"one": asked.truth.name, "other": guessed.name},
        )
    last = game.position + 1 == len(game.questions)
    st.button(
        "See the result" if last else "Next photo",
        type="primary",
        icon=":material/arrow_forward:",
        on_click=next_question,
        shortcut="Enter",
        key="next",
    )


def _network(name: str, choice: Choice, asked: Question) -> None:
    sign = RIGHT if choice.breed == asked.truth else WRONG
    st.markdown(f"## {sign} {title(name)}: {choice.breed.name}, {percent(choice.probability)}")
    if choice.free not in asked.options:
        st.caption(f"Among all breeds that it knows, {choice.free.with_article} is the most probable to it.")
