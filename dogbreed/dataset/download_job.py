"""The download of photos in the background: at most one per server, with its progress, its cancellation and its end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from threading import Lock, Thread

from dogbreed.errors import DogbreedError
from dogbreed.progress import ProgressCallback


class Wanted(Enum):
    """What is downloaded."""

    DATASET = "all photos"
    STAGE = "the photos for a talk"


class State(Enum):
    """How far the job is."""

    IDLE = "nothing was started"
    RUNNING = "running"
    CANCELLED = "cancelled"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True)
class Progress:
    """What a running job reported last.

    Attributes:
        step: "images.tar", "unpacking images.tar", "photos for a talk".
        done: Bytes, or photos for a talk.
        total: Likewise; None if it is not known.
    """

    step: str = ""
    done: int = 0
    total: int | None = None


class _CancelledError(Exception):
    """Ends the work from within its report of progress."""


class DownloadJob:
    """A download that all visitors of the server see.

    Attributes:
        wanted: What was started last; None before the first start.
        state: How far it is.
        progress: Its last report.
        problem: Why it failed, a sentence; "" otherwise.
        cancelling: Whether it was asked to stop and has not stopped yet.
    """

    def __init__(self) -> None:
        self.wanted: Wanted | None = None
        self.state = State.IDLE
        self.progress = Progress()
        self.problem = ""
        self.cancelling = False
        self._lock = Lock()

    def start(self, wanted: Wanted, work: Callable[[ProgressCallback], object]) -> None:
        """Start the work in the background; nothing happens while a job runs.

        Args:
            wanted: What it downloads.
            work: Downloads, reports its progress, and resumes where an earlier call ended.
        """
        with self._lock:
            if self.state is State.RUNNING:
                return
            self.wanted, self.state = wanted, State.RUNNING
            self.progress, self.problem, self.cancelling = Progress(), "", False
        Thread(target=self._run, args=(work,), name="download", daemon=True).start()

    def cancel(self) -> None:
        """Ask the running work to stop; it does so at its next report, and what has arrived is kept."""
        self.cancelling = self.state is State.RUNNING

    def _run(self, work: Callable[[ProgressCallback], object]) -> None:
        try:
            work(self._report)
            self.state = State.DONE
        except _CancelledError:
            self.state = State.CANCELLED
        except DogbreedError as problem:
            self.problem, self.state = str(problem), State.FAILED
        except BaseException:
            self.problem, self.state = "The download ended unexpectedly: the server's log says more.", State.FAILED
            raise
        finally:
            self.cancelling = False

    def _report(self, step: str, done: int, total: int | None) -> None:
        if self.cancelling:
            raise _CancelledError
        self.progress = Progress(step, done, total)


@cache
def download_job() -> DownloadJob:
    """The job of this process."""
    return DownloadJob()
