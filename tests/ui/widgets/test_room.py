from streamlit.testing.v1 import AppTest


def page() -> None:
    import numpy as np
    import streamlit as st

    from dogbreed.ui.widgets.room import room, wide_picture

    with room(300):
        st.write("A chart that comes later")
    wide_picture(np.zeros((100, 200, 3), np.uint8), "A dog", narrowest=160)


def test_a_picture_has_room_of_its_shape_and_a_chart_of_its_height() -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    heights = [space.value for space in app.space]
    assert heights == [300, 80]
