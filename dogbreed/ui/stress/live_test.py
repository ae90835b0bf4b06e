"""Live test: the damaged photo, sliders, the networks' answers to it and over the whole range of one slider."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.imaging.corruption import Damage, corrupt
from dogbreed.inference.bundle import available
from dogbreed.inference.classifier import Prediction
from dogbreed.networks.registry import title
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.formatting import percent, plain
from dogbreed.ui.network_answer import NetworkAnswer, exported, identified, judged, no_dog_sentence, small_prediction
from dogbreed.ui.serving import named_classifier
from dogbreed.ui.stress.confidence_curve import Sweep, confidence_curve
from dogbreed.ui.stress.controls import Slider, damage_tabs, network_choice, reset_button
from dogbreed.ui.stress.subject import Subject, subject_of
from dogbreed.ui.taught_dogs import taught_dogs
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.photo_choice import ChosenPhoto
from dogbreed.ui.widgets.room import wide_picture
from dogbreed.ui.widgets.small_print import small_print
from dogbreed.ui.widgets.stage import note

COLUMN = 210
"""Narrowest column of a network's answer, px."""
NARROWEST = 340
"""Width of the photo's column at least, px."""
PHOTO = 340
"""Height of the photo at most, px: a low window shows it together with the sliders."""


def answer_to_damaged(name: str, subject: Subject, damage: Damage) -> NetworkAnswer:
    """A network's answer to a damaged photo.

    Args:
        name: Of the network.

    Raises:
        BundleError: The network is missing or damaged.
    """
    wanted = Damage() if damage == Damage() else damage  # a cache tells 0.0 of a slider from 0
    return judged(named_classifier(name), _predict(name, exported(name), subject.key, wanted, subject))


@st.cache_resource(show_spinner=False, max_entries=4096)
def _predict(name: str, stamp: tuple[int, ...], key: str, damage: Damage, _subject: Subject) -> Prediction:
    return small_prediction(name, corrupt(_subject.pixels, damage))


def sweep(names: Sequence[str], subject: Subject, damage: Damage, slider: Slider) -> Callable[[], None]:
    """Make room for the confidence curve over a slider's range; the other sliders keep their values.

    Args:
        names: Of the networks.
        damage: As the sliders set it.
        slider: Of the open tab.

    Returns:
        What computes and draws the curve. To be called last: it takes longest, and a slider that moves ends it.
    """
    place, progress = st.container(), st.empty()
    note(
        "Filled points: same most probable breed as for the original photo. Open points: another one, or no dog found. "
        "Click a point to apply it; the dotted line marks the current value."
    )

    def curve() -> None:
        followed = [name for name in names if not answer_to_damaged(name, subject, Damage()).no_dog]
        with progress:
            sweeps = [_sweep(name, subject, damage, slider) for name in followed]
        progress.empty()
        with place:
            for name in names:
                if name not in followed:
                    st.markdown(f"**{title(name)}** finds no dog in the original photo: it has no curve.")
            if sweeps:
                now = getattr(damage, slider.setting)
                chart = confidence_curve(slider.label, sweeps, slider.neutral, now, slider.write)
                draw(chart, on_point=lambda point: _set(slider, point[0]))

    return curve


def _sweep(name: str, subject: Subject, damage: Damage, slider: Slider) -> Sweep:
    """One network over the range, computed once; for a visitor who has taught it a dog, from the kept predictions."""
    if taught_dogs():
        return _computed(name, subject, damage, slider)
    finished = _finished(name, exported(name), subject.key, _changed(damage, slider, slider.neutral), slider.key)
    if not finished:
        finished.append(_computed(name, subject, damage, slider))
    return finished[0]


@st.cache_resource(show_spinner=False, max_entries=256)
def _finished(name: str, stamp: tuple[int, ...], key: str, damage: Damage, swept: str) -> list[Sweep]:
    """Room for the finished sweep. The arguments are its key."""
    return []


