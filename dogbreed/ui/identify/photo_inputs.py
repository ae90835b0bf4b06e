"""The ways to add photos: files, zip archives, a folder, the camera, a random photo of the dataset, a sample."""

import random
from pathlib import PurePosixPath

import numpy as np
import streamlit as st
from streamlit.typing import UploadedFile

from dogbreed.batch.archive import is_archive
from dogbreed.batch.limits import LIMITS
from dogbreed.batch.photo_file import is_hidden, is_photo
from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.dataset.sources import drawable, random_photo
from dogbreed.ui.formatting import quantity
from dogbreed.ui.identify.album import CAPACITY, PICTURES, Album
from dogbreed.ui.identify.phone import camera_allowed, on_phone
from dogbreed.ui.identify.upload_queue import QueuedPhoto, UploadQueue
from dogbreed.ui.widgets.gallery import TEST_PHOTO_ORIGINS, sample_credit
from dogbreed.ui.widgets.missing_photos import missing_photos
from dogbreed.ui.widgets.own_photo import own_photo
from dogbreed.ui.widgets.room import room
from dogbreed.ui.widgets.small_print import small_print
from dogbreed.ui.widgets.uploads import KINDS, PHOTO_MB, detach

INPUT, LEFT_OUT = "photo-input", "left-out"
INPUTS, SAMPLE = 196, 318
"""Heights of the inputs and of a sample photo with its button at least, px."""
FILES = ":material/add_photo_alternate: Photos"
FOLDER = ":material/drive_folder_upload: Folder"
CAMERA = ":material/photo_camera: Camera"
RANDOM = ":material/casino: Random photo"
ARCHIVE_MB = 200
PRIVACY = (
    ":material/lock: Your photos stay in memory and are never stored or logged. Reloading the page deletes them and "
    "their answers."
)
KEPT = (
    f"The page keeps the last {CAPACITY:,} answers, the last {PICTURES} of them with the photo in full size. All are "
    "deleted when the page is reloaded or closed."
)
NO_PHOTOS = "**No photos to choose from.** They are not installed, and dog.ceo cannot be reached."
NO_PHOTO = "There is no photo of {} now: choose another breed, or try again later."


def photo_inputs(album: Album, queue: UploadQueue) -> None:
    """Draw the inputs; what is added to them goes to the queue before the page is drawn again."""
    draw = {
        FILES: lambda: _files(album, queue),
        FOLDER: lambda: _folder(album, queue),
        CAMERA: lambda: _camera(album, queue),
        RANDOM: lambda: _random_photo(album, queue),
    }
    labels = [CAMERA, FILES, RANDOM] if on_phone() and camera_allowed() else list(draw)
    for label, tab in zip(labels, st.tabs(labels, key=INPUT, on_change="rerun"), strict=True):
        if tab.open:
            with tab:
                draw[label]()


def _files(album: Album, queue: UploadQueue) -> None:
    key = f"files-{_uploads()}"
    st.file_uploader(
        "Photos of dogs, one or many" if on_phone() else "Drop photos of dogs here, one or many, or a zip archive",
        accept_multiple_files=True,
        max_upload_size=ARCHIVE_MB,
        key=key,
        on_change=_enqueue,
        args=(album, queue, key),
        help=f"{KINDS} A zip archive may have {ARCHIVE_MB} MB. {LIMITS} {KEPT}",
    )


def _folder(album: Album, queue: UploadQueue) -> None:
    key = f"folder-{_uploads()}"
    st.file_uploader(
        "A folder with photos",
        accept_multiple_files="directory",
        max_upload_size=PHOTO_MB,
        key=key,
        on_change=_enqueue,
        args=(album, queue, key, True),
        help=f"{KINDS} All photos are uploaded before the first is answered. For more than a few hundred, use "
        f"`python -m dogbreed predict`. {KEPT}",
    )


def _camera(album: Album, queue: UploadQueue) -> None:
    key = f"camera-{_uploads()}"
    st.camera_input(
        "Photo of a dog",
        key=key,
        on_change=_enqueue,
        args=(album, queue, key),
        label_visibility="collapsed",
        width=560,
    )
    if not camera_allowed():
        st.caption("Browsers allow the camera only on pages with https:// or on localhost.")


def _enqueue(album: Album, queue: UploadQueue, key: str, of_folder: bool = False) -> None:
    """Hand the files on; of a folder only those that `dogbreed predict` takes from one, and count the others."""
    added = st.session_state[key]
    # Until this run ends, the browser sends the input again with every click, with files that are gone.
    files = [file for file in (added if isinstance(added, list) else [added]) if isinstance(file, UploadedFile)]
    if not files:
        return
    st.session_state["uploads"] = _uploads() + 1
    for file in files:
        detach(file)
    names = {file: PurePosixPath(file.name) for file in files if of_folder}
    others = [file for file, name in names.items() if is_hidden(name) or not (is_photo(name) or is_archive(name.name))]
    st.session_state[LEFT_OUT] = sum(not is_hidden(names[file]) for file in others)
    for file in others:
        file.close()
    queue.add([file for file in files if file not in others])
    album.open(None)


def left_out() -> None:
    """Say how many files of a folder are no photos."""
    number = st.session_state.get(LEFT_OUT)
    if number:
        st.info(f"Left out: {quantity(number, 'file')} of the folder, by the ending of the name. {KINDS}")


def _uploads() -> int:
    """Number of uploads so far, part of the widgets' keys: a widget with a new key is empty."""
    return int(st.session_state.get("uploads", 0))


def _random_photo(album: Album, queue: UploadQueue) -> None:
    """A test photo of any breed or a chosen one; its answer is marked right or wrong."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.selectbox(
            "Breed",
            sorted(BREEDS, key=lambda breed: breed.name),
            index=None,
            format_func=lambda breed: breed.name,
            placeholder=f"Any of the {len(BREEDS)} breeds",
            label_visibility="collapsed",
        )
        photos = drawable()
        clicked = st.button("Random photo", type="primary", icon=":material/casino:", disabled=not photos)
    if not photos:
        missing_photos(NO_PHOTOS)
    if clicked:
        _fetch(album, queue, wanted or random.choice(BREEDS))


def _fetch(album: Album, queue: UploadQueue, breed: Breed) -> None:
    with st.spinner("Looking for a photo"):
        photo = random_photo(breed, np.random.default_rng())
    if photo is None:
        album.open(None)  # an earlier answer below the message would seem to be that of this photo
        st.info(NO_PHOTO.format(breed.with_article), icon=":material/cloud_off:")
        return
    origin = TEST_PHOTO_ORIGINS[photo.source]
    queue.add_photo(QueuedPhoto(photo.file, lambda: photo.data, photo.breed, origin))


def sample_photos(queue: UploadQueue) -> None:
    """The visitor's photo from another page and each sample photo, with buttons that identify them."""
    own = own_photo()
    if own:
        found = QueuedPhoto(own.name, lambda: own.file)
        st.button(f"{own.icon} Identify your photo", key="own-photo-here", on_click=queue.add_photo, args=(found,))
    grid = st.grid(min_column_width=260)
    for sample in SAMPLES:
        with grid.cell(), room(SAMPLE):
            st.image(sample.jpeg, width="stretch", alt=f"Sample photo: {sample.shows}")
            small_print(sample_credit(sample))
            st.button("Try it with this photo", key=sample.file.name, on_click=_identify, args=(queue, sample))


def _identify(queue: UploadQueue, sample: Sample) -> None:
    truth = breed(sample.wnid) if sample.wnid else None
    queue.add_photo(QueuedPhoto(sample.file.name, sample.file.read_bytes, truth, sample_credit(sample)))
