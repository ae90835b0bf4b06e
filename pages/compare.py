"""Compare: final runs side by side, and whether their difference is real."""

import streamlit as st

from dogbreed.ui.compare.accuracy_and_loss import OTHER_PHOTOS, accuracy_beside_study, loss_beside_study
from dogbreed.ui.compare.accuracy_by_breed import accuracy_by_breed
from dogbreed.ui.compare.breed_details import axes, breed_choice, breed_figures, select_breed, selected_breed
from dogbreed.ui.compare.compared_run import answers
from dogbreed.ui.compare.differences import all_differences, differences
from dogbreed.ui.compare.figures_table import figures_table
from dogbreed.ui.compare.learning import learning
from dogbreed.ui.compare.paired_test import paired_test
from dogbreed.ui.compare.run_choice import alone, choice
from dogbreed.ui.compare.wrong_photos import wrong_photos
from dogbreed.ui.figures.reliability import reliability
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section

st.title("Which network is better, and is the difference real?", anchor=False)
st.markdown("Final runs side by side, tested on the same photos; every test figure comes with its 95 % interval.")

compared = choice()
answered = answers(compared)

if compared:
    figures_table(compared)
if len(compared) == 1:
    alone(compared[0])

st.space("small")
left, right = st.columns(2, gap="medium")
with left:
    draw(accuracy_beside_study(compared))
with right:
    draw(loss_beside_study(compared))
st.caption(OTHER_PHOTOS)

if len(answered) > 1:
    with section("Is the difference real?") as figure:
        pairs = all_differences(answered)
        paired_test(pairs)
        with figure:
            draw(differences(pairs))

    st.space("large")
    st.header("Breed by breed", anchor=False)
    x, y = axes(answered)
    chart, details = st.columns([3, 2], gap="medium")
    with chart:
        draw(accuracy_by_breed(x, y, selected_breed()), on_point=select_breed)
    with details:
        dog = breed_choice(x)
        if dog:
            breed_figures(dog, answered)
    if dog:
        wrong_photos(dog, [x, y])

if answered:
    with section("Do stated probabilities come true?") as figure:
        st.markdown(
            "A reliability diagram: the answers are sorted into tenths by the probability that they state, and each "
            "point says how often those of one tenth are right. The mean distance from the dashed line is the "
            "calibration error."
        )
        with figure:
            draw(reliability(answered))

if compared:
    st.space("large")
    st.header("How they learned", anchor=False)
    learning([network.run for network in compared])

st.space("large")
st.page_link("pages/identify.py", label="Ask the network about your own photo", icon=":material/pets:")
