"""Live camera: point the camera at a dog and read the answer at once."""

import streamlit as st

from dogbreed.ui.live.camera import live_camera

st.title("Live camera", anchor=False)
live_camera()
st.caption(
    ":material/lock: Frames stay in memory, never stored or logged. The answer is that of the Identify page, averaged "
    "over the last second. Visitors take turns."
)
st.page_link("pages/identify.py", label="Identify a photo", icon=":material/pets:")