def _computed(name: str, subject: Subject, damage: Damage, slider: Slider) -> Sweep:
    """Moving a slider ends the run between two values, where the progress is shown; finished predictions are cached."""
    favourite = answer_to_damaged(name, subject, Damage()).favourite
    rows: list[dict[str, Any]] = []
    for done, value in enumerate(slider.values, 1):
        found = answer_to_damaged(name, subject, _changed(damage, slider, value))
        rows.append(
            {
                "value": value,
                "probability": found.probability(favourite),
                "most_probable": found.favourite.name,
                "sentence": found.verdict.sentence,
                "same": found.favourite == favourite and not found.no_dog,
            }
        )
        st.progress(done / len(slider.values), f"{title(name)} identifies {len(slider.values)} copies")
    return Sweep(title(name), NETWORKS.get(name, REFERENCE), favourite.name, pd.DataFrame(rows))


def _changed(damage: Damage, slider: Slider, value: float) -> Damage:
    changed: dict[str, Any] = {slider.setting: int(value) if slider.setting == "quality" else value}
    return replace(damage, **changed)


def _set(slider: Slider, value: float) -> None:
    st.session_state[slider.key] = float(value)


def live_test(chosen: ChosenPhoto) -> Callable[[], None]:
    """Draw the damaged photo, the sliders beside it (on a phone below it) and then the answers.

    Not a fragment: Streamlit lets the run of a fragment finish before it answers the next move of a slider.

    Returns:
        What draws the confidence curve, to be called last, see `sweep`.
    """
    names = network_choice(available(), "stress-networks")
    subject = subject_of(chosen)
    picture, right = st.columns([2, 3], gap="medium")
    with right:
        damage, slider = damage_tabs()
        reset_button()
    with picture:
        _photo(chosen, corrupt(subject.pixels, damage))
    if not names:
        right.info("Choose a network to see its answer.", icon=":material/tune:")
        return lambda: None
    with right:
        _answers(names, chosen, subject, damage)
    st.space("small")
    st.header("At which value does the answer change?", anchor=False)
    if refusal := no_dog_sentence(chosen):
        st.info(f"{refusal}: there is no breed whose probability a curve could follow.", icon=":material/pets:")
        return lambda: None
    return sweep(names, subject, damage, slider)


def _photo(chosen: ChosenPhoto, damaged: np.ndarray) -> None:
    height, width = damaged.shape[:2]
    with st.container(width=round(PHOTO * width / height)):
        wide_picture(damaged, f"{chosen.words}, damaged", narrowest=min(NARROWEST, PHOTO * width / height))
    if chosen.credit:
        small_print(chosen.credit)


def _answers(names: Sequence[str], chosen: ChosenPhoto, subject: Subject, damage: Damage) -> None:
    pairs = [(answer_to_damaged(name, subject, damage), answer_to_damaged(name, subject, Damage())) for name in names]
    grid = st.grid(len(names), min_column_width=COLUMN, gap="medium")
    for name, (now, original) in zip(names, pairs, strict=True):
        with grid.container(height="stretch", vertical_alignment="distribute"):
            _draw_answer(name, now, original)
    label = f" (label: {chosen.truth.name})" if chosen.truth else ""
    st.markdown(f"Whole photo, as on the Identify page: **{plain(identified(chosen).verdict.sentence)}**{label}")
    if no_dog_sentence(chosen):
        _alone([title(name) for name, (now, _) in zip(names, pairs, strict=True) if now.dog is None])


def _alone(titles: Sequence[str]) -> None:
    """Say that some networks cannot notice that there is no dog; nothing if there are none.

    Args:
        titles: Of these networks.
    """
    if titles:
        verb = "names" if len(titles) == 1 else "name"
        words = f"Alone, {' and '.join(titles)} {verb} a breed for every photo, with or without a dog."
        st.warning(words, icon=":material/warning:")


def _draw_answer(name: str, now: NetworkAnswer, original: NetworkAnswer) -> None:
    """A column: the sentence at its top, the probabilities at its bottom, so that those of all networks align."""
    sentence, before = plain(now.verdict.sentence), plain(original.verdict.sentence)
    same = sentence == before
    with st.container(gap="xsmall"):
        st.markdown(f"**{title(name)}**")
        st.subheader(sentence, anchor=False)
        st.markdown(
            ":material/check: same as for the original" if same else f":material/swap_horiz: instead of “{before}”"
        )
    with st.container(gap="xsmall"):
        if now.dog is not None:
            st.markdown(f"Chance of a dog: **{percent(now.dog)}**")
        if not now.no_dog:
            for candidate, probability in now.prediction.top(3):
                st.progress(probability, f"{candidate.name} **{percent(probability)}**")
