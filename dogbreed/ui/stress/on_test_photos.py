"""The measured effect of damage on many test photos."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.robustness import load_robustness
from dogbreed.imaging.corruption import CORRUPTIONS
from dogbreed.inference.bundle import available, load_bundle
from dogbreed.networks.registry import title
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.formatting import percent, quantity
from dogbreed.ui.stress.network_choice import network_choice
from dogbreed.ui.stress.robustness_chart import MEASURES, in_words, over_all, robustness
from dogbreed.ui.widgets.chart import download

NOTHING_YET = "There are no measurements yet: run `python -m dogbreed evaluate xception --corruptions`."
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
    """One chart per kind of damage, from the committed measurements."""
    tables = {name: table for name in NETWORKS if (table := _table(name)) is not None}
    photos = max((int(table["photos"].iloc[0]) for table in tables.values()), default=0)
    st.header(f"On {quantity(photos, 'test photo')}" if tables else "On many test photos", anchor=False)
    if not tables:
        st.info(NOTHING_YET, icon=":material/model_training:")
        return
    shown, measure = _choice(tables)
    for name, table in shown.items():
        original, damaged = over_all(table, measure)
        st.markdown(
            f"**{title(name)}**: {MEASURES[measure].lower()} {percent(original)} on the original photos, "
            f"**{percent(damaged)}** on average over {len(table) - 1} kinds and severities of damage."
        )
    _figures(shown, measure)
    if shown:
        download("Accuracy on damaged photos", pd.concat([table.assign(network=name) for name, table in shown.items()]))
    st.caption(
        "Five severities per kind of damage, after ImageNet-C (Hendrycks and Dietterich 2019), with our own kinds "
        "darkness, rotation and occlusion. Error bars: 95 % intervals. The values below each chart are its severities."
    )


def _choice(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], str]:
    """The chosen networks with their measurements, and the chosen measure."""
    chosen = network_choice(list(tables), "damaged-networks")
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
    grid = st.grid(min_column_width=360)
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
            severities = " · ".join(form.format(value) for value in corruption.severities)
            st.caption(severities.replace("-", "\N{MINUS SIGN}"))


def _table(name: str) -> pd.DataFrame | None:
    if name not in available():
        return None
    try:
        return load_robustness(load_bundle(name))
    except DogbreedError:
        return None
