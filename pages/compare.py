"""Compare: networks side by side, and whether their difference is statistically significant."""

import streamlit as st

from dogbreed.ui.compare.accuracy_by_breed import accuracy_by_breed
from dogbreed.ui.compare.breed_details import (
    axes,
    breed_choice,
    breed_figures,
    select_breed,
    selected_breed,
    wrong_photos,
)
from dogbreed.ui.compare.compared_runs import nothing_to_compare, run_choice, stored_predictions
from dogbreed.ui.compare.differences import all_differences, difference_chart, paired_test
from dogbreed.ui.compare.learning import validation_curves
from dogbreed.ui.compare.looks import other_looks
from dogbreed.ui.compare.metrics import OTHER_PHOTOS, accuracy_bars, loss_bars, metrics_table
from dogbreed.ui.figures.reliability import reliability
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section
from dogbreed.ui.widgets.stage import note

st.title("Which network is better?", anchor=False)
st.markdown("Networks, tested on the same photos. Every test metric has its 95 % interval.")

compared = run_choice()
tested = stored_predictions(compared)

if compared:
    metrics_table(compared)
if len(compared) == 1:
    nothing_to_compare(compared[0])

st.space("small")
left, right = st.columns(2, gap="medium")
with left:
    draw(accuracy_bars(compared))
with right:
    draw(loss_bars(compared))
note(OTHER_PHOTOS)

if len(tested) > 1:
    with section("Is the difference significant?") as figure:
        pairs = all_differences(tested)
        paired_test(pairs)
        with figure:
            draw(difference_chart(pairs))

    st.space("large")
    st.header("Breed by breed", anchor=False)
    x, y = axes(tested)
    chart, details = st.columns([3, 2], gap="medium")
    with chart:
        draw(accuracy_by_breed(x, y, selected_breed()), on_point=select_breed)
    with details:
        dog = breed_choice(x)
        if dog:
            breed_figures(dog, tested)
    if dog:
        wrong_photos(dog, [x, y])

if tested:
    with section("Are the probabilities calibrated?") as figure:
        st.markdown(
            "A reliability diagram: predictions are grouped into tenths by their probability, and each point shows how "
            "often those of one tenth are right. The mean distance from the dashed line is the calibration error."
        )
        with figure:
            draw(reliability(tested))

other_looks()

if compared:
    st.space("large")
    st.header("Learning curves", anchor=False)
    validation_curves(compared)

st.space("large")
st.page_link("pages/identify.py", label="Try your own photo", icon=":material/pets:")
