import pytest

from dogbreed.benchmarks import pages

APP = """
import streamlit as st
st.navigation([st.Page("pages/start.py"), st.Page("pages/dogs.py")]).run()
"""
PAGE = """
import streamlit as st
if st.selectbox("Breed", ("pug", "beagle", "wolf"), key="breed") == "wolf":
    raise ValueError("no breed")
"""


@pytest.fixture
def app(tmp_path, monkeypatch):
    """An app with one page that fails for a wolf."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "pages" / "start.py").write_text("")
    (tmp_path / "pages" / "dogs.py").write_text(PAGE)
    monkeypatch.setattr(pages, "PROJECT", tmp_path)
    monkeypatch.setattr(pages, "ROUNDS", 2)


def test_every_interaction_of_every_round_but_the_first_is_timed(app, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"dogs": {"breed": ("beagle", "pug")}})
    [(page, (number, p50, p95))] = pages.measure().items()
    assert (page, number) == ("dogs", 2 * 2)
    assert 0 < p50 <= p95


def test_a_page_that_fails_is_named_with_the_interaction(app, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"dogs": {"breed": ("beagle", "wolf")}})
    with pytest.raises(RuntimeError, match="dogs: breed = wolf"):
        pages.measure()
