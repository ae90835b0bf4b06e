"""What a network gains by saying nothing when it is not sure."""

import streamlit as st

from dogbreed.evaluation.coverage import coverage_curve
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.mistakes.coverage_chart import coverage
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section


@st.fragment
def silence(network: TestedNetwork) -> None:
    """A threshold, in words and on the curve."""
    with section("What does silence buy?") as figure:
        st.markdown(
            "A network that says nothing when it is not sure makes fewer mistakes, and answers fewer photos. "
            "Confidence is the calibrated probability of its first answer."
        )
        threshold = st.slider(
            "Silent below a confidence of", 0, 99, 50, format="%d %%", key="silent_below", bind="query-params"
        )
        curve = coverage_curve(network.answers)
        chosen = curve.iloc[threshold]
        if chosen["answered"]:
            st.markdown(
                f"Then it answers {count(int(chosen['answered']))} of {count(len(network.answers))} photos and makes "
                f"{count(int(chosen['answered'] - chosen['right']))} mistakes instead of "
                f"{count(int((~network.answers['right']).sum()))}. It is right in **{percent(chosen['accuracy'])}** of "
                f"its answers, 95 % interval {percent(chosen['low'])} to {percent(chosen['high'])}."
            )
        else:
            st.markdown("Then it never answers.")
        with figure:
            draw(coverage(curve, network.name, network.colour, threshold))
