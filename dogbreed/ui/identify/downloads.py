"""The answers as CSV and JSON files, with the field names of `dogbreed predict --json`."""

import json
from collections.abc import Iterable

import streamlit as st

from dogbreed.batch.table import as_csv
from dogbreed.inference.identify import Answer


def as_json(answers: Iterable[Answer]) -> str:
    """A JSON array with one object per photo."""
    return json.dumps([answer.record() for answer in answers], ensure_ascii=False, indent=2)


def downloads(answers: list[Answer]) -> None:
    """Draw the two download buttons; a click does not run the page again."""
    st.download_button(
        "Answers as CSV",
        lambda: as_csv(answers),
        "dogbreed.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="csv",
    )
    st.download_button(
        "Answers as JSON",
        lambda: as_json(answers),
        "dogbreed.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
        key="json",
    )
