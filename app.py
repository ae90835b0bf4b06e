"""The app: `streamlit run app.py`."""

import streamlit as st

from dogbreed.ui.menu import menu, story
from dogbreed.ui.serving import lifespan, say_plainly
from dogbreed.ui.wide_layout import wide_layout
from dogbreed.ui.widgets.stage import clicker, foot, keep_stage

if __name__ == "__main__":
    st.set_page_config(page_icon="🐕", layout="wide")
    wide_layout()
    pages = menu()
    page, told = st.navigation(pages, position="top"), story(pages)
    st.set_page_config(page_title=f"{page.title} · dogbreed", layout="wide")
    keep_stage()
    clicker(told, page)
    page.run()
    foot(told, page)
else:
    app = st.App(__file__, lifespan=lifespan, on_script_error=say_plainly)
