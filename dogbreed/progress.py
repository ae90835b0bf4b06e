"""How long-running functions report their progress to the caller, and the progress bars of commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TaskID, TextColumn

ProgressCallback = Callable[[str, int, int | None], None]
"""Called with the name of the current step, the amount done and the total (None: unknown), in bytes or photos."""


def no_progress(step: str, done: int, total: int | None) -> None:
    """Ignore the progress: the default where no caller displays it."""


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
