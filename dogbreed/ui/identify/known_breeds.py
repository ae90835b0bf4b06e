"""The breeds that the network knows, as a list."""

from itertools import groupby

import streamlit as st

from dogbreed.breeds import BREEDS


def known_breeds() -> None:
    """All breeds by kennel group."""
    by_group = sorted(BREEDS, key=lambda breed: (breed.group, breed.name))
    grid = st.grid(min_column_width=240)
    for group, breeds in groupby(by_group, key=lambda breed: breed.group):
        grid.markdown(f"**{group}**  \n:gray[{', '.join(breed.name for breed in breeds)}]")
