"""Runs: the configurations of a hyper-parameter search, and the importance of each setting."""

from functools import partial

import streamlit as st

from dogbreed.ui.runs.chosen_runs import add_clicked, chosen_ids, curves, has_curves
from dogbreed.ui.runs.parallel_coordinates import parallel_coordinates
from dogbreed.ui.runs.parameter_importance import (
    importance_bars,
    importances,
    runs_by_setting,
    select_setting,
    selected_setting,
    setting_choice,
)
from dogbreed.ui.runs.search import search_choice, summary, without_result
from dogbreed.ui.runs.seed_variance import repeated_configurations, seed_variance_chart, seed_variance_in_words
from dogbreed.ui.runs.table import runs_table
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section
from dogbreed.ui.widgets.stage import note

st.title("Which settings make the network better?", anchor=False)
st.markdown("All configurations that were tried, evaluated on validation photos; test photos were not used.")
search = search_choice()

if search:
    summary(search)
    runs_table(search)
    without_result(search)

    if has_curves(search):
        with section("Learning curves") as figure:
            st.markdown("One line per run. Choose up to six runs: here, in the table, or by a click on a point below.")
            curves(search, figure)

if search and (found := importances(search)):
    st.space("large")
    st.header("All runs", anchor=False)
    st.markdown(
        "One line per run, from row to row; its colour is the validation accuracy, from blue (lowest) to orange "
        "(highest). The most important settings come first. Runs with the same value are drawn side by side, the "
        "better ones to the right; runs without a result are left out. Click a point to choose its "
        "run, as in the table."
    )
    draw(parallel_coordinates(search.first, chosen_ids(search)), on_point=partial(add_clicked, search))

    st.space("large")
    st.header("Parameter importance", anchor=False)
    note(
        "Importance is the share of the variance of the accuracies that is explained by a setting's values, corrected "
        "for chance (epsilon squared, Kelley 1935). A search tries promising values more often and in combination, so "
        "importance shows where to look; it does not prove a cause."
    )
    bars, details = st.columns(2, gap="medium")
    with bars:
        draw(importance_bars(found, selected_setting(found)), on_point=select_setting)
    with details:
        draw(runs_by_setting(setting_choice(found), chosen_ids(search)), on_point=partial(add_clicked, search))

if search and (again := repeated_configurations(search)):
    with section("How much do results vary with the seed?") as figure:
        seed_variance_in_words(again)
        with figure:
            draw(seed_variance_chart(again), on_point=partial(add_clicked, search))

st.space("large")
st.page_link("pages/compare.py", label="Compare the final networks", icon=":material/balance:")
