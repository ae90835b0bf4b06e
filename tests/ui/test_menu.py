import streamlit as st

from dogbreed.ui.menu import story


def test_the_story_goes_through_the_sections_and_ends_with_what_visitors_do_themselves() -> None:
    study, identify, breeds, dataset, runs, compare = (st.Page(f"{name}.py") for name in "abcdef")
    pages = {"": [study, identify, breeds], "Data": [dataset], "Networks": [runs, compare]}
    assert story(pages) == [study, dataset, runs, compare, identify, breeds]
