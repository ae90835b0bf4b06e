"""Every measurement on the road to Xception with its source."""

import pandas as pd
import streamlit as st

SHOWN = ["network", "year", "top5_error", "top1_error", "measured", "parameters", "multiply_adds", "link", "source"]


def milestone_table(table: pd.DataFrame) -> None:
    """A row a measurement, see `dogbreed.architecture.milestones`."""
    asked = table["networks"].map(lambda number: "one network" if number == 1 else f"{number} networks together")
    crops = table["crops"].map(
        lambda crops: {"1": "one crop"}.get(crops, f"{crops} crops" if crops.isdigit() else crops)
    )
    shown = table.assign(
        measured=asked + ", " + crops + table["split"].map({"validation": "", "test": ", test photos"}),
        parameters=table["parameters"] / 1e6,
        multiply_adds=table["multiply_adds"] / 1e9,
    )
    number = st.column_config.NumberColumn
    st.dataframe(
        shown[SHOWN],
        hide_index=True,
        height="content",
        placeholder="not given",
        alt="Errors of networks on ImageNet with what they were measured on and where they are from",
        column_config={
            "network": "Network",
            "year": number("Year", format="%d"),
            "top5_error": number(
                "Top-5 error, %", format="%.1f", help="The right one of 1000 classes is not among the five named first."
            ),
            "top1_error": number("Top-1 error, %", format="%.1f", help="The class named first is not the right one."),
            "measured": st.column_config.TextColumn(
                "Measured with",
                help="Validation photos unless it says test photos. The mean over several crops of a photo, or over "
                "several networks, makes fewer errors.",
            ),
            "parameters": number("Parameters, million", format="%.1f"),
            "multiply_adds": number("Multiply-adds, billion", format="%.1f", help="For one crop."),
            "link": st.column_config.LinkColumn("Paper", display_text="paper"),
            "source": "From",
        },
    )
