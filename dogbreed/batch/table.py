"""Answers as a table, with the field names of `dogbreed predict --json`, as CSV that spreadsheets read rightly."""

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import pandas as pd

    from dogbreed.inference.identify import Answer

TOP = 5
BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel reads a CSV file in the code page of the country."""
_OF_THE_ANSWER = (
    "file",
    "verdict",
    "breed",
    "wnid",
    "probability",
    "named",
    "group",
    "taught",
    "suggested",
    "several_dogs",
    "seen",
    "error",
)
COLUMNS = (
    *_OF_THE_ANSWER,
    *(f"top_{place}_{name}" for place in range(1, TOP + 1) for name in ("breed", "wnid", "probability")),
)
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""How a cell begins that spreadsheets compute, whatever quotes stand around it; the last four are as wide as kana."""


class Table:
    """Writes answers as rows under a header; texts are quoted, numbers are not."""

    def __init__(self, file: TextIO):
        self._writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        self._writer.writeheader()

    def write(self, answer: "Answer") -> None:
        """Write a row: `named` and `suggested` joined, `top` as the columns `top_1_breed`, ... `top_5_probability`."""
        record = answer.record()
        flat = {name: record[name] for name in _OF_THE_ANSWER}
        flat |= {"named": " ".join(record["named"]), "suggested": "; ".join(record["suggested"])}
        for place, candidate in enumerate(record["top"], 1):
            flat |= {f"top_{place}_{name}": value for name, value in candidate.items()}
        self._writer.writerow({name: harmless(value) for name, value in flat.items()})


def as_csv(answers: Iterable["Answer"]) -> str:
    """The CSV text with a byte order mark: a header and one row per photo."""
    text = io.StringIO(BYTE_ORDER_MARK)
    text.seek(0, io.SEEK_END)
    table = Table(text)
    for answer in answers:
        table.write(answer)
    return text.getvalue()


def table_as_csv(table: "pd.DataFrame") -> str:
    """A table of a page as CSV text with a byte order mark, its texts made harmless."""
    cells = table.rename(columns=harmless)
    for name in cells.select_dtypes(exclude="number"):
        cells[name] = cells[name].map(harmless)
    return BYTE_ORDER_MARK + cells.to_csv(index=False)


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: one that begins like it gets an apostrophe before it.

    A text that begins with an apostrophe gets another one, so that the original is always the rest after one.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith((*_FORMULA, "'")) else value
