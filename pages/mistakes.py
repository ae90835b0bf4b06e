"""Mistakes: which breeds a network confuses, and the photos behind every number."""

import streamlit as st

from dogbreed.evaluation.selection import select
from dogbreed.ui.mistakes.confidence_threshold import confidence_threshold
from dogbreed.ui.mistakes.confusions import confusions
from dogbreed.ui.mistakes.filters import ANSWER, TRUTH, photo_selection
from dogbreed.ui.mistakes.gallery import gallery
from dogbreed.ui.mistakes.label_errors import SUSPECT, label_errors
from dogbreed.ui.mistakes.look_closer import opened_photo
from dogbreed.ui.mistakes.tested_network import NETWORK, OTHER, key_figures, network_choice
from dogbreed.ui.widgets.breed_menu import names_in_address
from dogbreed.ui.widgets.room import room

names_in_address("pages/mistakes.py", [TRUTH, ANSWER, SUSPECT, NETWORK, OTHER])

st.title("Which breeds does a network confuse?", anchor=False)
st.markdown(
    "Predictions for the test photos, and the photos behind every number. A link to this page keeps the filters."
)

network = network_choice()
if network:
    key_figures(network)

    st.space("small")
    figures, photos = st.columns(2, gap="medium")
    with figures:
        place = room(500)
    with photos:
        chosen = photo_selection(network)
        gallery(select(network.top1, chosen), chosen, network)
    with place:
        confusions(network)

    confidence_threshold(network)
    opened_photo(network)

label_errors()

st.space("large")
st.page_link("pages/identify.py", label="Try your own photo", icon=":material/pets:")
