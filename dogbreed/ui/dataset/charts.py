"""Distributions of the photos: a chart shows those that match the other filters, and a click sets its own filter."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dogbreed.dataset.photo_facts import GROUP_OF, NETWORK_SIDE
from dogbreed.dataset.photo_filter import MANY_DOGS, PhotoFilter, matching
from dogbreed.dataset.statistics import ASPECTS, FILLS, histogram, size_grid
from dogbreed.ui.built_once import built_once
from dogbreed.ui.dataset.figures import category_bars, histogram_bars, photo_sizes
from dogbreed.ui.dataset.filters import (
    ASPECT,
    BREED,
    DOGS,
    DOGS_PER_PHOTO,
    FILL,
    HEIGHT,
    SPLIT,
    WIDTH,
    narrow,
    steps,
)
from dogbreed.ui.dataset.key_figures import facts
from dogbreed.ui.formatting import SPLITS, count, percent
from dogbreed.ui.widgets.breed_menu import GROUP_NAMES, name
from dogbreed.ui.widgets.chart import Chart, draw

BREEDS, GROUPS, SIZES, DOGS_VIEW = "Breeds", "Kennel groups", "Sizes", "Dogs"
MOST, FEWEST, BY_NAME = "Most photos first", "Fewest first", "By name"
TALL = 620
"""Height of the list of breeds, px."""


def charts(chosen: PhotoFilter) -> None:
    """Draw the chosen view.

    Args:
        chosen: The current filter.
    """
    views: dict[str, Callable[[PhotoFilter], None]] = {
        BREEDS: _breeds,
        GROUPS: _groups,
        SIZES: _sizes,
        DOGS_VIEW: _dogs,
    }
    view = st.segmented_control("View", list(views), default=BREEDS, required=True, key="view", bind="query-params")
    views[view](chosen)


def _breeds(chosen: PhotoFilter) -> None:
    left, right = st.columns(2)
    search = left.text_input("Search", placeholder="terrier", key="search", bind="query-params").strip().casefold()
    order = right.selectbox("Sort", [MOST, FEWEST, BY_NAME], key="sort", bind="query-params")
    chart = _breeds_chart(facts(), chosen, search, order)
    if chart is None:
        _nothing()
        return
    with st.container(height=TALL if len(chart.table) > 20 else "content", border=False):
        draw(chart, lambda point: narrow(**{BREED: point[0]}))


@built_once(16)
def _breeds_chart(photos: pd.DataFrame, chosen: PhotoFilter, search: str, order: str) -> Chart | None:
    """None if no breed matches."""
    group = chosen.breed if chosen.breed in GROUP_NAMES else None
    found = matching(photos, chosen if group else chosen.without(BREED))
    kinds = _sorted(_kinds(found["wnid"], name), order)
    kinds = kinds[[search in kind.casefold() for kind in kinds["kind"]]].reset_index(drop=True)
    if kinds.empty:
        return None
    low, high = int(kinds["photos"].min()), int(kinds["photos"].max())
    spread = count(high) if low == high else f"{count(low)} to {count(high)}"
    title = f"{len(kinds)} breed{'s' if len(kinds) > 1 else ''} with {spread} photos{' each' if len(kinds) > 1 else ''}"
    return category_bars("Photos per breed", title, kinds, chosen.breed)


def _groups(chosen: PhotoFilter) -> None:
    chart = _groups_chart(facts(), chosen)
    if chart is None:
        _nothing()
        return
    draw(chart, lambda point: narrow(**{BREED: point[0]}))
    if split := _split_chart(facts(), chosen):
        draw(split, lambda point: narrow(**{SPLIT: point[0]}))


@built_once(16)
def _groups_chart(photos: pd.DataFrame, chosen: PhotoFilter) -> Chart | None:
    """None if no photo matches."""
    found = matching(photos, chosen.without(BREED))
    kinds = _sorted(_kinds(found["group"], name), MOST)
    if kinds.empty:
        return None
    group = chosen.breed if chosen.breed is None or chosen.breed in GROUP_NAMES else GROUP_OF[chosen.breed]
    title = f"{kinds['kind'].iloc[0]} have the most photos: {percent(kinds['photos'].iloc[0] / len(found))}"
    return category_bars("Photos per kennel group", title, kinds, group)


@built_once(16)
def _split_chart(photos: pd.DataFrame, chosen: PhotoFilter) -> Chart | None:
    """None if no photo matches."""
    found = matching(photos, chosen.without(SPLIT))
    if found.empty:
        return None
    kinds = _kinds(found["split"], SPLITS.__getitem__, SPLITS)
    held = int((found["split"] == "test").sum())
    title = f"{count(held)} of {count(len(found))} photos are in the test set"
    return category_bars("Photos per split", title, kinds, chosen.split)


def _sizes(chosen: PhotoFilter) -> None:
    chart = _sizes_chart(facts(), chosen)
    if chart is None:
        _nothing()
        return
    draw(chart, _narrow_size)
    if aspects := _aspects_chart(facts(), chosen):
        draw(aspects, lambda point: narrow(**{ASPECT: (float(point[0]), float(point[1]))}))


@built_once(16)
def _sizes_chart(photos: pd.DataFrame, chosen: PhotoFilter) -> Chart | None:
    """None if no photo matches."""
    found = matching(photos, chosen.without(WIDTH, HEIGHT))
    if found.empty:
        return None
    below = float((found["pixels"] < NETWORK_SIDE**2).mean())
    edges = steps(WIDTH), steps(HEIGHT)
    return photo_sizes(size_grid(found, *edges), below, (chosen.width, chosen.height), *edges)


@built_once(16)
def _aspects_chart(photos: pd.DataFrame, chosen: PhotoFilter) -> Chart | None:
    """None if no photo matches."""
    shaped = matching(photos, chosen.without(ASPECT))
    if shaped.empty:
        return None
    wide = float((shaped["aspect"] > 1).mean())
    title = f"{percent(wide)} of the photos are wider than high"
    bins = histogram(shaped["aspect"], ASPECTS)
    return histogram_bars("Aspect ratios", title, bins, "width by height", ".1f", chosen.aspect)


def _narrow_size(square: Sequence[float]) -> None:
    """The browser may return floats where the sliders need integers."""
    left, right, low, high = (int(edge) for edge in square[:4])
    narrow(**{WIDTH: (left, right), HEIGHT: (low, high)})


def _dogs(chosen: PhotoFilter) -> None:
    shares, numbers = _shares_chart(facts(), chosen), _numbers_chart(facts(), chosen)
    if shares is None or numbers is None:
        _nothing()
        return
    draw(shares, lambda point: narrow(**{FILL: (round(100 * point[0]), round(100 * point[1]))}))
    draw(numbers, lambda point: narrow(**{DOGS: int(point[0])}))


@built_once(16)
def _shares_chart(photos: pd.DataFrame, chosen: PhotoFilter) -> Chart | None:
    """None if no photo matches."""
    found = matching(photos, chosen.without(FILL))
    if found.empty:
        return None
    half = float((found["fill"] < 0.5).mean())
    return histogram_bars(
        "Share of the photo in a dog's box",
        f"In {percent(half)} of the photos the dog's box fills less than half of the photo",
        histogram(found["fill"], FILLS),
        "share of the photo in a dog's box",
        ".0%",
        chosen.fill,
    )


@built_once(16)
def _numbers_chart(photos: pd.DataFrame, chosen: PhotoFilter) -> Chart | None:
    """None if no photo matches."""
    found = matching(photos, chosen.without(DOGS))
    if found.empty:
        return None
    several = float((found["dogs"] > 1).mean())
    kinds = _kinds(found["dogs"].clip(upper=MANY_DOGS), _dogs_in_words, DOGS_PER_PHOTO)
    return category_bars(
        "Dogs per photo", f"{percent(several)} of the photos show more than one dog", kinds, chosen.dogs
    )


def _kinds(values: pd.Series, named: Callable[[Any], str], keys: Mapping[Any, str] | None = None) -> pd.DataFrame:
    """Input of `category_bars`; with `keys`, in their order and including those without photos."""
    photos = values.value_counts()
    if keys is not None:
        photos = photos.reindex(list(keys), fill_value=0)
    return pd.DataFrame(
        {"key": photos.index, "kind": [named(key) for key in photos.index], "photos": photos.to_numpy()}
    )


def _sorted(kinds: pd.DataFrame, order: str) -> pd.DataFrame:
    """In the chosen order; equal numbers by name."""
    named = kinds.sort_values("kind", kind="stable")
    if order != BY_NAME:
        named = named.sort_values("photos", ascending=order == FEWEST, kind="stable")
    return named.reset_index(drop=True)


def _dogs_in_words(number: int) -> str:
    return f"{DOGS_PER_PHOTO[number]} dog{'s' if number > 1 else ''}"


def _nothing() -> None:
    st.info("No photo matches these filters.", icon=":material/filter_alt_off:")
