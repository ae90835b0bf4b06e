import re
from contextlib import contextmanager

import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.benchmarks import pages
from dogbreed.benchmarks.page_loads import PageLoad, browser
from dogbreed.errors import DogbreedError

APP = """
import streamlit as st
st.navigation([
    st.Page("pages/start.py", title="Welcome", icon=":material/pets:", default=True),
    st.Page("pages/dogs.py", title="All dogs", icon=":material/pets:"),
]).run()
"""
PAGE = """
import streamlit as st
if st.selectbox("Breed", ("pug", "beagle", "wolf"), key="breed") == "wolf":
    raise ValueError("no breed")
st.session_state.setdefault("angles", []).append(st.slider("Angle", 0, 90, key="angle"))
if st.button("Bark", key="bark"):
    st.session_state["barks"] = st.session_state.get("barks", 0) + 1
"""


@pytest.fixture
def app(tmp_path, monkeypatch):
    """An app with one page that fails for a wolf, without a browser."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "pages" / "start.py").write_text("")
    (tmp_path / "pages" / "dogs.py").write_text(PAGE)
    monkeypatch.setattr(pages, "PROJECT", tmp_path)
    monkeypatch.setattr(pages, "ROUNDS", 2)
    monkeypatch.setenv("PATH", "")


def test_every_interaction_of_every_round_but_the_first_is_timed(app, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"dogs": [("breed", ("beagle", "pug")), ("bark", (pages.CLICK,))]})
    [start, dogs], _ = pages.measure()
    assert (start.title, dogs.title) == ("Welcome", "All dogs")
    assert len(start.scripts) == 0
    assert len(dogs.scripts) == 2 * 3
    assert min(dogs.scripts) > 0


def test_a_slider_gets_a_new_value_in_every_round(app, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"dogs": [("angle", [10, 20, 30])]})
    run, angles = AppTest.run, []

    def noted(app, *arguments, **options):
        found = run(app, *arguments, **options)
        angles.append(app.slider[0].value if app.slider else None)
        return found

    monkeypatch.setattr(AppTest, "run", noted)
    _, dogs = pages.measure()[0]
    assert angles[-3:] == [10, 20, 30]
    assert len(dogs.scripts) == 2


def test_a_button_that_is_not_there_is_not_counted(app, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"dogs": [("meow", (pages.CLICK,))]})
    assert len(pages.measure()[0][1].scripts) == 0


def test_a_page_that_fails_is_named_with_the_interaction(app, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"dogs": [("breed", ("beagle", "wolf"))]})
    with pytest.raises(RuntimeError, match="dogs: breed = wolf"):
        pages.measure()


def test_without_a_browser_the_script_times_are_there_and_a_sentence_says_what_to_install(app, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"dogs": [("breed", ("beagle",))]})
    with pytest.raises(DogbreedError, match="install Chromium"), browser():
        pass
    [_, dogs], missing = pages.measure()
    assert "install Chromium" in missing
    assert dogs.loads == ()
    assert len(dogs.scripts) == 2


def test_a_wide_and_a_narrow_window_are_opened_at_the_address_of_each_page(app, monkeypatch):
    opened = []

    @contextmanager
    def there(*_):
        yield "http://dogs", 1

    def load(_, address, window):
        opened.append((address, window[0]))
        return PageLoad(1.5, [(0.02, "photo"), (0.03, "chart")])

    for name, stand_in in (("browser", there), ("serve", there), ("load", load), ("WARM_UP", 0)):
        monkeypatch.setattr(pages, name, stand_in)
    [start, _], missing = pages.measure()
    assert opened == [
        ("http://dogs/", 1400),
        ("http://dogs/", 390),
        ("http://dogs/dogs", 1400),
        ("http://dogs/dogs", 390),
    ]
    assert [load.layout_shift for load in start.loads] == pytest.approx([0.05, 0.05])
    assert missing == ""


def test_every_page_of_the_app_has_interactions():
    assert set(pages.PAGES) == set(pages.listed())
    assert [title for title, path in pages.listed().values() if not path] == ["The study"]
    assert all(re.fullmatch(r"[A-Z][\w -]+", title) for title, _ in pages.listed().values())
