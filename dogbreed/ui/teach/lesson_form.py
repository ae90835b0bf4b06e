"""A name and a few photos in, a taught dog out."""

from dataclasses import dataclass

import streamlit as st

from dogbreed.batch.photo_file import PhotoFile, printable
from dogbreed.batch.teaching import in_words, memory_of, teaching_photos
from dogbreed.inference.taught import (
    FEWEST_PHOTOS,
    LONGEST_NAME,
    MOST_PHOTOS,
    LessonError,
    add,
    checked_name,
    lesson,
)
from dogbreed.ui.formatting import plain, quantity
from dogbreed.ui.serving import classifier
from dogbreed.ui.taught_dogs import keep_taught, taught_dogs
from dogbreed.ui.widgets.own_photo import own_photo
from dogbreed.ui.widgets.uploads import KINDS, PHOTO_MB, discard

UPLOADS, RESULT = "teach-uploads", "teach-result"
NO_PHOTOS = (
    f"There is no photo yet: add {FEWEST_PHOTOS} to {MOST_PHOTOS} of them. While photos are being uploaded, wait until "
    "each has its name in the list."
)


@dataclass(frozen=True)
class Result:
    """What came of a lesson.

    Attributes:
        learned: How well the dog is told apart, Markdown; "" if it could not be learned.
        problem: Why it could not be learned; "" if it was.
        refused: Files that were left out and why.
    """

    learned: str = ""
    problem: str = ""
    refused: tuple[tuple[str, str], ...] = ()


def lesson_form() -> None:
    """Draw the form; a lesson that is learned empties it."""
    number, own = int(st.session_state.get(UPLOADS, 0)), own_photo()
    with st.form(f"teach-{number}", border=False):
        name = st.text_input(
            "Name of the dog or of the breed", key=f"teach-name-{number}", placeholder="Rex", max_chars=LONGEST_NAME
        )
        files = st.file_uploader(
            f"{FEWEST_PHOTOS} to {MOST_PHOTOS} photos of it",
            accept_multiple_files=True,
            max_upload_size=PHOTO_MB,
            key=f"teach-files-{number}",
            help=f"Different photos that show the whole dog. {KINDS}",
        )
        with_own = own and st.checkbox(f"{own.icon} Use your photo too", key=f"teach-own-{number}")
        clicked = st.form_submit_button("Teach", type="primary", icon=":material/school:")
    place = st.empty()
    if clicked:
        with place:
            given = [PhotoFile(printable(file.name), file.getvalue) for file in files]
            result = _teach(name, given + ([PhotoFile(own.name, lambda: own.file)] if own and with_own else []))
        st.session_state[RESULT] = result
        if result.learned:
            for file in files:
                discard(file)
            st.session_state[UPLOADS] = number + 1
            st.rerun()
    if RESULT in st.session_state:
        _show(st.session_state[RESULT])


def _teach(name: str, files: list[PhotoFile]) -> Result:
    if not files:
        return Result(problem=NO_PHOTOS)
    progress, refused = st.progress(0.0), list[tuple[str, str]]()

    def report(done: int) -> None:
        progress.progress(done / len(files), f"{done} of {quantity(len(files), 'photo')}")

    try:
        name = checked_name(name)
        network = classifier()
        photos = teaching_photos(
            files,
            network,
            report,
        )
        refused = photos.refused
        learned = lesson(name, photos.embeddings, memory_of(network))
        keep_taught(add(taught_dogs(), learned.dog))
        return Result(learned=in_words(learned), refused=tuple(refused))
    except LessonError as error:
        return Result(problem=str(error), refused=tuple(refused))
    finally:
        progress.empty()


def _show(result: Result) -> None:
    if result.learned:
        st.success(f"Learned. {plain(result.learned)}", icon=":material/school:")
        st.page_link("pages/identify.py", label="Identify a photo with it", icon=":material/pets:")
    else:
        st.error(plain(result.problem), icon=":material/error:")
    if result.refused:
        st.markdown(f"**{quantity(len(result.refused), 'photo')} left out**")
        st.table(
            {
                "file": [plain(name) for name, _ in result.refused],
                "reason": [plain(reason) for _, reason in result.refused],
            },
            hide_index=True,
        )
