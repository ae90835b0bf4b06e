"""Dataset: every photo, how they spread, and what is odd about them."""

import streamlit as st

from dogbreed.dataset.photo_filter import matching
from dogbreed.ui.dataset.charts import charts
from dogbreed.ui.dataset.facts import facts
from dogbreed.ui.dataset.filters import BREED, photo_filter
from dogbreed.ui.dataset.gallery import gallery
from dogbreed.ui.dataset.headline import headline
from dogbreed.ui.dataset.problems import quality
from dogbreed.ui.widgets.breed_menu import name_wordnet_ids

name_wordnet_ids("pages/dataset.py", [BREED])

st.title("What do the networks learn from?", anchor=False)
st.markdown("The photos of Stanford Dogs, every one of them. A link to this page keeps the view.")
headline(facts())

st.space("small")
figures, photos = st.columns(2, gap="medium")
with photos:
    chosen, order = photo_filter()
    gallery(matching(facts(), chosen, order), chosen, order)
with figures:
    charts(chosen)

quality()

st.space("large")
st.page_link("pages/preparation.py", label="See what a network gets of a photo", icon=":material/crop:")
st.page_link("pages/mistakes.py", label="See which photos the networks get wrong", icon=":material/grid_on:")
