"""What every page with an uploader shares: kinds of photos, the size limit, releasing memory, unreadable files."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.typing import UploadedFile

from dogbreed.batch.limits import MAX_PHOTO_BYTES
from dogbreed.imaging.filetype import PHOTO_KINDS
from dogbreed.ui.formatting import plain

KINDS = f"Photos can be {', '.join(PHOTO_KINDS[:-1])} or {PHOTO_KINDS[-1]}."
"""No uploader restricts the kinds: the browser would refuse the other files without naming a kind that is read."""
PHOTO_MB = MAX_PHOTO_BYTES // 10**6


def discard(file: UploadedFile) -> None:
    """Free an uploaded file's bytes, which Streamlit would keep until the session ends."""
    file.close()
    detach(file)


def detach(file: UploadedFile) -> None:
    """Remove an uploaded file from Streamlit's file manager, so that its bytes are freed when it is closed."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def unreadable_file(name: str, reason: str) -> None:
    """An error box with the name of a file and why it could not be read.

    Args:
        reason: A sentence, Markdown.
    """
    st.error(f"**{plain(name)}**  \n{reason}", icon=":material/broken_image:")
