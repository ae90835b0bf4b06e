"""What is known of one training or search run."""

from dataclasses import dataclass
from datetime import datetime

ENDED = ("FINISHED", "FAILED")


@dataclass(frozen=True)
class Run:
    """A run, the same in every store.

    Attributes:
        id: Its own, whatever number a store gives it: the name of its text file.
        name: What people call it; the id, until somebody renames it.
        status: "RUNNING", "FINISHED", "FAILED" or "KILLED" (stopped by hand).
        started: UTC.
        ended: UTC; None while it runs.
        params: Settings; numbers as numbers, everything else as text.
        history: For each metric its (step, value) in order of the steps, each once. The steps are epochs.
        tags: "network", "kind" ("search" or "final"), "dataset" (SHA-256 of the table of photos), "split", "revision"
            (of the code) and, if it failed or was stopped, "reason".
    """

    id: str
    name: str
    status: str
    started: datetime
    ended: datetime | None
    params: dict[str, int | float | str]
    history: dict[str, list[tuple[int, float]]]
    tags: dict[str, str]

    @property
    def network(self) -> str:
        """Which network it trained."""
        return self.tags.get("network", "unknown")

    @property
    def kind(self) -> str:
        """ "search" or "final"."""
        return self.tags.get("kind", "unknown")

    @property
    def metrics(self) -> dict[str, float]:
        """The last value of each metric."""
        return {name: points[-1][1] for name, points in self.history.items()}

    @property
    def duration_s(self) -> float | None:
        """Seconds of work, without the pauses of a run that was resumed; None for a run that says nothing of it."""
        return self.metrics.get("duration_s")
