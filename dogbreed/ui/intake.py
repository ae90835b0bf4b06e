"""The ways in which a photo reaches the Identify page: files, the camera, a surprise."""

import random
from collections.abc import Sequence

import numpy as np
import streamlit as st
from streamlit.typing import UploadedFile

from dogbreed.breeds import BREEDS, Breed
from dogbreed.dataset.sources import random_photo
from dogbreed.ui.album import Album
from dogbreed.ui.serving import classifier
from dogbreed.ui.uploads import free
from dogbreed.ui.wording import plain

FILES = ":material/add_photo_alternate: Photos"
CAMERA = ":material/photo_camera: Camera"
SURPRISE = ":material/casino: Surprise me"
TYPES = ("jpg", "jpeg", "jfif", "png", "webp", "heic", "heif", "avif", "gif", "bmp", "tif", "tiff")
ORIGINS = {
    "local": "A test photo of Stanford Dogs. Our training did not use it, but ImageNet probably holds it.",
    "Dog CEO": "A photo from dog.ceo. Our training did not use it, but ImageNet may hold it.",
}
NO_PHOTO = (
    "There is no photo to surprise you with: the Stanford Dogs photos are not on this server and dog.ceo does not "
    "answer. Use a photo of your own, connect the server to the internet, or download the photos with "
    "`python -m dogbreed data download`."
)


def intake(album: Album) -> None:
    """Draw the ways in; whatever comes is answered and put into the album, and the page starts over with it."""
    files, camera, surprise = st.tabs([FILES, CAMERA, SURPRISE], key="intake", on_change="rerun")
    with files:
        _answer(album, _uploader())
    if camera.open:
        with camera:
            _answer(album, _camera())
    if surprise.open:
        with surprise:
            _surprise(album)


def _uploader() -> Sequence[UploadedFile]:
    return st.file_uploader(
        "Drop photos of dogs here, one or many",
        TYPES,
        accept_multiple_files=True,
        key=f"files-{_round()}",
    )


def _camera() -> Sequence[UploadedFile]:
    photo = st.camera_input(
        "The dog in front of you", key=f"camera-{_round()}", label_visibility="collapsed", width=560
    )
    st.caption("Browsers give the camera only to pages at https:// or on localhost.")
    return [photo] if photo else []


def _answer(album: Album, files: Sequence[UploadedFile]) -> None:
    """Answer for one file after the other, then empty the widget and free what was uploaded."""
    if not files:
        return
    network = classifier()
    progress = st.progress(0.0)
    for number, file in enumerate(files, 1):
        progress.progress(number / len(files), f"{number} of {len(files)}: {plain(file.name)}")
        entry = album.add(file.name, file.getvalue(), network)
        album.open(entry.key if len(files) == 1 else None)
        free(file)
    st.session_state["round"] = _round() + 1
    st.rerun()


def _round() -> int:
    """Counts the emptied widgets: a widget with a new key starts empty."""
    return st.session_state.get("round", 0)


def _surprise(album: Album) -> None:
    """Fetch a photo whose breed is known, and keep the truth beside the answer."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.selectbox(
            "Breed",
            sorted(BREEDS, key=lambda breed: breed.name),
            index=None,
            format_func=lambda breed: breed.name,
            placeholder=f"Any of the {len(BREEDS)} breeds",
            label_visibility="collapsed",
        )
        clicked = st.button("Surprise me", type="primary", icon=":material/casino:")
    if clicked:
        _fetch(album, wanted or random.choice(BREEDS))


def _fetch(album: Album, breed: Breed) -> None:
    with st.spinner("Looking for a photo"):
        photo = random_photo(breed, np.random.default_rng())
    if photo is None:
        st.info(NO_PHOTO, icon=":material/cloud_off:")
        return
    entry = album.add(photo.file, photo.data, classifier(), truth=photo.breed, origin=ORIGINS[photo.source])
    album.open(entry.key)
