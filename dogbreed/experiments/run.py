"""The record of one training or search run."""

from dataclasses import dataclass
from datetime import datetime

ENDED = ("FINISHED", "FAILED")


@dataclass(frozen=True)
class Run:
    """A run, independent of the store that holds it.

    Attributes:
        id: The run's own id, which is also the name of its text file; MLflow's run id differs between stores.
        name: Name for people; the id unless it was renamed in MLflow.
        status: "RUNNING", "FINISHED", "FAILED" or "KILLED" (stopped by the user).
        started: UTC.
        ended: UTC; None while it runs.
        params: Parameters; numbers as numbers, everything else as text.
        history: For each metric the pairs (epoch, value), in order of the epochs, each epoch once.
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
        """Name of the network that it trained."""
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
        """Training time in seconds, without the pauses of a resumed run; None if it was not logged."""
        return self.metrics.get("duration_s")
