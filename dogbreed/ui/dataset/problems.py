"""Problems of the data, with the photos: near-duplicates, tiny photos, implausible boxes."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dogbreed.dataset.duplicates import BITS, load_duplicates
from dogbreed.dataset.photo_facts import NETWORK_SIDE
from dogbreed.dataset.problems import TINY_BOX, odd_boxes, tiny_photos
from dogbreed.errors import DogbreedError
from dogbreed.ui.built_once import built_once
from dogbreed.ui.dataset.key_figures import facts
from dogbreed.ui.formatting import SPLITS, count, dimensions, percent
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, pair_grid, photo_grid

DUPLICATES, TINY, BOXES = "Near-duplicates", "Tiny photos", "Implausible boxes"
ALL, ACROSS, OTHER_BREED = "All pairs", "Across training and test set", "With two different labels"
PER_PAGE, PAIRS_PER_PAGE = 12, 6


def problems() -> None:
    """Draw the chosen kind of problem."""
    st.space("large")
    st.header("Data problems", anchor=False)
    kind = st.segmented_control(
        "Kind of problem",
        [DUPLICATES, TINY, BOXES],
        default=DUPLICATES,
        required=True,
        key="oddity",
        bind="query-params",
        label_visibility="collapsed",
    )
    if kind == DUPLICATES:
        _duplicates()
    elif kind == TINY:
        _tiny()
    else:
        _boxes()


def _duplicates() -> None:
    try:
        pairs = _pairs()
    except DogbreedError as problem:
        say_plainly(problem)
        return
    across, other_breed = pairs["split"] != pairs["other_split"], pairs["breed"] != pairs["other_breed"]
    st.markdown(
        f"**{count(len(pairs))} pairs** of photos are nearly identical: their perceptual hashes differ in at most "
        f"{pairs['distance'].max()} of {BITS} bits. **{across.sum()}** have one photo in the training set and the "
        "other in the test set, so that the network is tested on a photo much like one that it was trained on; "
        f"**{other_breed.sum()}** have two different labels. The hashes were computed from photos resized to a short "
        "side of 224 pixels."
    )
    which = st.segmented_control(
        "Pairs",
        [ALL, ACROSS, OTHER_BREED],
        default=ALL,
        required=True,
        key="pairs",
        bind="query-params",
        label_visibility="collapsed",
    )
    chosen = pairs[{ALL: across | True, ACROSS: across, OTHER_BREED: other_breed}[which]]
    place = st.empty()
    shown = page_of(chosen, PAIRS_PER_PAGE, "pairs_page", which)
    with place.container():
        _side_by_side(shown)
    download("Near-duplicates", chosen)


@st.cache_resource(show_spinner=False)
def _pairs() -> pd.DataFrame:
    """The table of near-duplicates with the breed and split of both photos."""
    known = _by_file(facts())
    pairs = load_duplicates()
    return pairs.assign(
        **{
            f"{of}{column}": pairs[file].map(known[column])
            for file, of in (("file", ""), ("other", "other_"))
            for column in ("breed", "split")
        }
    )


@built_once(1)
def _by_file(photos: pd.DataFrame) -> pd.DataFrame:
    return photos.set_index("file", drop=False)


_tiny_photos, _odd_boxes = built_once(1)(tiny_photos), built_once(1)(odd_boxes)


def _side_by_side(shown: pd.DataFrame) -> None:
    rows = _by_file(facts())
    one, other = ([_grid_photo(rows.loc[file]) for file in shown[column]] for column in ("file", "other"))
    pair_grid(
        list(zip(one, other, strict=True)), [f"{distance} of {BITS} bits differ" for distance in shown["distance"]]
    )


def _tiny() -> None:
    tiny = _tiny_photos(facts())
    st.markdown(
        f"**{count(len(tiny))} photos** ({percent(len(tiny) / len(facts()))}) have fewer pixels than the "
        f"{dimensions((NETWORK_SIDE, NETWORK_SIDE))} = {count(NETWORK_SIDE**2)} that a network gets, so "
        "they have to be enlarged."
    )
    _listed(tiny, "Tiny photos", "tiny_photos_page")


def _boxes() -> None:
    odd = _odd_boxes(facts())
    counted = ", ".join(f"{number} {problem}" for problem, number in odd["problem"].value_counts(sort=False).items())
    st.markdown(
        f"**{count(len(odd))} boxes** are implausible or of little use: {counted}. Tiny means less than "
        f"{percent(TINY_BOX)} of the photo."
    )
    _listed(odd, "Implausible boxes", "odd_boxes_page")


def _listed(rows: pd.DataFrame, name: str, page: str) -> None:
    """Photos page by page; of implausible boxes only that box is drawn.

    Args:
        rows: Photos or boxes.
        name: Of the table.
        page: Key of the page.
    """
    place = st.empty()
    shown = page_of(rows, PER_PAGE, page)
    with place.container():
        photo_grid(
            [
                _grid_photo(row, [row["box"]], f"  \nbox {row['problem']}, {percent(row['share'])} of the photo")
                if "box" in row
                else _grid_photo(row, row["boxes"])
                for _, row in shown.iterrows()
            ]
        )
    download(name, rows)


def _grid_photo(row: pd.Series, boxes: Sequence[Sequence[int]] = (), odd: str = "") -> GridPhoto:
    described = f"{SPLITS[row['split']].removesuffix('s')}, {dimensions((row['width'], row['height']))} px"
    return GridPhoto(row["file"], f"**{row['breed']}**  \n{described}{odd}", boxes=boxes)
