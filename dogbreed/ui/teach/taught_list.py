"""What has been taught in this session, to save, load and forget."""

import streamlit as st

from dogbreed.batch.teaching import memory_of
from dogbreed.inference.taught import LessonError, add
from dogbreed.inference.taught_file import MAX_BYTES, TAUGHT_FILE, taught_from_bytes, taught_to_bytes
from dogbreed.ui.formatting import plain, quantity
from dogbreed.ui.serving import classifier
from dogbreed.ui.taught_dogs import forget, keep_taught, taught_dogs
from dogbreed.ui.widgets.uploads import discard

LOADS, PROBLEM = "taught-loads", "taught-problem"


def taught_list() -> None:
    """Draw the taught dogs with their buttons."""
    dogs = taught_dogs()
    if not dogs:
        st.markdown(":gray[Nothing has been taught yet.]")
    for dog in dogs:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{plain(dog.name)}**, {quantity(len(dog.vectors), 'photo')}")
            st.button("Forget", key=f"forget-{dog.name}", icon=":material/delete:", on_click=forget, args=(dog.name,))
    if dogs:
        st.download_button(
            "Save as a file",
            lambda: taught_to_bytes(dogs, memory_of(classifier())),
            TAUGHT_FILE,
            "application/json",
            icon=":material/download:",
            on_click="ignore",
            help="Names and 160 numbers per photo, no photos. `python -m dogbreed predict --memory` takes it too.",
        )


def load_file() -> None:
    """Draw the uploader of a saved file; its dogs are added to those of the session."""
    number = int(st.session_state.get(LOADS, 0))
    file = st.file_uploader(
        "Load a saved file", key=f"taught-file-{number}", max_upload_size=MAX_BYTES // 10**6, type=["json"]
    )
    if file is not None:
        st.session_state[PROBLEM] = _load(file.getvalue())
        discard(file)
        st.session_state[LOADS] = number + 1
        st.rerun()
    if st.session_state.get(PROBLEM):
        st.error(st.session_state[PROBLEM], icon=":material/error:")


def _load(data: bytes) -> str:
    """Add the dogs of a file; why that cannot be done, or ""."""
    try:
        dogs = taught_dogs()
        for dog in taught_from_bytes(data, memory_of(classifier())):
            dogs = add(dogs, dog)
    except LessonError as error:
        return str(error)
    keep_taught(dogs)
    return ""
