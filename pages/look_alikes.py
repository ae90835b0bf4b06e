"""Look-alikes: two breeds side by side, and how to tell them apart."""

import streamlit as st

from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.ui.look_alikes.comparison import taken_for
from dogbreed.ui.look_alikes.pair_choice import ONE, OTHER, pair_choice
from dogbreed.ui.look_alikes.photos import mistakes, most_alike, typical
from dogbreed.ui.serving import similar_photos
from dogbreed.ui.top1_table import top1_table
from dogbreed.ui.widgets.breed_menu import name_wordnet_ids
from dogbreed.ui.widgets.how_to_tell_apart import difference

name_wordnet_ids("pages/look_alikes.py", [ONE, OTHER])

st.title("How do you tell them apart?", anchor=False)
answers = top1_table()
similar = similar_photos()
pair = pair_choice(confused_pairs(answers))

if pair:
    difference(pair)

    st.space("small")
    for column, (dog, other) in zip(st.columns(2, gap="medium"), pair.both_ways, strict=True):
        with column:
            taken_for(dog, other, answers)
            if similar:
                typical(dog, similar)

    st.space("medium")
    st.header("Taken for each other", anchor=False)
    mistakes(pair, answers)
    st.page_link(
        "pages/mistakes.py",
        label="Look at these mistakes closely",
        icon=":material/grid_on:",
        query_params={"breed": pair.one.name, "answer": pair.other.name, "both_ways": "true"},
    )

    if similar:
        st.space("medium")
        st.header("Hardly to be told apart", anchor=False)
        st.markdown("Training photos, one of each breed, that lie nearest to each other in the network's own measure.")
        most_alike(pair, similar)

st.space("large")
st.page_link("pages/identify.py", label="Ask the network about your own photo", icon=":material/pets:")
