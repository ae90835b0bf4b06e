"""Photos that are not installed: why, and buttons that download them to the server, for whoever runs it."""

from functools import partial

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from dogbreed.dataset.download import download, is_unfinished
from dogbreed.dataset.download_job import DownloadJob, Progress, State, Wanted, download_job
from dogbreed.dataset.files import is_complete
from dogbreed.dataset.stage import stage
from dogbreed.evaluation.stage_photos import stage_photos
from dogbreed.progress import ProgressCallback
from dogbreed.settings import settings
from dogbreed.ui.formatting import count, megabytes, plain
from dogbreed.ui.server_owner import may_download

NOTE = "missing-photos"
"""Key of the note, which a page has once."""
WHY = (
    "**Photos not installed.** They come from dog.ceo while it can be reached; a drawn card stands for each that is "
    "missing."
)
ASK = "Whoever runs this server can install them."
STEPS = {
    "lists.tar": "Downloading the lists",
    "annotation.tar": "Downloading the boxes of the dogs",
    "images.tar": "Downloading the photos",
    "unpacking images.tar": "Unpacking the photos",
    "photos for a talk": "Downloading the photos for a talk",
}
DONE = {Wanted.DATASET: "All photos are installed.", Wanted.STAGE: "The photos for a talk are installed."}


def missing_photos(why: str = WHY) -> None:
    """A note where photos are missing, once per page: why, and how to get them; the progress while they come.

    Args:
        why: Markdown.
    """
    try:
        note = st.container(key=NOTE, border=True)
    except StreamlitDuplicateElementKey:  # the page has the note already
        return
    with note:
        if download_job().state is State.RUNNING:
            _progress()
        else:
            _offer(why)


def offer_photos() -> None:
    """The note, also where no photo is missing: for whoever runs the server, until the dataset is installed."""
    if may_download() and not is_complete(settings().data_dir):
        missing_photos()


def _offer(why: str) -> None:
    if not may_download():
        st.caption(f"{why} {ASK}")
        return
    job = download_job()
    if job.state is State.FAILED:
        st.error(plain(job.problem), icon=":material/cloud_off:")
    elif job.state is State.CANCELLED:
        st.info("The download was cancelled. What has arrived is kept.", icon=":material/pause_circle:")
    elif job.state is State.DONE and job.wanted:
        st.success(DONE[job.wanted], icon=":material/check_circle:")
    st.caption(why)
    stopped = job.wanted if job.state in (State.CANCELLED, State.FAILED) else None
    going_on = stopped is Wanted.DATASET or is_unfinished(settings().data_dir)
    with st.container(horizontal=True):
        st.button(
            "Continue with all photos" if going_on else "Get the photos, 757 MB",
            type="primary",
            icon=":material/download:",
            on_click=_start,
            args=(Wanted.DATASET,),
            help="All 20,580 photos of Stanford Dogs. Unpacking them takes 1.6 GB on the disk.",
            key="get-photos",
        )
        st.button(
            "Continue with photos for a talk" if stopped is Wanted.STAGE else "Only photos for a talk, 40 MB",
            icon=":material/slideshow:",
            on_click=_start,
            args=(Wanted.STAGE,),
            help="About 1,100 photos from dog.ceo, in about a minute: those that Guess the breed, the most confused "
            "breeds and the Breeds page show. They work without internet.",
            key="get-stage-photos",
        )


def _start(wanted: Wanted) -> None:
    if may_download():
        download_job().start(wanted, partial(_download, wanted))


def _download(wanted: Wanted, report: ProgressCallback) -> None:
    if wanted is Wanted.STAGE:
        stage(stage_photos(), settings().data_dir, report)
    else:
        download(settings().dataset_url, settings().data_dir, report)


@st.fragment(run_every=1.0)
def _progress() -> None:
    """The progress, drawn every second; the whole page is drawn again when the job has ended."""
    job = download_job()
    if job.state is not State.RUNNING:
        st.rerun()
    st.progress(*_so_far(job, job.progress))
    if may_download():
        st.button(
            "Cancel", icon=":material/close:", on_click=job.cancel, disabled=job.cancelling, key="cancel-download"
        )


def _so_far(job: DownloadJob, last: Progress) -> tuple[float, str]:
    """The done part, 0 to 1, and the progress in words."""
    share = min(last.done / last.total, 1.0) if last.total else 0.0
    if job.cancelling:
        return share, "Cancelling"
    if not last.step:
        return share, "Connecting"
    amount = count if job.wanted is Wanted.STAGE else megabytes
    of = f" of {amount(last.total)}" if last.total else ""
    return share, f"{STEPS.get(last.step, 'Unpacking')}: {amount(last.done)}{of}"
