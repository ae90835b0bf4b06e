"""Which setting is looked at."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.experiments.parameter_importance import ParameterImportance
from dogbreed.ui.runs.setting_names import setting_name

SELECTED = "looked-at-setting"


def setting_choice(effects: Sequence[ParameterImportance]) -> ParameterImportance:
    """A menu of the settings, for those who do not click; at first the one that explains most."""
    by_name = {effect.setting: effect for effect in effects}
    st.session_state[SELECTED] = selected_setting(effects)
    name = st.selectbox("Setting", list(by_name), format_func=setting_name, key=SELECTED, persist_state="session")
    return by_name[name]


def selected_setting(effects: Sequence[ParameterImportance]) -> str:
    """The name of the setting that is looked at."""
    known = [effect.setting for effect in effects]
    before = st.session_state.get(SELECTED)
    return before if before in known else known[0]


def select_setting(bar: Sequence[str]) -> None:
    """Look at the setting of a bar."""
    st.session_state[SELECTED] = bar[0]
