"""Where a training reads and writes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Workspace:
    """The folders of one network's training.

    Attributes:
        folder: Where its steps keep their results.
        photos: The dataset's folder `Images`.
        threads: CPU threads of one forward pass.
    """

    folder: Path
    photos: Path
    threads: int
