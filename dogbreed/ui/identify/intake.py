"""The ways in which photos reach the Identify page: files, zip archives, a folder, the camera, a surprise."""

import random
from collections.abc import Sequence

import numpy as np
import streamlit as st
from streamlit.typing import UploadedFile

from dogbreed.batch.limits import LIMITS, MAX_PHOTO_BYTES
from dogbreed.breeds import BREEDS, Breed
from dogbreed.dataset.sources import random_photo
from dogbreed.ui.identify.album import CAPACITY, PICTURES, Album
from dogbreed.ui.identify.upload_queue import Waiting
from dogbreed.ui.serving import classifier
from dogbreed.ui.widgets.uploads import take

FILES = ":material/add_photo_alternate: Photos"
FOLDER = ":material/drive_folder_upload: Folder"
CAMERA = ":material/photo_camera: Camera"
SURPRISE = ":material/casino: Surprise me"
TYPES = ("jpg", "jpeg", "jfif", "png", "webp", "heic", "heif", "avif", "gif", "bmp", "tif", "tiff")
PHOTO_MB, ARCHIVE_MB = MAX_PHOTO_BYTES // 10**6, 200
KEPT = (
    f"The page keeps the last {CAPACITY:,} answers, the last {PICTURES} of them with the photo in full size; nothing "
    "is kept once the page is closed."
)
ORIGINS = {
    "local": "A test photo of Stanford Dogs. Our training did not use it, but ImageNet probably holds it.",
    "Dog CEO": "A photo from dog.ceo. Our training did not use it, but ImageNet may hold it.",
}
NO_PHOTO = (
    "There is no photo to surprise you with: the Stanford Dogs photos are not on this server and dog.ceo does not "
    "answer. Use a photo of your own, connect the server to the internet, or download the photos with "
    "`python -m dogbreed data download`."
)


def intake(album: Album, waiting: Waiting) -> None:
    """Draw the ways in; whatever comes waits for its answer, and the page starts over."""
    files, folder, camera, surprise = st.tabs([FILES, FOLDER, CAMERA, SURPRISE], key="intake", on_change="rerun")
    with files:
        _accept(album, waiting, _files())
    if folder.open:
        with folder:
            _accept(album, waiting, _folder())
    if camera.open:
        with camera:
            _accept(album, waiting, _camera())
    if surprise.open:
        with surprise:
            _surprise(album)


def _files() -> Sequence[UploadedFile]:
    return st.file_uploader(
        "Drop photos of dogs here, one or many, or a zip archive",
        (*TYPES, "zip"),
        accept_multiple_files=True,
        max_upload_size=ARCHIVE_MB,
        key=f"files-{_round()}",
        help=f"A zip archive may have {ARCHIVE_MB} MB. {LIMITS} {KEPT}",
    )


def _folder() -> Sequence[UploadedFile]:
    return st.file_uploader(
        "A folder with all the photos in it",
        TYPES,
        accept_multiple_files="directory",
        max_upload_size=PHOTO_MB,
        key=f"folder-{_round()}",
        help="All photos are sent before the first is answered: for more than a few hundred, use "
        f"`python -m dogbreed predict`. {KEPT}",
    )


def _camera() -> Sequence[UploadedFile]:
    photo = st.camera_input(
        "The dog in front of you", key=f"camera-{_round()}", label_visibility="collapsed", width=560
    )
    st.caption("Browsers give the camera only to pages at https:// or on localhost.")
    return [photo] if photo else []


def _accept(album: Album, waiting: Waiting, files: Sequence[UploadedFile]) -> None:
    """Let files wait for their answer, and empty the widget that they came by."""
    if not files:
        return
    # First of all: Streamlit may end the run at any later call, with the files still in the widget.
    st.session_state["round"] = _round() + 1
    for file in files:
        take(file)
    waiting.add(files)
    album.open(None)
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
