"""Facts about a breed as several pages show them: in short, as figures, and what tells it from another breed."""

import streamlit as st

from dogbreed.breed_facts import BreedFacts, breed_facts
from dogbreed.breeds import Breed
from dogbreed.look_alikes import how_to_tell_apart
from dogbreed.ui.widgets.explanation import in_our_words, in_words

INCHES, POUNDS = 2.54, 0.45359237
"""One of each in cm and kg."""


def facts_in_short(dog: Breed) -> None:
    """A heading, the facts in a few lines, their sources, and a link to the breed's page."""
    found = breed_facts(dog.wnid)
    origin = f"From {found.origin}, bred for {found.bred_for}" if found.bred_for else f"Lives in {found.origin}"
    st.header(f"About the {without_article(dog)}", anchor=False)
    st.markdown(
        f"{origin}. {height(found)} at the shoulder, {weight(found)}. Coat: {found.coat}. Lives {years(found)}."
    )
    st.markdown(f"{found.temperament} {found.telltale}")
    in_our_words(found.sources)
    breed_link(dog)


def breed_link(dog: Breed) -> None:
    """A link to the breed's page."""
    st.page_link(
        "pages/breed.py",
        label=f"More about the {without_article(dog)}",
        icon=":material/menu_book:",
        query_params={"breed": dog.name},
    )


def tell_apart(one: Breed, other: Breed) -> None:
    """How to tell two breeds apart; where nobody has written that down, how to recognise each of them."""
    found = how_to_tell_apart(one.wnid, other.wnid)
    if found:
        in_words(found)
        return
    for dog in (one, other):
        telltale(dog)


def telltale(dog: Breed) -> None:
    """How to recognise a breed, with its name and sources."""
    found = breed_facts(dog.wnid)
    st.markdown(f"**{dog.name}**: {found.telltale}")
    in_our_words(found.sources)


def without_article(dog: Breed) -> str:
    """The name in running text: "Scottish deerhound", "pug"."""
    return dog.with_article.partition(" ")[2]


def height(facts: BreedFacts) -> str:
    """`71 to 81 cm (28 to 32 inches)`."""
    return _both(facts.height, "cm", INCHES, "inches")


def weight(facts: BreedFacts) -> str:
    """`34 to 50 kg (75 to 110 pounds)`."""
    return _both(facts.weight, "kg", POUNDS, "pounds")


def years(facts: BreedFacts) -> str:
    """`8 to 11 years`."""
    return f"{_range(*facts.life_span)} years"


def _both(metric: tuple[float, float], unit: str, other: float, other_unit: str) -> str:
    """A range in metric units and, rounded, in others."""
    low, high = metric
    rounded = _range(round(low / other), round(high / other))
    return f"{_range(low, high)}\N{NO-BREAK SPACE}{unit} ({rounded}\N{NO-BREAK SPACE}{other_unit})"


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
