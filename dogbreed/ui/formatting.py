"""Figures and names as every page writes them."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # pandas takes a while to import, and the command line writes shares too
    import pandas as pd
    from pandas.io.formats.style import Styler

SPLITS = {"train": "Training photos", "test": "Test photos"}
"""Names of the two parts of the official split."""


def percent(share: float) -> str:
    """A share, 0 to 1, with one decimal: `91.2 %`; what is nearly all or nothing does not read as all or nothing."""
    if 0 < share < 0.0005:
        return "<\N{NO-BREAK SPACE}0.1\N{NO-BREAK SPACE}%"
    if 0.9995 <= share < 1:
        return ">\N{NO-BREAK SPACE}99.9\N{NO-BREAK SPACE}%"
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def percent_cells(table: "pd.DataFrame", column: str) -> "Styler":
    """A table for Streamlit with a column of percentages, 0 to 100, written by `percent`; it still sorts by number."""

    def cell(value: Any) -> str:
        return percent(value / 100)

    return table.style.format({column: cell}, na_rep="")


def loss(value: float) -> str:
    """A cross-entropy in nats, with two decimals: `0.28`."""
    return f"{value:.2f}"


def count(number: int) -> str:
    """A number of things: `20,580`."""
    return f"{number:,}"


def quantity(number: int, noun: str) -> str:
    """A number of things with its noun, whose plural adds an s: `1 photo`, `2,000 photos`."""
    return f"{count(number)} {noun if number == 1 else f'{noun}s'}"


def times(number: int) -> str:
    """How often: `once`, `12 times`."""
    return "once" if number == 1 else f"{count(number)} times"


def points(difference: float) -> str:
    """A difference of shares, -1 to 1, in percentage points: `+34.8 points`."""
    return f"{100 * difference:+.1f} points".replace("-", "\N{MINUS SIGN}")


def chance(p_value: float) -> str:
    """A p-value: `p = 0.032`, `p < 0.001`."""
    space = "\N{NO-BREAK SPACE}"
    return f"p{space}<{space}0.001" if p_value < 0.001 else f"p{space}={space}{p_value:.3f}"


def millions(number: float) -> str:
    """A large number of things: `21.1 million`, below a million `950,000`, from a billion on `8.4 billion`."""
    if number >= 999_950_000:
        return f"{number / 1e9:.1f} billion"
    return f"{number / 1e6:.1f} million" if number >= 999_500 else count(round(number))


def megabytes(size: float) -> str:
    """A size in bytes: `21.8 MB`."""
    return f"{size / 1e6:.1f}\N{NO-BREAK SPACE}MB"


def dimensions(lengths: Iterable[int]) -> str:
    """The sides of something: `3 x 3`, with the sign for multiplication and no spaces; a single one: `9,216`."""
    sides = list(lengths)
    return count(sides[0]) if len(sides) == 1 else "\N{MULTIPLICATION SIGN}".join(map(str, sides))


def milliseconds(time: float) -> str:
    """A time in ms: `34 ms`, below ten `3.4 ms`."""
    return f"{time:.{0 if time >= 9.95 else 1}f}\N{NO-BREAK SPACE}ms"


def duration(seconds: float) -> str:
    """How long work took: `2 h 05 min`, `14 min`, `38 s`."""
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def plain(text: str) -> str:
    """Text whose every character is shown as it is where Streamlit would read Markdown, such as a file's name."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])", r"\\\1", text)
