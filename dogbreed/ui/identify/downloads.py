"""The answers as files, with the names that `dogbreed predict --json` uses."""

import json
from collections.abc import Iterable

import streamlit as st

from dogbreed.batch.table import as_csv
from dogbreed.inference.identify import Answer


def as_json(answers: Iterable[Answer]) -> str:
    """One array, an object a photo."""
    return json.dumps([answer.record() for answer in answers], ensure_ascii=False, indent=2)


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
