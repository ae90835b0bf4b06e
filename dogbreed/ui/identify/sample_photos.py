"""The sample photos that come with the project, for a visitor without a photo."""

import streamlit as st

from dogbreed.batch.photo_file import PhotoFile
from dogbreed.breeds import breed
from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.ui.identify.album import Album
from dogbreed.ui.serving import classifier
from dogbreed.ui.widgets.photo_credit import sample_credit


def sample_photos(album: Album) -> None:
    """Each sample photo with a button that identifies it."""
    grid = st.grid(min_column_width=260)
    for sample in SAMPLES:
        with grid.cell():
            st.image(str(sample.file), width="stretch", alt=f"Sample photo: {sample.shows}")
            st.caption(sample_credit(sample))
            st.button("Try it with this photo", key=sample.file.name, on_click=_identify, args=(album, sample))


def _identify(album: Album, sample: Sample) -> None:
    truth = breed(sample.wnid) if sample.wnid else None
    file = PhotoFile(sample.file.name, sample.file.read_bytes)
    album.open(album.add(file, classifier(), truth, sample_credit(sample)).key)
