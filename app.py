"""The app: `streamlit run app.py`."""

import streamlit as st

from dogbreed.ui.connection import connection_note
from dogbreed.ui.menu import marked, story
from dogbreed.ui.serving import lifespan, say_plainly
from dogbreed.ui.wide_layout import wide_layout
from dogbreed.ui.widgets.stage import clicker, foot, keep_stage

if __name__ == "__main__":
    st.set_page_config(page_icon="🐕", layout="wide")
    wide_layout()
    pages = {
        "": [
            st.Page("pages/start.py", title="The study", icon=":material/slideshow:", default=True),
            st.Page("pages/identify.py", title="Identify", icon=":material/pets:"),
            st.Page("pages/teach.py", title="Teach", icon=":material/school:"),
            st.Page("pages/breed.py", title="Breeds", icon=":material/menu_book:"),
        ],
        "Data": [
            st.Page("pages/dataset.py", title="Dataset", icon=":material/photo_library:"),
            st.Page("pages/preparation.py", title="Preparation", icon=":material/crop:"),
        ],
        "Networks": [
            st.Page("pages/architectures.py", title="Architectures", icon=":material/account_tree:"),
            st.Page("pages/runs.py", title="Runs", icon=":material/tune:"),
            st.Page("pages/compare.py", title="Compare", icon=":material/balance:"),
        ],
        "Mistakes": [
            st.Page("pages/mistakes.py", title="Mistakes", icon=":material/grid_on:"),
            st.Page("pages/look_alikes.py", title="Look-alikes", icon=":material/compare_arrows:"),
        ],
        "Try it": [
            st.Page("pages/live.py", title="Live camera", icon=":material/videocam:"),
            st.Page("pages/guess.py", title="Guess the breed", icon=":material/quiz:"),
            st.Page("pages/stress.py", title="Stress test", icon=":material/construction:"),
        ],
    }
    page = st.navigation(marked(pages), position="top")
    st.set_page_config(page_title=f"{page.title} · dogbreed", layout="wide")
    connection_note()
    keep_stage()
    clicker(story(pages), page)
    page.run()
    foot(story(pages), page)
else:
    app = st.App(__file__, lifespan=lifespan, on_script_error=say_plainly)
