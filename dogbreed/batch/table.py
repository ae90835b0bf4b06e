"""Answers as a table, with the field names of `dogbreed predict --json`."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from dogbreed.inference.identify import Answer

TOP = 5
_OF_THE_ANSWER = ("file", "verdict", "breed", "wnid", "probability", "named", "group", "seen", "error")
COLUMNS = (
    *_OF_THE_ANSWER,
    *(f"top_{place}_{name}" for place in range(1, TOP + 1) for name in ("breed", "wnid", "probability")),
)


def row(answer: Answer) -> dict[str, Any]:
    """One row: `named` joined by spaces, `top` as the columns `top_1_breed`, ... `top_5_probability`."""
    record = answer.record()
    flat = {name: record[name] for name in _OF_THE_ANSWER} | {"named": " ".join(record["named"])}
    for place, candidate in enumerate(record["top"], 1):
        flat |= {f"top_{place}_{name}": value for name, value in candidate.items()}
    return flat


def as_csv(answers: Iterable[Answer]) -> str:
    """The CSV text: a header and one row per photo."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(row, answers))
    return text.getvalue()
