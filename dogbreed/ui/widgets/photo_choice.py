"""Choose one photo to examine: a sample, an upload, or a photo of the dataset, which the page's address keeps."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.dataset.sources import offered, photo
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.box_drawing import same_shape
from dogbreed.imaging.decode import Photo, decode
from dogbreed.ui.formatting import SPLITS, plain
from dogbreed.ui.widgets.breed_menu import name
from dogbreed.ui.widgets.gallery import sample_credit
from dogbreed.ui.widgets.missing_photos import missing_photos
from dogbreed.ui.widgets.own_photo import OwnPhoto, forget_own_photo, keep_own_photo, own_photo
from dogbreed.ui.widgets.uploads import KINDS, PHOTO_MB, discard, unreadable_file

OWN, DATASET = "own", "dataset"
Box = tuple[float, ...]


@dataclass(frozen=True)
class ChosenPhoto:
    """A photo with its description.

    Attributes:
        key: Unique among the photos of a session; part of cache keys.
        words: What it shows, for alt texts.
        credit: Its source, Markdown; "" for an upload.
        boxes: Bounding boxes of its dogs where they are known: xmin, ymin, xmax, ymax as fractions of width and height.
        truth: The breed that it shows by its label; None for an upload and for a photo of something else.
    """

    key: str
    photo: Photo
    words: str
    credit: str
    boxes: tuple[Box, ...] = ()
    truth: Breed | None = None

    @property
    def pixels(self) -> np.ndarray:
        """uint8 [height, width, 3] RGB, upright."""
        return self.photo.pixels


def photo_choice(page: str, from_dataset: Callable[[], ChosenPhoto | None] | None = None) -> ChosenPhoto | None:
    """Draw the choice and return the chosen photo; the visitor's own one comes first where there is one.

    Args:
        page: Prefix of the widgets' keys.
        from_dataset: Draws the choice of a dataset photo and returns it, None if no source has it: a sample takes its
            place. Without it the dataset is not offered.

    Returns:
        None as long as the visitor wants to add a photo, but has not.
    """
    samples = {sample.file.name: sample for sample in SAMPLES}
    own = own_photo()
    words = {name: sample.shows for name, sample in samples.items()} | {
        OWN: f"{own.icon} Your photo" if own else "Your own",
        DATASET: "From the dataset",
    }
    chosen = st.segmented_control(
        "Photo",
        [*samples, OWN, *([DATASET] if from_dataset else [])],
        default=OWN if own else next(iter(samples)),
        required=True,
        format_func=words.__getitem__,
        key=f"{page}-source",
        wrap=True,
    )
    if chosen == OWN:
        return _own(page, own)
    if chosen == DATASET and from_dataset:
        return from_dataset() or _sample(SAMPLES[0])
    return _sample(samples[chosen])


def _own(page: str, own: OwnPhoto | None) -> ChosenPhoto | None:
    if own is None:
        _upload(page)
        return None
    st.button("Another photo", icon=":material/restart_alt:", on_click=forget_own_photo, key=f"{page}-another")
    return ChosenPhoto(f"own-{own.key}", own.photo, "your photo", "")


def _upload(page: str) -> None:
    """Keep the visitor's photo and free its file; show the reason if it cannot be read."""
    uploads = f"{page}-uploads"
    number = st.session_state.get(uploads, 0)
    file = st.file_uploader("One photo", help=KINDS, max_upload_size=PHOTO_MB, key=f"{page}-upload-{number}")
    if file is None:
        return
    given = OwnPhoto(f"{page}-{number}", file.name, file.getvalue())
    try:
        given.photo  # noqa: B018  # read now, so that only photos that can be read are kept
    except UnreadablePhotoError as error:
        unreadable_file(file.name, str(error))
        return
    keep_own_photo(given)
    discard(file)
    st.session_state[uploads] = number + 1
    st.rerun()


@st.cache_resource(show_spinner=False)
def _sample(sample: Sample) -> ChosenPhoto:
    photo = decode(sample.file.read_bytes())
    boxes = (fractions(sample.box, (photo.width, photo.height)),) if sample.box else ()
    truth = breed(sample.wnid) if sample.wnid else None
    return ChosenPhoto(sample.file.name, photo, sample.shows, sample_credit(sample), boxes, truth)


def fractions(box: tuple[int, ...] | list[int], size: tuple[int, int]) -> Box:
    """A box in px as fractions of the photo's width and height, given in px as `size`."""
    return tuple(edge / side for edge, side in zip(box, (*size, *size), strict=True))


BREED, PHOTO = "breed", "photo"
NOT_AVAILABLE = (
    "**Photo not installed,** and dog.ceo does not have it or cannot be reached. A sample photo is shown instead."
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
    of_breed = {_short(file): file for file in index.loc[index["wnid"] == chosen, "file"]}
    named = st.query_params.get(PHOTO, "")
    here = offered(list(of_breed.values()))
    files = {short: file for short, file in of_breed.items() if file in here or short == named}
    if named and named not in files:
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
        missing_photos(NOT_AVAILABLE)
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
    dog = breed(row["wnid"])
    credit = f"Stanford Dogs, {split} `{_short(file)}` of {dog.with_article}"
    return ChosenPhoto(file, decoded, dog.with_article, credit, boxes, dog)
