"""The measured effect of damage on many test photos, one chart per kind of damage."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.robustness import ROBUSTNESS_TABLE, load_robustness
from dogbreed.imaging.corruption import CORRUPTIONS
from dogbreed.inference.bundle import Bundle, available
from dogbreed.networks.registry import title
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import INK, NETWORKS, REFERENCE
from dogbreed.ui.figures.line_labels import LineEnd, label_line_ends
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.formatting import count, percent, quantity
from dogbreed.ui.serving import bundle
from dogbreed.ui.stress.controls import network_choice
from dogbreed.ui.widgets.chart import download, layout
from dogbreed.ui.widgets.stage import note

HEIGHT, RANGE = 240, (0, 1.06)
ROW = 0.1
"""Height of a label on the y axis."""
WORST, EDGE = 5, 5.2
"""The highest severity, and the right end of the x axis."""
MEASURES = {"top1": "Accuracy", "expected_calibration_error": "Calibration error"}


@built_once(64)
def robustness(tables: Sequence[tuple[str, pd.DataFrame]], corruption: str, measure: str) -> go.Figure:
    """One line per network from the original photos to the highest severity, with 95 % intervals.

    Args:
        tables: With the network's name, see `dogbreed.evaluation.robustness`.
        measure: A key of `MEASURES`.
    """
    figure, ends = go.Figure(), []
    for name, table in tables:
        rows = _of(table, corruption)
        ends.append(LineEnd(WORST, rows[measure].iloc[-1], title(name), NETWORKS.get(name, REFERENCE)))
        figure.add_scatter(
            x=rows["severity"],
            y=rows[measure],
            mode="lines+markers",
            line={"color": ends[-1].colour, "width": 2},
            error_y={
                "array": rows[f"{measure}_high"] - rows[measure],
                "arrayminus": rows[measure] - rows[f"{measure}_low"],
                "thickness": 1,
                "width": 3,
            },
            customdata=[f"{percent(row[measure])} of {count(int(row['photos']))}" for _, row in rows.iterrows()],
            hovertemplate=f"{ends[-1].name}: %{{customdata}} photos<extra></extra>",
        )
    layout(figure, HEIGHT)
    figure.update_xaxes(tickvals=list(range(6)), ticktext=["none", *"12345"], range=[-0.3, EDGE])
    figure.update_yaxes(range=RANGE, tickformat=".0%", dtick=0.25)
    figure.update_layout(margin={"t": 14, "l": 8}, font={"size": 13, "color": INK})
    if ends:
        label_line_ends(figure, ends, EDGE, ROW, RANGE)
    return figure


def in_words(tables: Mapping[str, pd.DataFrame], corruption: str, measure: str) -> str:
    """The alt text of `robustness`, with the same arguments."""
    lines = [
        f"{title(name)}, from {percent(values.iloc[0])} to {percent(values.iloc[-1])}"
        for name, table in tables.items()
        for values in [_of(table, corruption)[measure]]
    ]
    return f"{MEASURES[measure]} under {corruption}, from none to severity 5: " + "; ".join(lines)


def _of(table: pd.DataFrame, corruption: str) -> pd.DataFrame:
    """The rows of a corruption by severity, from the original photos on."""
    return table[table["corruption"].isin(["none", corruption])].sort_values("severity")


def over_all(table: pd.DataFrame, measure: str) -> tuple[float, float]:
    """A measure on the original photos, and its mean over all corruptions and severities."""
    untouched = table["corruption"] == "none"
    return float(table.loc[untouched, measure].iloc[0]), float(table.loc[~untouched, measure].mean())


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
    note(
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
                robustness(tuple(shown.items()), name, measure),
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
        stored = bundle(name)
    except DogbreedError:
        return None
    return _robustness(stored, file_stamp(stored.folder / ROBUSTNESS_TABLE.file))


@built_once(8)
def _robustness(bundle: Bundle, stamp: tuple[int, ...]) -> pd.DataFrame | None:
    """None if there are no measurements; `stamp` is part of the key, so that new ones are read."""
    try:
        return load_robustness(bundle)
    except DogbreedError:
        return None
