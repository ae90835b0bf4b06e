"""Progress bars of commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TaskID, TextColumn

from dogbreed.dataset.progress import ProgressCallback


@contextmanager
def progress(*columns: ProgressColumn) -> Iterator[ProgressCallback]:
    """Show a progress bar on stderr for each step that is reported.

    Args:
        columns: Columns to the right of the bar.
    """
    bars = Progress(TextColumn("{task.description}"), BarColumn(), *columns, console=Console(stderr=True))
    tasks: dict[str, TaskID] = {}

    def report(what: str, done: int, total: int | None) -> None:
        bars.start()
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=total, completed=done)
        else:
            bars.update(tasks[what], total=total, completed=done)

    try:
        yield report
    finally:
        if tasks:
            bars.stop()
