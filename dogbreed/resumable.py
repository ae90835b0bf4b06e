"""Arrays that are computed row by row and stored on disk, so that an interrupted run resumes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

FLUSH_EVERY = 64
"""Rows after which the file is flushed: an interrupted run loses at most so many."""
LOADED_AHEAD = 8
"""Photos that are loaded in advance."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class ResumableArray:
    """An array on disk whose rows are computed in order, one per photo.

    Attributes:
        file: File of the raw values; the file with the suffix `.done` next to it holds the number of finished rows.
        shape: Number of photos, then the shape of a row.
        dtype: Type of the values.
    """

    file: Path
    shape: tuple[int, ...]
    dtype: Any

    @property
    def done(self) -> int:
        """Number of finished rows."""
        counted = int(self._counter.read_text()) if self._counter.exists() and self.file.exists() else 0
        return min(counted, self.shape[0])

    @property
    def _counter(self) -> Path:
        return self.file.with_suffix(".done")

    def values(self, mode: Literal["r", "r+", "w+"] = "r") -> np.memmap:
        """The array, memory-mapped."""
        return np.memmap(self.file, self.dtype, mode, shape=self.shape)

    def fill(
        self,
        items: Sequence[Item],
        load: Callable[[Item], np.ndarray],
        run: Callable[[np.ndarray], np.ndarray],
        what: str,
    ) -> np.ndarray:
        """Compute the missing rows, with a progress bar.

        Args:
            items: One item per row, in order: the names of the photos, for example.
            load: Loads the input of an item; called a few items ahead, in another thread.
            run: Computes the row of an input.
            what: Label of the progress bar.

        Returns:
            The whole array, memory-mapped.
        """
        start, total = self.done, self.shape[0]
        if start == total:
            return self.values()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        values = self.values("r+" if start else "w+")
        columns = (*Progress.get_default_columns()[:-1], TimeRemainingColumn(), MofNCompleteColumn())
        with Progress(*columns) as progress, ThreadPoolExecutor(1) as loader:
            task = progress.add_task(what, total=total, completed=start)
            for row, loaded in enumerate(_loaded_ahead(loader, load, items[start:]), start):
                values[row] = run(loaded)
                progress.advance(task)
                if (row + 1) % FLUSH_EVERY == 0 or row + 1 == total:
                    values.flush()
                    self._counter.write_text(str(row + 1))
        return self.values()


def _loaded_ahead(
    pool: ThreadPoolExecutor, load: Callable[[Item], np.ndarray], items: Sequence[Item]
) -> Iterator[np.ndarray]:
    remaining = iter(items)
    waiting = [pool.submit(load, item) for item in islice(remaining, LOADED_AHEAD)]
    while waiting:
        loaded = waiting.pop(0).result()
        waiting.extend(pool.submit(load, item) for item in islice(remaining, 1))
        yield loaded
