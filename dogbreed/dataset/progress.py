"""How long work tells whoever waits for it."""

from collections.abc import Callable

Report = Callable[[str, int, int | None], None]
"""Called with what is being done, how much of it is done and how much there is (None: unknown), in bytes or photos."""


def silent(what: str, done: int, total: int | None) -> None:
    """Nobody waits."""
