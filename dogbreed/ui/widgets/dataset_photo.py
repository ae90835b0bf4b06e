"""Choose a photo of the dataset by breed and file name; the page's address keeps the choice."""

import random

import streamlit as st

from dogbreed.breeds import BREEDS, breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.sources import photo
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.box_drawing import same_shape
from dogbreed.imaging.decode import decode
from dogbreed.ui.formatting import SPLITS, plain
from dogbreed.ui.widgets.breed_menu import name
from dogbreed.ui.widgets.photo_choice import DATASET, Box, ChosenPhoto, fractions

BREED, PHOTO = "breed", "photo"
NOT_AVAILABLE = (
    "**Photo not installed.** A sample photo is shown instead. Connect the server to the internet, or run "
    "`python -m dogbreed data download` once to install all photos."
)


def open_linked_photo(page: str) -> None:
    """Select the photo named in the address, "?photo=n02092002_1017", and add its breed where that is missing.

    Call it before any widget of the page is bound to the address.

    Args:
        page: Its address and the prefix of its widgets' keys, "preparation".
    """
    named = st.query_params.get(PHOTO, "").removesuffix(".jpg").rpartition("/")[2]
    known = {dog.wnid: dog.name for dog in BREEDS}
    if named.partition("_")[0] not in known:
        return
    st.session_state.setdefault(f"{page}-source", DATASET)
    address = {BREED: known[named.partition("_")[0]], PHOTO: named}
    if {key: st.query_params.get(key) for key in address} != address:
        st.switch_page(f"pages/{page}.py", query_params=st.query_params.to_dict() | address)


def dataset_photo(page: str) -> ChosenPhoto | None:
    """Draw the menus and return the photo; None, with a message, if no source has it or it cannot be read.

    Args:
        page: See `open_linked_photo`.
    """
    index = load_index()
    left, right = st.columns(2)
    wnids = [dog.wnid for dog in sorted(BREEDS, key=lambda dog: dog.name)]
    chosen = left.selectbox("Breed", wnids, format_func=name, key=BREED, bind="query-params")
    files = {_short(file): file for file in index.loc[index["wnid"] == chosen, "file"]}
    if (named := st.query_params.get(PHOTO, "")) and named not in files:
        st.warning(f"{plain(name(chosen))} has no photo called “{plain(named)}”: another one is shown.")
    short = right.selectbox("Photo of this breed", list(files), key=PHOTO, bind="query-params")
    st.button("Random photo", icon=":material/casino:", on_click=_draw, args=(list(files),), key=f"{page}-draw")
    return _read(files[short or next(iter(files))])


def _short(file: str) -> str:
    """ "n02092002_1017" of "n02092002-Scottish_deerhound/n02092002_1017.jpg"."""
    return file.rpartition("/")[2].removesuffix(".jpg")


def _draw(names: list[str]) -> None:
    st.session_state[PHOTO] = random.choice(names)


def _read(file: str) -> ChosenPhoto | None:
    data = photo(file)
    if data is None:
        st.info(NOT_AVAILABLE, icon=":material/image_not_supported:")
        return None
    try:
        decoded = decode(data)
    except UnreadablePhotoError as error:
        st.error(f"`{file}`: {error}", icon=":material/broken_image:")
        return None
    index = load_index()
    row = index[index["file"] == file].iloc[0]
    original = int(row["width"]), int(row["height"])
    boxes: tuple[Box, ...] = ()
    if same_shape((decoded.width, decoded.height), original):
        boxes = tuple(fractions(tuple(map(int, box)), original) for box in row["boxes"])
    split = SPLITS[row["split"]].lower().removesuffix("s")
    dog = breed(row["wnid"]).with_article
    return ChosenPhoto(file, decoded, dog, f"Stanford Dogs, {split} `{_short(file)}` of {dog}", boxes)
