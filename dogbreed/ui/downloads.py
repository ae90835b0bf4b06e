"""The answers as files, with the names that `dogbreed predict --json` uses."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import streamlit as st

from dogbreed.inference.identify import Answer

TOP = 5
COLUMNS = ("file", "verdict", "breed", "wnid", "probability", "named", "group", "seen", "error")


def as_json(answers: Iterable[Answer]) -> str:
    """One array, an object a photo."""
    return json.dumps([answer.record() for answer in answers], ensure_ascii=False, indent=2)


def as_csv(answers: Iterable[Answer]) -> str:
    """One row a photo: `named` joined by spaces, `top` spread over `top_1_breed`, ... `top_5_probability`."""
    places = [f"top_{place}_{name}" for place in range(1, TOP + 1) for name in ("breed", "wnid", "probability")]
    text = io.StringIO()
    writer = csv.DictWriter(text, [*COLUMNS, *places], lineterminator="\n")
    writer.writeheader()
    writer.writerows(_flat(answer.record()) for answer in answers)
    return text.getvalue()


def downloads(answers: list[Answer]) -> None:
    """Two buttons; a click on them changes nothing on the page."""
    st.download_button(
        "Answers as CSV",
        as_csv(answers),
        "dogbreed.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="csv",
    )
    st.download_button(
        "Answers as JSON",
        as_json(answers),
        "dogbreed.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
        key="json",
    )


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    row = {name: record[name] for name in COLUMNS} | {"named": " ".join(record["named"])}
    for place, candidate in enumerate(record["top"], 1):
        row |= {f"top_{place}_{name}": value for name, value in candidate.items()}
    return row
