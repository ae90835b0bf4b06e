"""Script time of the analysis pages after an interaction, with the table of all photos."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st
from streamlit.testing.v1 import AppTest

from dogbreed.errors import DogbreedError
from dogbreed.settings import INSTALLED, PROJECT

ROUNDS = 3
Interactions = Mapping[str, Sequence[Any]]
"""The values that are set one after the other, by key of the widget."""

PAGES: Mapping[str, Interactions] = {
    "dataset": {
        "breed": ("Terriers", "n02085620", None),
        "split": ("test", "train", None),
        "dogs": (2, None),
        "view": ("Kennel groups", "Sizes", "Dogs", "Breeds"),
        "page": (2, 1715, 1),
        "sort": ("Fewest first", "Most photos first"),
        "fill": ((10, 60), (0, 100)),
    },
    "preparation": {
        "rotation": (0.0, 40.0, 15.0),
        "zoom": (0.4, 0.15),
        "contrast": (0.9, 0.2),
        "seed": (2, 3, 1),
        "preparation-source": ("cat.webp", "german-shepherd.webp"),
    },
    "mistakes": {
        "breed": ("n02092002", "Sighthounds", None),
        "answer": ("n02090721", None),
        "view": ("Matrix", "Most confused"),
        "silent_below": (20, 80, 50),
        "beside": ("cnn", None),
        "network": ("xception", "cnn", "served"),
    },
    "look_alikes": {
        "one": ("n02109961", "n02085620", "n02092002"),
        "other": ("n02110185", "n02111889", "n02090721"),
    },
}


def measure() -> dict[str, tuple[int, float, float]]:
    """By page: number of interactions, median and 95th percentile of their script time, s.

    Raises:
        DogbreedError: dogbreed was installed from a wheel, which does not contain the pages.
        RuntimeError: A page failed after an interaction; the text names it.
    """
    if INSTALLED:
        raise DogbreedError("The pages are in the repository, not in the wheel: run this in a clone.")
    found = {}
    for page, interactions in PAGES.items():
        seconds = list(_timed(page, interactions))
        found[page] = (len(seconds), float(np.median(seconds)), float(np.percentile(seconds, 95)))
    return found


def _timed(page: str, interactions: Interactions) -> Iterator[float]:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120).run()
    app.switch_page(f"pages/{page}.py").run()
    for number in range(ROUNDS + 1):
        for key, values in interactions.items():
            for value in values:
                app.session_state[key] = value
                st.cache_data.clear()  # so that networks run again
                start = time.perf_counter()
                app.run()
                taken = time.perf_counter() - start
                if app.exception:
                    raise RuntimeError(f"{page}: {key} = {value}: {app.exception[0].message}")
                if number:  # the first round only fills the caches
                    yield taken
