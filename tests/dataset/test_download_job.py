import threading
from threading import Event

import pytest

from dogbreed.dataset.download_job import DownloadJob, Progress, State, Wanted
from dogbreed.errors import DogbreedError

PATIENCE = 30


class Work:
    """A download that a test lets go on."""

    def __init__(self, ending: Exception | None = None) -> None:
        self.ending = ending
        self.reported, self.go_on = Event(), Event()

    def __call__(self, report):
        report("images.tar", 100, 300)
        self.reported.set()
        self.go_on.wait(PATIENCE)
        report("images.tar", 200, 300)
        if self.ending:
            raise self.ending


def finish(work: Work) -> None:
    work.go_on.set()
    for thread in threading.enumerate():
        if thread.name == "download":
            thread.join(PATIENCE)


@pytest.fixture
def job():
    return DownloadJob()


def test_it_tells_how_far_it_is_and_that_it_is_done(job):
    work = Work()
    job.start(Wanted.DATASET, work)
    assert work.reported.wait(PATIENCE)
    assert (job.state, job.wanted, job.progress) == (State.RUNNING, Wanted.DATASET, Progress("images.tar", 100, 300))
    finish(work)
    assert job.state is State.DONE


def test_a_second_click_starts_nothing(job):
    first, second = Work(), Work()
    job.start(Wanted.DATASET, first)
    assert first.reported.wait(PATIENCE)
    job.start(Wanted.STAGE, second)
    assert job.wanted is Wanted.DATASET
    finish(first)
    assert not second.reported.is_set()


def test_it_can_be_cancelled_and_started_again(job):
    work = Work()
    job.start(Wanted.STAGE, work)
    assert work.reported.wait(PATIENCE)
    job.cancel()
    assert job.cancelling
    finish(work)
    assert (job.state, job.cancelling, job.progress.done) == (State.CANCELLED, False, 100)
    again = Work()
    job.start(Wanted.STAGE, again)
    finish(again)
    assert job.state is State.DONE


def test_a_failure_is_told_in_its_sentence_until_the_next_start(job):
    work = Work(DogbreedError("No internet."))
    job.start(Wanted.DATASET, work)
    finish(work)
    assert (job.state, job.problem) == (State.FAILED, "No internet.")
    again = Work()
    job.start(Wanted.DATASET, again)
    assert job.problem == ""
    finish(again)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_unforeseen_failure_does_not_leave_it_running(job):
    work = Work(KeyError("a bug"))
    job.start(Wanted.DATASET, work)
    finish(work)
    assert job.state is State.FAILED
    assert "log" in job.problem


def test_cancelling_nothing_does_not_stop_what_comes_next(job):
    job.cancel()
    work = Work()
    job.start(Wanted.DATASET, work)
    finish(work)
    assert job.state is State.DONE
