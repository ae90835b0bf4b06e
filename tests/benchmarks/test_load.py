import asyncio
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dogbreed.benchmarks import app_server, load
from dogbreed.errors import DogbreedError

APP = """
import streamlit as st
st.navigation([st.Page("pages/start.py"), st.Page("pages/identify.py")]).run()
"""
PAGE = """
import sys
import time
import streamlit as st
files = st.file_uploader("Photos", accept_multiple_files=True)
if files:
    time.sleep(0.2)
    if files[0].size < 1000:
        raise ValueError("too small")
    st.download_button("Answers as CSV", "file")
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An app that needs 0.2 s for an answer, and networks that need as long and answer one photo at a time."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "pages" / "start.py").write_text("")
    (tmp_path / "pages" / "identify.py").write_text(PAGE)
    monkeypatch.setattr(app_server, "PROJECT", tmp_path)
    monkeypatch.setattr(load, "ALONE", 2)
    monkeypatch.setattr(load, "load_network", lambda *_: None)
    monkeypatch.setattr(load, "identify", lambda *_: time.sleep(0.2))
    return tmp_path


def measure(visitors):
    """In a thread of its own: the browser tests leave an event loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(load.measure, visitors).result()


def test_visitors_are_answered_and_compared_with_the_networks_alone(project):
    met = measure(3)
    assert (met.visitors, met.answered) == (3, 3)
    assert met.networks == pytest.approx(5, rel=0.2)
    assert 0.2 <= met.p50 <= met.p95
    assert met.alone >= 0.2
    assert met.share == met.rate / met.networks
    assert met.memory is None or 30 < met.memory < 1000
    assert met.cpu is None or 0 < met.cpu < 5


def test_a_visitor_whose_page_fails_gets_no_answer(project):
    async def visits(address):
        return await load._visits(address, [b"photo", bytes(2000)])

    with app_server.serve(project / "log") as (address, _), ThreadPoolExecutor(1) as pool:
        waits, _ = pool.submit(asyncio.run, visits(address)).result()
    assert len(waits) == 1


def test_an_app_that_does_not_start_says_why(project, monkeypatch):
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(DogbreedError, match="does not start"), app_server.serve(project / "log"):
        pass


def test_every_visitor_has_a_photo_of_their_own():
    photos = load._photos(4)
    assert len(set(photos)) == 4
    assert all(photo.startswith(b"\xff\xd8") for photo in photos)
