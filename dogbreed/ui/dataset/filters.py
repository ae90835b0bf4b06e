"""Filters of the photos and their order; a click on a chart sets the same widgets."""

from typing import Any

import pandas as pd
import streamlit as st

from dogbreed.dataset.photo_filter import ANY, MANY_DOGS, Interval, Order, PhotoFilter
from dogbreed.dataset.statistics import ASPECTS, side_edges
from dogbreed.ui.built_once import built_once
from dogbreed.ui.dataset.key_figures import facts
from dogbreed.ui.formatting import SPLITS, count
from dogbreed.ui.widgets.breed_menu import breed_menu, groups_and_breeds, name

BREED, SPLIT, DOGS, WIDTH, HEIGHT, ASPECT, FILL = "breed", "split", "dogs", "width", "height", "aspect", "fill"
"""Keys of widgets and, as they are bound to it, parameters of the page's address."""

DOGS_PER_PHOTO = {number: str(number) for number in range(1, MANY_DOGS)} | {MANY_DOGS: f"{MANY_DOGS} or more"}
ASPECT_ENDS, FILL_ENDS = (ASPECTS[0], ASPECTS[-1]), (0, 100)
ORDERS = list(Order)


def photo_filter() -> tuple[PhotoFilter, Order]:
    """Draw the widgets; return the chosen filter and order."""
    breed = breed_menu("Breed or kennel group", _menu(facts()), BREED)
    left, right = st.columns(2)
    split = left.selectbox(
        "Split",
        list(SPLITS),
        index=None,
        format_func=SPLITS.__getitem__,
        placeholder="Both",
        key=SPLIT,
        bind="query-params",
    )
    dogs = right.selectbox(
        "Dogs in the photo",
        list(DOGS_PER_PHOTO),
        index=None,
        format_func=DOGS_PER_PHOTO.__getitem__,
        placeholder="Any number",
        key=DOGS,
        bind="query-params",
    )
    with st.expander("Size, shape and order", icon=":material/tune:"):
        width, height = (_sides(label, key) for label, key in (("Width", WIDTH), ("Height", HEIGHT)))
        aspect = st.slider(
            "Width by height", *ASPECT_ENDS, ASPECT_ENDS, 0.1, format="%.1f", key=ASPECT, bind="query-params"
        )
        fill = st.slider(
            "Share of the photo in the dog's box",
            *FILL_ENDS,
            FILL_ENDS,
            format="%d %%",
            key=FILL,
            bind="query-params",
        )
        order = st.selectbox("Order", ORDERS, format_func=str.capitalize, key="order", bind="query-params")
    chosen = PhotoFilter(
        breed,
        split,
        _open(width, _ends(WIDTH)),
        _open(height, _ends(HEIGHT)),
        _open(aspect, ASPECT_ENDS),
        _open((fill[0] / 100, fill[1] / 100), (0, 1)),
        dogs,
    )
    return chosen, order


@built_once(1)
def _menu(photos: pd.DataFrame) -> list[str]:
    return groups_and_breeds(photos["wnid"].unique())


def steps(side: str) -> tuple[int, ...]:
    """Values of the slider of `WIDTH` or `HEIGHT`, px, and edges of the squares of the chart of sizes."""
    return _edges(facts(), side)


@built_once(2)
def _edges(photos: pd.DataFrame, side: str) -> tuple[int, ...]:
    return side_edges(photos[side])


def narrow(**chosen: Any) -> None:
    """Set widgets by their keys, or reset them if they already have these values: a second click undoes the first."""
    if all(st.session_state.get(key) == value for key, value in chosen.items()):
        chosen = {key: _widest()[key] for key in chosen}
    st.session_state.update(chosen)


def clear() -> None:
    """Reset all filters."""
    st.session_state.update(_widest())


def in_words(chosen: PhotoFilter, order: Order) -> str:
    """The filter and the order as a phrase."""
    phrases = [name(chosen.breed) if chosen.breed else "all breeds"]
    if chosen.split:
        phrases.append(SPLITS[chosen.split].lower())
    if chosen.dogs:
        phrases.append(f"{DOGS_PER_PHOTO[chosen.dogs]} dog{'s' if chosen.dogs > 1 else ''}")
    phrases += [
        f"{count(int(max(low, ends[0])))} to {count(int(min(high, ends[1])))} px {what}"
        for (low, high), ends, what in (
            (chosen.width, _ends(WIDTH), "wide"),
            (chosen.height, _ends(HEIGHT), "high"),
        )
        if (low, high) != ANY
    ]
    if chosen.aspect != ANY:
        phrases.append(f"width by height {chosen.aspect[0]:.1f} to {min(chosen.aspect[1], ASPECTS[-1]):.1f}")
    if chosen.fill != ANY:
        phrases.append(f"the dog fills {100 * chosen.fill[0]:.0f} to {100 * min(chosen.fill[1], 1):.0f} %")
    return "; ".join([*phrases, order])


def _sides(label: str, key: str) -> tuple[int, int]:
    return st.select_slider(f"{label} in pixels", steps(key), _ends(key), format_func=str, key=key, bind="query-params")


def _ends(side: str) -> tuple[int, int]:
    return steps(side)[0], steps(side)[-1]


def _widest() -> dict[str, Any]:
    """Values of the widgets without any filter."""
    sides = {side: _ends(side) for side in (WIDTH, HEIGHT)}
    return {BREED: None, SPLIT: None, DOGS: None, ASPECT: ASPECT_ENDS, FILL: FILL_ENDS} | sides


def _open(chosen: tuple[float, float], ends: tuple[float, float]) -> Interval:
    """The condition of a range slider: none if it covers the whole slider; without an upper end at its last value."""
    low = ANY[0] if chosen[0] <= ends[0] else chosen[0]
    return low, ANY[1] if chosen[1] >= ends[1] else chosen[1]
