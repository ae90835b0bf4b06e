"""One photo with its answer: the sentence, the photo, the probabilities, what speaks for it."""

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.ui.formatting import percent
from dogbreed.ui.identify.album import Album, Entry
from dogbreed.ui.identify.explanation import explanation, how_they_differ
from dogbreed.ui.identify.similar_photos import look_like
from dogbreed.ui.serving import classifier
from dogbreed.ui.widgets.evidence_overlay import evidence_overlay
from dogbreed.ui.widgets.unreadable import unreadable

PHOTO_HEIGHT = 540
AVERAGE = "the average breed"


def answer(album: Album, entry: Entry) -> None:
    """Draw an entry of the album, with the way back to the others."""
    if len(album.entries) > 1:
        _way_back(album)
    prediction = entry.answer.prediction
    if prediction is None:
        unreadable(entry.answer)
        return
    st.header(entry.answer.verdict.sentence, anchor=False)
    if entry.truth:
        _truth(entry.truth, entry.answer.verdict, prediction.top(1)[0][0])
    no_dog = entry.answer.verdict.kind is VerdictKind.NOT_A_DOG
    photo, findings = st.columns([3, 2], gap="medium")
    with findings:
        coloured = None
        if no_dog and prediction.scene:
            _things(prediction.scene)
        else:
            for candidate, probability in prediction.top(5):
                st.progress(probability, f"{candidate.name} **{percent(probability)}**")
            coloured = _evidence(entry, prediction)
        explanation(entry.answer.verdict)
    with photo:
        picture, alt = coloured or (entry.picture, f"The photo {entry.answer.file}")
        st.image(picture, width=round(PHOTO_HEIGHT * entry.aspect), alt=alt, output_format="JPEG")
        if entry.origin:
            st.caption(entry.origin)
    how_they_differ(entry.answer.verdict)
    if not no_dog:
        look_like(prediction.features, prediction.top(1)[0][0])


def _way_back(album: Album) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            f"All {len(album.entries)} photos",
            icon=":material/grid_view:",
            on_click=album.open,
            args=(None,),
            key="all",
        )
        st.button(":material/chevron_left:", help="Previous photo", on_click=album.step, args=(-1,), key="previous")
        st.button(":material/chevron_right:", help="Next photo", on_click=album.step, args=(1,), key="next")


def _truth(truth: Breed, verdict: Verdict, favourite: Breed) -> None:
    """Say in words and with a sign, not only in a colour, whether the answer is right."""
    holds = verdict.holds_for(truth)
    if verdict.kind is VerdictKind.BREED and holds:
        st.success(f"Right: it is {truth.with_article}.", icon=":material/check_circle:")
    elif holds:
        st.success(f"True, as far as it goes: it is {truth.with_article}.", icon=":material/check_circle:")
    elif verdict.kind is VerdictKind.UNSURE:
        guess = "That was the closest breed" if favourite == truth else f"The closest was {favourite.with_article}"
        st.info(f"It is {truth.with_article}. {guess}, but not close enough to say so.", icon=":material/help:")
    else:
        st.error(f"Wrong: it is {truth.with_article}.", icon=":material/cancel:")


def _things(scene: Scene) -> None:
    """What it takes the photo for in place of a dog."""
    likeliest, *others = (thing.with_article for thing, _ in scene.others(3))
    st.markdown(f"It reminds the network of **{likeliest}**, then of {' and '.join(others)}.")
    least = classifier().bundle.card.thresholds.dog
    st.markdown(
        f"That there is a dog has a probability of **{percent(scene.dog)}**; it takes {percent(least)} to say so."
    )


def _evidence(entry: Entry, prediction: Prediction) -> tuple[np.ndarray, str] | None:
    """On request, the photo painted with what speaks for a breed and not for another, and the picture in words."""
    evidence = prediction.evidence
    if evidence is None or not st.toggle("Show what speaks for the answer", key="evidence", persist_state="session"):
        return None
    index = {breed(wnid).name: place for place, wnid in enumerate(prediction.classes)}
    ranked = [candidate.name for candidate, _ in prediction.top(len(index))]
    left, right = st.columns(2)
    chosen = left.selectbox("What speaks for", ranked, key=f"for-{entry.key}")
    rivals = [name for name in ranked if name != chosen]
    rivals.insert(1, AVERAGE)
    rival = right.selectbox("and not for", rivals, key=f"against-{entry.key}-{chosen}")
    rows, columns = evidence.values.shape[:2]
    st.caption(
        f"**Orange** speaks for {chosen}, **blue** for {rival}. This is evidence by area: each of the "
        f"{rows} by {columns} areas sees far beyond its own square."
        + (" The network looks at the square in the middle of the photo." if evidence.fit == "crop" else "")
    )
    pixels = evidence_overlay(entry.pixels(), prediction, index[chosen], index.get(rival))
    return pixels, f"The photo, orange where it speaks for {chosen}, blue where for {rival}"
