"""What has been uploaded, given back to the system as soon as it has been read."""

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.typing import UploadedFile


def free(file: UploadedFile) -> None:
    """Drop an uploaded file's bytes, which Streamlit would keep until the visitor leaves."""
    file.close()
    take(file)


def take(file: UploadedFile) -> None:
    """Take an uploaded file out of Streamlit's hands: its bytes live until it is closed."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
