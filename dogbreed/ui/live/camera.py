"""The camera in the visitor's browser: it sends a frame whenever the answer to the one before has come."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from dogbreed.ui.live.frames import Frame, LiveAnswer, RecentPredictions, answer_frame
from dogbreed.ui.serving import classifier
from dogbreed.ui.widgets.room import room

KEY, RECENT = "live-camera", "live-recent"
LEAST_HEIGHT = 380
"""Of picture and answer together, px: what they take in a window of 1280x720."""
HERE = Path(__file__).parent
CAMERA = st.components.v2.component(
    "dogbreed.live_camera",
    html=(HERE / "camera.html").read_text("utf-8"),
    css=(HERE / "camera.css").read_text("utf-8"),
    js=(HERE / "camera.js").read_text("utf-8"),
)
"""Frames travel through Streamlit's own connection, which works wherever the app does: WebRTC would need a server for
phones in a mobile network and for visitors behind a firewall."""


@st.fragment
def live_camera() -> None:
    """Draw the camera's picture with the answer; each frame runs this fragment alone.

    Raises:
        BundleError: The network of the Identify page is missing or damaged.
    """
    frame = _sent(st.session_state.get(KEY))
    answer = _answered(frame) if frame else None
    with room(LEAST_HEIGHT):
        CAMERA(key=KEY, data=asdict(answer) if answer else None, on_frame_change=lambda: None)


def _sent(state: Any) -> Frame | None:
    """The frame that started this run; None if something else did."""
    sent = state.get("frame") if isinstance(state, dict) else None
    return Frame(**sent) if sent else None


def _answered(frame: Frame) -> LiveAnswer:
    recent: RecentPredictions = st.session_state.setdefault(RECENT, RecentPredictions())
    return answer_frame(frame, recent, classifier())
