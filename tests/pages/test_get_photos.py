"""The note where photos are missing: who may get them, and what a click does."""

import threading
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.dataset.download_job import DownloadJob, State
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings
from dogbreed.ui.widgets import missing_photos

PAGES = ("start", "dataset", "breed", "mistakes", "look_alikes", "guess")
PATIENCE = 30


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> DownloadJob:
    made = DownloadJob()
    monkeypatch.setattr(missing_photos, "download_job", lambda: made)
    return made


@pytest.fixture
def owner(app: AppTest, job: DownloadJob, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The Dataset page of somebody who may download photos."""
    monkeypatch.setenv("DOGBREED_ALLOW_DOWNLOAD", "true")
    settings.cache_clear()
    return app.switch_page("pages/dataset.py").run()


def keys(page: AppTest) -> set[str]:
    return {button.key for button in page.button} & {"get-photos", "get-stage-photos", "cancel-download"}


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_reads_once_why_and_gets_no_button_and_no_command(app: AppTest, job: DownloadJob, name: str) -> None:
    page = app.switch_page(f"pages/{name}.py").run()
    assert not page.exception
    told = [caption.value for caption in page.caption if "Whoever runs this server" in caption.value]
    assert len(told) == 1
    assert "python -m" not in told[0]
    assert not keys(page)


@pytest.mark.parametrize("name", PAGES)
def test_whoever_runs_the_server_gets_two_buttons(owner: AppTest, name: str) -> None:
    page = owner.switch_page(f"pages/{name}.py").run()
    assert not page.exception
    assert keys(page) == {"get-photos", "get-stage-photos"}


def test_the_download_is_shown_to_all_and_can_be_cancelled_and_continued(
    owner: AppTest, job: DownloadJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported, go_on = Event(), Event()

    def pretend(source, data_dir, report):
        report("images.tar", 120_000_000, 757_000_000)
        reported.set()
        go_on.wait(PATIENCE)
        report("images.tar", 130_000_000, 757_000_000)

    monkeypatch.setattr(missing_photos, "download", pretend)
    owner.button(key="get-photos").click().run()
    assert reported.wait(PATIENCE)
    second = AppTest.from_file(owner._script_path, default_timeout=120).run()
    assert not second.exception
    [bar] = second.get("progress")
    assert bar.proto.text == "Downloading the photos: 120.0\N{NO-BREAK SPACE}MB of 757.0\N{NO-BREAK SPACE}MB"
    second.button(key="cancel-download").click().run()
    go_on.set()
    _join()
    page = owner.run()
    assert "cancelled" in page.info[0].value
    assert page.button(key="get-photos").label == "Continue with all photos"


def test_a_failure_is_a_sentence(owner: AppTest, job: DownloadJob, monkeypatch: pytest.MonkeyPatch) -> None:
    def pretend(*_):
        raise DogbreedError("vision.stanford.edu could not be reached: check the internet connection.")

    monkeypatch.setattr(missing_photos, "stage", pretend)
    owner.button(key="get-stage-photos").click().run()
    _join()
    page = owner.run()
    assert not page.exception
    assert "check the internet connection" in page.error[0].value
    assert page.button(key="get-stage-photos").label == "Continue with photos for a talk"
    assert job.state is State.FAILED


def _join() -> None:
    for thread in threading.enumerate():
        if thread.name == "download":
            thread.join(PATIENCE)
