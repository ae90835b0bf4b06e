"""The free photos that come with the project, for a visitor who has none at hand."""

import streamlit as st

from dogbreed.breeds import breed
from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.ui.identify.album import Album
from dogbreed.ui.serving import classifier


def sample_photos(album: Album) -> None:
    """Each free photo with a button that asks the network about it."""
    grid = st.grid(min_column_width=260)
    for sample in SAMPLES:
        with grid.cell():
            st.image(str(sample.file), width="stretch", alt=f"Sample photo: {sample.shows}")
            st.caption(_credit(sample))
            st.button("Try it with this photo", key=sample.file.name, on_click=_ask, args=(album, sample))


def _ask(album: Album, sample: Sample) -> None:
    truth = breed(sample.wnid) if sample.wnid else None
    entry = album.add(sample.file.name, sample.file.read_bytes(), classifier(), truth, _credit(sample))
    album.open(entry.key)


def _credit(sample: Sample) -> str:
    return f"Photo: [{sample.author}]({sample.source}), {sample.licence.lower()}"
