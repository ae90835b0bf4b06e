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
from dogbreed.inference.bundle import CARD_FILE, available
from dogbreed.inference.classifier import Prediction
from dogbreed.networks.registry import title
from dogbreed.settings import settings
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.formatting import percent
from dogbreed.ui.serving import named_classifier
from dogbreed.ui.stress.confidence_curve import Sweep, confidence_curve
from dogbreed.ui.stress.controls import SLIDERS, Slider, damage_sliders, network_choice, reset, touched
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.photo_choice import ChosenPhoto
from dogbreed.ui.widgets.room import room, wide_picture

ANSWER = 300
"""Height of a network's answer, px."""


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


def predict_damaged(name: str, subject: Subject, damage: Damage) -> Prediction:
    """A network's prediction for a damaged photo, without features, evidence and scene.

    Args:
        name: Of the network.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return _predict(name, _written(name), subject.key, damage, subject)


def _written(name: str) -> tuple[int, ...]:
    """Changes when the network is exported again."""
    return file_stamp(settings().models_dir / name / CARD_FILE)


@st.cache_resource(show_spinner=False, max_entries=4096)
def _predict(name: str, written: tuple[int, ...], key: str, damage: Damage, _subject: Subject) -> Prediction:
    """Without the large arrays, because thousands of predictions are cached."""
    prediction = named_classifier(name).predict(corrupt(_subject.square, damage))
    return replace(prediction, features=np.empty(0, np.float32), evidence=None, scene=None)


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
        "Filled points: same answer as for the original photo. Open points: another answer. Click a point to apply "
        "it; the dotted line marks the current value."
    )

    def curve() -> None:
        with progress:
            sweeps = [_sweep(name, subject, damage, slider) for name in names]
        progress.empty()
        with place:
            draw(
                confidence_curve(slider.label, sweeps, slider.neutral, getattr(damage, slider.setting), slider.write),
                on_point=lambda point: _set(slider, point[0]),
            )

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
    """One network over the range, computed once."""
    finished = _finished(name, _written(name), subject.key, _changed(damage, slider, slider.neutral), slider.key)
    if not finished:
        finished.append(_computed(name, subject, damage, slider))
    return finished[0]


@st.cache_resource(show_spinner=False, max_entries=256)
def _finished(name: str, written: tuple[int, ...], key: str, damage: Damage, swept: str) -> list[Sweep]:
    """Room for the finished sweep. The arguments are its key."""
    return []


def _computed(name: str, subject: Subject, damage: Damage, slider: Slider) -> Sweep:
    """Moving a slider ends the run between two values, where the progress is shown; finished predictions are cached."""
    original = predict_damaged(name, subject, Damage())
    favourite, _ = original.top(1)[0]
    place = original.ranking[0]
    rows: list[dict[str, Any]] = []
    for done, value in enumerate(slider.values, 1):
        found = predict_damaged(name, subject, _changed(damage, slider, value))
        [(first, probability)] = found.top(1)
        rows.append(
            {
                "value": value,
                "probability": float(found.probabilities[place]),
                "answer": first.name,
                "answer_probability": probability,
                "same": first == favourite,
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
    for column, name in zip(answers.columns(len(names), gap="medium"), names, strict=True):
        with column:
            _answer(name, predict_damaged(name, subject, damage), predict_damaged(name, subject, Damage()))
    st.space("small")
    st.header("At which value does the answer change?", anchor=False)
    return sweep(names, subject, damage)


def _answer(name: str, now: Prediction, original: Prediction) -> None:
    first, before = now.top(1)[0][0], original.top(1)[0][0]
    same = first == before
    st.markdown(f"**{title(name)}**")
    st.subheader(first.name, anchor=False)
    st.markdown(
        ":material/check: same as for the original" if same else f":material/swap_horiz: instead of {before.name}"
    )
    for candidate, probability in now.top(3):
        st.progress(probability, f"{candidate.name} **{percent(probability)}**")
