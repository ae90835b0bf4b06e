"""Runs: the configurations that were tried, and what each setting does."""

from functools import partial

import streamlit as st

from dogbreed.experiments.parameter_importance import parameter_importances
from dogbreed.experiments.seed_variance import repeated
from dogbreed.ui.runs.chosen import chosen_ids, look_at
from dogbreed.ui.runs.curves import curves, has_curves
from dogbreed.ui.runs.effect_chart import effect_of_setting
from dogbreed.ui.runs.importance_chart import explained
from dogbreed.ui.runs.parallel_coordinates import parallel_coordinates
from dogbreed.ui.runs.search_choice import search_choice
from dogbreed.ui.runs.seed_chart import seeds_chart
from dogbreed.ui.runs.seed_variance import luck_in_words
from dogbreed.ui.runs.setting_choice import select_setting, selected_setting, setting_choice
from dogbreed.ui.runs.summary import summary, without_result
from dogbreed.ui.runs.table import runs_table
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section

st.title("Which settings make the network better?", anchor=False)
st.markdown("Every configuration that was tried, measured on held-out training photos: no test photo had a say.")
search = search_choice()

if search:
    summary(search)
    runs_table(search)
    without_result(search)

    if has_curves(search):
        with section("How they learned") as figure:
            st.markdown("A line a run. Choose up to six: here, by a mark in the table or by a click on a point below.")
            curves(search, figure)

if search and (found := parameter_importances(search.first)):
    st.space("large")
    st.header("All runs at once", anchor=False)
    st.markdown(
        "Follow a line from row to row: it is one run, its colour the accuracy, from blue, the worst, to orange, the "
        "best. The settings that explain most come first. Runs with the same value stand side by side, the better to "
        "the right; those without a result are not drawn. A click on a point chooses its run, as in the table."
    )
    draw(parallel_coordinates(search.first, chosen_ids(search)), on_point=partial(look_at, search))

    st.space("large")
    st.header("What each setting does", anchor=False)
    st.caption(
        "Explained is the share of the variance of the accuracies that the means of a setting's values account for, "
        "beyond what chance would (epsilon squared). A search tries promising values more often and settings together, "
        "so this says what to look at, not what causes what."
    )
    bars, details = st.columns(2, gap="medium")
    with bars:
        draw(explained(found, selected_setting(found)), on_point=select_setting)
    with details:
        draw(effect_of_setting(setting_choice(found), chosen_ids(search)), on_point=partial(look_at, search))

if search and (again := repeated(search)):
    with section("How much of it is luck?") as figure:
        luck_in_words(again)
        with figure:
            draw(seeds_chart(again), on_point=partial(look_at, search))

st.space("large")
st.page_link("pages/compare.py", label="Compare the networks that came of it", icon=":material/balance:")
