"""The free photos that come with the project, for a visitor who has none at hand."""

import streamlit as st

from dogbreed.breeds import breed
from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.ui.album import Album
from dogbreed.ui.serving import classifier


def sample_photos(album: Album) -> None:
    """Each free photo of a known breed, with a button that asks the network about it."""
    for sample in (sample for sample in SAMPLES if sample.wnid):
        st.image(str(sample.file), width="stretch", alt=f"Sample photo: {sample.shows}")
        st.caption(_credit(sample))
        st.button("Try it with this photo", key=sample.file.name, on_click=_ask, args=(album, sample))


def _ask(album: Album, sample: Sample) -> None:
    entry = album.add(
        sample.file.name, sample.file.read_bytes(), classifier(), truth=breed(sample.wnid), origin=_credit(sample)
    )
    album.open(entry.key)


def _credit(sample: Sample) -> str:
    return f"Photo: [{sample.author}]({sample.source}), {sample.licence.lower()}"
