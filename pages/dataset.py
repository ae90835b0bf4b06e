"""Dataset: the photos, their distributions, and the problems of the data."""

import streamlit as st

from dogbreed.dataset.photo_filter import matching
from dogbreed.ui.dataset.charts import charts
from dogbreed.ui.dataset.filters import BREED, photo_filter
from dogbreed.ui.dataset.gallery import gallery
from dogbreed.ui.dataset.key_figures import facts, key_figures
from dogbreed.ui.dataset.problems import problems
from dogbreed.ui.widgets.breed_menu import names_in_address
from dogbreed.ui.widgets.missing_photos import offer_photos
from dogbreed.ui.widgets.room import room

# Heights at least, px. On a phone the charts stand above the filters, and are drawn after them.
CHARTS, FILTERS = 620, 220

names_in_address("pages/dataset.py", [BREED])

st.title("What do the networks learn from?", anchor=False)
st.markdown("All photos of the Stanford Dogs dataset. A link to this page keeps the filters.")
key_figures()
offer_photos()

st.space("small")
figures, photos = st.columns(2, gap="medium")
with figures:
    place = room(CHARTS)
with photos:
    with room(FILTERS):
        chosen, order = photo_filter()
    gallery(matching(facts(), chosen, order), chosen, order)
with place:
    charts(chosen)

problems()

st.space("large")
st.page_link("pages/preparation.py", label="See how a photo is prepared for a network", icon=":material/crop:")
st.page_link("pages/mistakes.py", label="See which photos the networks get wrong", icon=":material/grid_on:")
