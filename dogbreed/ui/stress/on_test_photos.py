"""The same damage on many test photos: what each network loses."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.robustness import load_robustness
from dogbreed.imaging.corruption import CORRUPTIONS
from dogbreed.inference.bundle import available, load_bundle
from dogbreed.networks.registry import CNN, XCEPTION
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.serving import title
from dogbreed.ui.stress.robustness_chart import MEASURES, in_words, over_all, robustness
from dogbreed.ui.widgets.chart import download

FIRST = (XCEPTION, CNN)
NOTHING_YET = "Nothing has been measured yet: `python -m dogbreed evaluate xception --corruptions` does it."
SETTINGS = {
    "rotation": "by {:g}°",
    "blur": "{:g} px",
    "noise": "{:g}",
    "brightness": "+{:g}",
    "darkness": "{:g}",
    "contrast": "{:g}",
    "occlusion": "{:.0%} covered",
    "JPEG": "quality {:g}",
}


@st.fragment
def on_test_photos() -> None:
    """A small figure for each kind of damage, from committed figures."""
    st.header("And on many photos?", anchor=False)
    tables = {name: table for name in NETWORKS if (table := _table(name)) is not None}
    if not tables:
        st.info(NOTHING_YET, icon=":material/model_training:")
        return
    shown, measure = _choice(tables)
    for name, table in shown.items():
        untouched, damaged = over_all(table, measure)
        st.markdown(
            f"**{title(name)}**: {MEASURES[measure].lower()} {percent(untouched)} on the photos as they are, "
            f"**{percent(damaged)}** on average over all damage ({count(int(table['photos'].iloc[0]))} test photos, "
            f"each damaged in {len(table) - 1} ways)."
        )
    _figures(shown, measure)
    if shown:
        download("Accuracy on damaged photos", pd.concat([table.assign(network=name) for name, table in shown.items()]))
    st.caption(
        "Five severities of each kind, after ImageNet-C (Hendrycks and Dietterich 2019); darkness, rotation and "
        "occlusion are ours. The whiskers are 95 % intervals."
    )


def _choice(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], str]:
    """The networks with their figures, and which figure."""
    chosen = st.pills(
        "Networks",
        list(tables),
        selection_mode="multi",
        default=[name for name in FIRST if name in tables] or list(tables)[:1],
        format_func=title,
        key="damaged-networks",
        persist_state="session",
    )
    measure = st.segmented_control(
        "Measure",
        list(MEASURES),
        default="top1",
        required=True,
        format_func=MEASURES.__getitem__,
        key="damaged-measure",
        persist_state="session",
    )
    return {name: tables[name] for name in chosen}, measure


def _figures(shown: Mapping[str, pd.DataFrame], measure: str) -> None:
    grid = st.grid(min_column_width=280)
    for corruption in CORRUPTIONS:
        name, form = corruption.name, SETTINGS[corruption.name]
        with grid.cell():
            st.markdown(f"**{name[0].upper()}{name[1:]}**")
            st.plotly_chart(
                robustness(shown, name, measure),
                key=f"damaged-{name}",
                alt=in_words(shown, name, measure),
                config={"displayModeBar": False},
            )
            st.caption(" · ".join(form.format(value) for value in corruption.severities))


def _table(name: str) -> pd.DataFrame | None:
    if name not in available():
        return None
    try:
        return load_robustness(load_bundle(name))
    except DogbreedError:
        return None
