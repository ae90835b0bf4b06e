"""Look-alikes: two breeds side by side, and how to tell them apart."""

import streamlit as st

from dogbreed.ui.look_alikes.pair import ONE, OTHER, description, mistaken_for, pair_choice
from dogbreed.ui.look_alikes.photos import mistakes, most_similar, typical
from dogbreed.ui.serving import similar_photos
from dogbreed.ui.top1_table import confused, top1_table
from dogbreed.ui.widgets.breed_facts import breed_link
from dogbreed.ui.widgets.breed_menu import names_in_address

names_in_address("pages/look_alikes.py", [ONE, OTHER])

st.title("How do you tell them apart?", anchor=False)
top1 = top1_table()
similar = similar_photos()
pair = pair_choice(confused(top1))

if pair:
    description(pair)

    st.space("small")
    for column, (dog, other) in zip(st.columns(2, gap="medium"), pair.both_ways, strict=True):
        with column:
            mistaken_for(dog, other, top1)
            breed_link(dog)
            if similar:
                typical(dog, similar)

    st.space("medium")
    st.header("Photos mistaken for the other breed", anchor=False)
    mistakes(pair, top1)
    st.page_link(
        "pages/mistakes.py",
        label="Analyse these mistakes",
        icon=":material/grid_on:",
        query_params={"breed": pair.one.name, "answer": pair.other.name, "both_ways": "true"},
    )

    if similar:
        st.space("medium")
        st.header("Most similar photos", anchor=False)
        st.markdown("Pairs of training photos, one of each breed, that are most similar according to the network.")
        most_similar(pair, similar)

st.space("large")
st.page_link("pages/identify.py", label="Try your own photo", icon=":material/pets:")
