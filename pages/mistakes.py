"""Mistakes: what is taken for what, and the photos behind every number."""

import streamlit as st

from dogbreed.evaluation.selection import select
from dogbreed.ui.mistakes.confidence_threshold import silence
from dogbreed.ui.mistakes.confusions import confusions
from dogbreed.ui.mistakes.filters import selection
from dogbreed.ui.mistakes.focus import ANSWER, TRUTH
from dogbreed.ui.mistakes.gallery import gallery
from dogbreed.ui.mistakes.headline import headline
from dogbreed.ui.mistakes.label_errors import SUSPECT, label_errors
from dogbreed.ui.mistakes.tested_network import choice
from dogbreed.ui.widgets.breed_menu import name_wordnet_ids

name_wordnet_ids("pages/mistakes.py", [TRUTH, ANSWER, SUSPECT])

st.title("Which breeds are taken for each other?", anchor=False)
st.markdown("The answers to the test photos, and the photos behind every number. A link to this page keeps the view.")

network = choice()
if network:
    headline(network)

    st.space("small")
    figures, photos = st.columns(2, gap="medium")
    with photos:
        chosen = selection(network)
        gallery(select(network.answers, chosen), chosen, network)
    with figures:
        confusions(network)

    silence(network)

label_errors()

st.space("large")
st.page_link("pages/identify.py", label="Ask the network about your own photo", icon=":material/pets:")
