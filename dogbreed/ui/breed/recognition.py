"""How well the network recognises the test photos of a breed, and which breeds it confuses it with."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.evaluation.confusions import breed_confusions
from dogbreed.evaluation.metrics import Estimate, proportion
from dogbreed.evaluation.selection import Kind
from dogbreed.look_alikes import how_to_tell_apart
from dogbreed.networks.registry import title
from dogbreed.settings import settings
from dogbreed.ui.built_once import built_once
from dogbreed.ui.formatting import count, percent, quantity
from dogbreed.ui.widgets.breed_facts import telltale
from dogbreed.ui.widgets.explanation import in_words

FILTERS = ("answer", "both_ways", "photos", "confidence", "right_breed", "network", "compare_with")
"""Keys of the menus on the Mistakes page by which an address of it may select other photos than it names."""
PHOTOS, SIDE_BY_SIDE = ":material/grid_on:", ":material/compare_arrows:"


@dataclass(frozen=True)
class Confusion:
    """How often a breed and another one were confused.

    Attributes:
        other: The other breed.
        as_other: Test photos of the breed that were mistaken for the other one.
        as_breed: Test photos of the other breed that were mistaken for this one.
        other_photos: Test photos of the other breed.
    """

    other: Breed
    as_other: int
    as_breed: int
    other_photos: int


@dataclass(frozen=True)
class Recognition:
    """A network's answers about a breed.

    Attributes:
        dog: The breed.
        photos: Number of its test photos.
        right: Number of these that were named correctly.
        accuracy: Their share, with its 95 % interval.
        confusions: With other breeds, the most frequent first.
    """

    dog: Breed
    photos: int
    right: int
    accuracy: Estimate
    confusions: tuple[Confusion, ...]


@built_once(240)
def recognition(dog: Breed, top1: pd.DataFrame) -> Recognition:
    """Count the answers about a breed.

    Args:
        dog: The breed.
        top1: The table of `dogbreed.evaluation.top1`.
    """
    own = top1.loc[top1["truth"] == dog.wnid, "right"]
    confusions = breed_confusions(top1, dog.wnid).to_dict("records")
    return Recognition(
        dog,
        len(own),
        int(own.sum()),
        proportion(int(own.sum()), len(own)),
        tuple(
            Confusion(breed(row["other"]), row["as_other"], row["as_breed"], row["other_photos"]) for row in confusions
        ),
    )


def accuracy(found: Recognition) -> None:
    """The share of the breed's test photos that are named correctly, with links to these and to the mistakes."""
    st.header("How well is it recognised?", anchor=False)
    if not found.photos:
        st.markdown("The network was not tested on photos of this breed.")
        return
    _forget_filters()
    share, own = found.accuracy, found.dog.name
    st.markdown(
        f"The {title(settings().model)} names **{percent(share.value)}** of {quantity(found.photos, 'test photo')} of "
        f"{found.dog.with_article} correctly (95 % interval {percent(share.low)} to {percent(share.high)})."
    )
    with st.container(horizontal=True):
        if found.right:
            _photos(quantity(found.right, "right answer"), own, own, Kind.RIGHT)
        if found.right < found.photos:
            _photos(quantity(found.photos - found.right, "mistake"), own)


def confused_with(found: Recognition) -> None:
    """Every breed that it is confused with: how often, in both directions, and what tells it from this one."""
    if not found.confusions:
        if found.photos:
            st.success("It is confused with no other breed, in either direction.", icon=":material/check_circle:")
        return
    st.space("medium")
    st.header("What is it confused with?", anchor=False)
    grid = st.grid(min_column_width=320)
    for confusion in found.confusions:
        with grid.cell(), st.container(border=True):
            _confusion(found, confusion)


def _confusion(found: Recognition, confusion: Confusion) -> None:
    dog, other = found.dog, confusion.other
    st.subheader(other.name, anchor=False)
    if confusion.as_other:
        _photos(
            f"{count(confusion.as_other)} of {quantity(found.photos, 'photo')} mistaken for it",
            dog.name,
            other.name,
        )
    if confusion.as_breed:
        _photos(
            f"{count(confusion.as_breed)} of its {quantity(confusion.other_photos, 'photo')} mistaken for this breed",
            other.name,
            dog.name,
        )
    told_apart = how_to_tell_apart(dog.wnid, other.wnid)
    if told_apart:
        in_words(told_apart)
    else:
        telltale(other)
    st.page_link(
        "pages/look_alikes.py",
        label="Side by side",
        icon=SIDE_BY_SIDE,
        query_params={"one": dog.name, "other": other.name},
    )


def _photos(label: str, truth: str, answer: str | None = None, kind: Kind = Kind.WRONG) -> None:
    """A number as a link to the photos behind it.

    Args:
        label: With the number.
        truth: Name of the breed that the photos show; `answer` likewise the predicted one, None: any.
        kind: Right or wrong answers.
    """
    selection = {"breed": truth, "photos": kind.capitalize()} | ({"answer": answer} if answer else {})
    st.page_link("pages/mistakes.py", label=label, icon=PHOTOS, query_params=selection)


def _forget_filters() -> None:
    """Let the Mistakes page show what a link names: Streamlit keeps the choices that were made there, and takes only
    what is no default from the address."""
    for key in FILTERS:
        st.session_state.pop(key, None)
