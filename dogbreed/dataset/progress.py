"""How long-running functions report their progress to the caller."""

from collections.abc import Callable

ProgressCallback = Callable[[str, int, int | None], None]
"""Called with the name of the current step, the amount done and the total (None: unknown), in bytes or photos."""


def no_progress(step: str, done: int, total: int | None) -> None:
    """Ignore the progress: the default where no caller displays it."""
