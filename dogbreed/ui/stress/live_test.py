"""Live test: sliders, the damaged photo, the networks' answers to it and over the whole range of one slider."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.imaging.corruption import Damage, corrupt, square
from dogbreed.imaging.decode import Photo
from dogbreed.inference.bundle import available
from dogbreed.inference.classifier import Prediction
from dogbreed.networks.registry import title
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.formatting import percent, plain
from dogbreed.ui.network_answer import NetworkAnswer, exported, identified, judged, no_dog_sentence, small_prediction
from dogbreed.ui.serving import named_classifier
from dogbreed.ui.stress.confidence_curve import Sweep, confidence_curve
from dogbreed.ui.stress.controls import SLIDERS, Slider, damage_sliders, network_choice, reset, touched
from dogbreed.ui.taught_dogs import taught_dogs
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.photo_choice import ChosenPhoto
from dogbreed.ui.widgets.room import room, wide_picture

ANSWER = 410
"""Height of the answers, px: as much as long sentences take, so that no slider moves away while it is dragged."""


@dataclass(frozen=True)
class Subject:
    """The photo of the live test.

    Attributes:
        key: SHA-256 of its pixels: part of the key of caches that all visitors share.
        square: uint8 [299, 299, 3] RGB, see `dogbreed.imaging.corruption`.
    """

    key: str
    square: np.ndarray


def subject_of(photo: Photo) -> Subject:
    """The square of a photo."""
    pixels = square(photo.pixels)
    return Subject(hashlib.sha256(pixels.tobytes()).hexdigest(), pixels)


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
    return small_prediction(name, corrupt(_subject.square, damage))


def sweep(names: Sequence[str], subject: Subject, damage: Damage) -> Callable[[], None]:
    """Draw the choice of a slider; the other sliders keep their values over its range.

    Args:
        names: Of the networks.
        damage: As the sliders set it.

    Returns:
        What computes and draws the confidence curve over the slider's range. To be called last: it takes longest, and a
        slider that moves ends it.
    """
    slider = _choice()
    place, progress = st.container(), st.empty()
    st.caption(
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


def _choice() -> Slider:
    labels = {slider.key: slider.label for slider in SLIDERS}
    chosen = st.segmented_control(
        "Whole range of",
        list(labels),
        default=SLIDERS[0].key,
        required=True,
        format_func=labels.__getitem__,
        key="swept",
        bind="query-params",
    )
    return next(slider for slider in SLIDERS if slider.key == chosen)


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
    """Draw the sliders, the damaged photo and then the answers.

    Not a fragment: Streamlit lets the run of a fragment finish before it answers the next move of a slider.

    Returns:
        What draws the confidence curve, to be called last, see `sweep`.
    """
    names = network_choice(available(), "stress-networks")
    subject = subject_of(chosen.photo)
    picture, right = st.columns([2, 3], gap="medium")
    with right:
        answers = room(ANSWER)
    with right:
        damage = damage_sliders()
        st.button(
            "Reset all", icon=":material/restart_alt:", on_click=reset, disabled=not touched(), key="stress-reset"
        )
    with picture:
        damaged = corrupt(subject.square, damage)
        wide_picture(damaged, f"{chosen.words}, damaged", narrowest=340)
        if chosen.credit:
            st.caption(chosen.credit)
    if not names:
        answers.info("Choose a network to see its answer.", icon=":material/tune:")
        return lambda: None
    pairs = [(answer_to_damaged(name, subject, damage), answer_to_damaged(name, subject, Damage())) for name in names]
    refusal = no_dog_sentence(chosen)
    with answers:
        label = f" (label: {chosen.truth.name})" if chosen.truth else ""
        st.markdown(f"Whole photo, as on the Identify page: **{plain(identified(chosen).verdict.sentence)}**{label}")
        if refusal:
            _alone([title(name) for name, (now, _) in zip(names, pairs, strict=True) if now.dog is None])
        for column, name, (now, original) in zip(st.columns(len(names), gap="medium"), names, pairs, strict=True):
            with column:
                _draw_answer(name, now, original)
    st.space("small")
    st.header("At which value does the answer change?", anchor=False)
    if refusal:
        st.info(f"{refusal}: there is no breed whose probability a curve could follow.", icon=":material/pets:")
        return lambda: None
    return sweep(names, subject, damage)


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
    sentence, before = plain(now.verdict.sentence), plain(original.verdict.sentence)
    st.markdown(f"**{title(name)}**")
    st.subheader(sentence, anchor=False)
    same = sentence == before
    st.markdown(":material/check: same as for the original" if same else f":material/swap_horiz: instead of “{before}”")
    if now.dog is not None:
        st.markdown(f"Chance of a dog: **{percent(now.dog)}**")
    if not now.no_dog:
        for candidate, probability in now.prediction.top(3):
            st.progress(probability, f"{candidate.name} **{percent(probability)}**")
