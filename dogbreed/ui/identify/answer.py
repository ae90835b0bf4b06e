"""One photo with its answer: the verdict, the photo, the probabilities, the evidence and what to do next."""

import streamlit as st

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.imaging.encode import as_jpeg
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.ui.formatting import percent, plain
from dogbreed.ui.identify.album import Album, Entry
from dogbreed.ui.identify.answer_worth import answer_worth, why_these_percentages
from dogbreed.ui.identify.crop import several_dogs
from dogbreed.ui.identify.next_steps import explanation, how_they_differ
from dogbreed.ui.identify.phone import on_phone
from dogbreed.ui.identify.share_picture import share_button
from dogbreed.ui.identify.similar_photos import most_similar
from dogbreed.ui.identify.suggestions import suggestions
from dogbreed.ui.identify.upload_queue import UploadQueue
from dogbreed.ui.serving import classifier
from dogbreed.ui.widgets.breed_facts import facts_in_short
from dogbreed.ui.widgets.explanation import evidence_overlay, frame_caption
from dogbreed.ui.widgets.small_print import small_print
from dogbreed.ui.widgets.stage import note
from dogbreed.ui.widgets.uploads import unreadable_file

PHOTO_HEIGHT, ON_A_PHONE = 540, 300
"""Of the photo, px."""
AVERAGE = "the average breed"
TOP = 5
COLOURED = "coloured-photo"
"""Key of the session: the last photo with its evidence, and what it shows."""


def answer(album: Album, entry: Entry, queue: UploadQueue) -> None:
    """Draw an entry, with buttons that lead to the others."""
    if len(album.entries) > 1:
        _navigation(album)
    prediction = entry.answer.prediction
    if prediction is None:
        unreadable_file(entry.answer.file, entry.answer.verdict.sentence)
        return
    st.title(plain(entry.answer.verdict.sentence), anchor=False)
    if entry.truth:
        _truth(entry.truth, entry.answer.verdict, prediction.top(1)[0][0])
    no_dog = entry.answer.verdict.kind is VerdictKind.NOT_A_DOG
    photo, findings = st.columns([3, 2], gap="medium")
    with findings:
        coloured = None
        if no_dog and prediction.scene:
            _no_dog(prediction.scene)
        else:
            suggestions(entry.answer.verdict)
            st.markdown(f"If it is one of the {len(BREEDS)} breeds:")
            for candidate, probability in prediction.top(TOP):
                st.progress(probability, f"{candidate.name} **{percent(probability)}**")
            note(why_these_percentages(entry.answer.verdict, classifier().bundle.card.thresholds))
        answer_worth(entry.answer.verdict)
        several_dogs(album, queue, entry)
        if not no_dog:
            coloured = _evidence(entry, prediction)
        explanation(entry.answer.verdict)
    with photo:
        picture, alt = coloured or (entry.picture, f"The photo {entry.answer.file}")
        # The container has the width, since Streamlit would reduce and encode a wider image anew at every run.
        with st.container(width=round((ON_A_PHONE if on_phone() else PHOTO_HEIGHT) * entry.aspect)):
            st.image(picture, width="stretch", alt=alt, output_format="JPEG")
        if entry.origin:
            small_print(entry.origin)
        bars = [] if no_dog else [(candidate.name, probability) for candidate, probability in prediction.top(TOP)]
        share_button(entry.answer.verdict.sentence, bars, entry.picture)
    for named in entry.answer.verdict.named[:1]:
        facts_in_short(named)
    how_they_differ(entry.answer.verdict)
    if not no_dog:
        most_similar(prediction.features, prediction.top(1)[0][0])


def _navigation(album: Album) -> None:
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
    """Whether the answer is right, in words and with an icon, not only in a colour."""
    holds = verdict.holds_for(truth)
    if verdict.kind is VerdictKind.BREED and holds:
        st.success(f"Right: it is {truth.with_article}.", icon=":material/check_circle:")
    elif holds:
        st.success(f"Right, but not exact: it is {truth.with_article}.", icon=":material/check_circle:")
    elif verdict.kind is VerdictKind.TAUGHT:
        st.info(f"It is {truth.with_article}.", icon=":material/help:")
    elif verdict.kind is VerdictKind.OTHER_BREED:
        st.error(f"Wrong: it is {truth.with_article}, one of the {len(BREEDS)} breeds.", icon=":material/cancel:")
    elif verdict.kind is VerdictKind.UNSURE:
        other = f"The most probable breed was {favourite.with_article}"
        first = "This was the most probable breed" if favourite == truth else other
        st.info(f"It is {truth.with_article}. {first}, but not probable enough to name it.", icon=":material/help:")
    else:
        st.error(f"Wrong: it is {truth.with_article}.", icon=":material/cancel:")


def _no_dog(scene: Scene) -> None:
    """What the photo resembles, and how probable a dog is."""
    likeliest, *others = (thing.with_article for thing, _ in scene.others(3))
    st.markdown(f"To the network, it looks most like **{likeliest}**, then like {' and '.join(others)}.")
    least = classifier().bundle.card.thresholds.dog
    st.markdown(f"Chance of a dog: **{percent(scene.dog)}** (we say “dog” from {percent(least)}).")


def _evidence(entry: Entry, prediction: Prediction) -> tuple[bytes, str] | None:
    """On request, the photo with the evidence for a breed compared with another, and its alt text."""
    evidence = prediction.evidence
    if evidence is None or not st.toggle("Show why", key="evidence", persist_state="session"):
        return None
    index = {breed(wnid).name: place for place, wnid in enumerate(prediction.classes)}
    ranked = [candidate.name for candidate, _ in prediction.top(len(index))]
    left, right = st.columns(2)
    chosen = left.selectbox("Evidence for", ranked, key=f"for-{entry.key}")
    rivals = [name for name in ranked if name != chosen]
    rivals.insert(1, AVERAGE)
    rival = right.selectbox("compared with", rivals, key=f"against-{entry.key}-{chosen}")
    rows, columns = evidence.values.shape[:2]
    st.caption(
        f"**Orange** speaks for {chosen}, **blue** for {rival}. This is evidence by area: the score of each of the "
        f"{rows} by {columns} areas also depends on what surrounds it."
        + (" The network sees only the square in the middle of the photo." if evidence.fit == "crop" else "")
    )
    frame_caption(prediction)
    picture = _coloured(entry, prediction, index[chosen], index.get(rival))
    return picture, f"The photo, orange where it speaks for {chosen}, blue where it speaks for {rival}"


def _coloured(entry: Entry, prediction: Prediction, chosen: int, rival: int | None) -> bytes:
    """The evidence over the photo as JPEG; the last one is kept, so that no other click draws it again."""
    wanted = (entry.digest, chosen, rival)
    kept: tuple[object, bytes] | None = st.session_state.get(COLOURED)
    if kept is None or kept[0] != wanted:
        kept = wanted, as_jpeg(evidence_overlay(entry.pixels(), prediction, chosen, rival))
        st.session_state[COLOURED] = kept
    return kept[1]
