import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import Mock

from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from dogbreed.errors import DogbreedError
from dogbreed.ui import serving


def failing(kind: str) -> None:
    import streamlit as st

    from dogbreed.errors import DogbreedError
    from dogbreed.ui.serving import say_plainly

    error = DogbreedError("There is no network. Train one.") if kind == "ours" else ValueError("secret")
    st.write(say_plainly(error))


def outside(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: the browser tests leave an event loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_what_a_person_can_put_right_is_told_as_a_sentence():
    page = AppTest.from_function(failing, args=("ours",)).run()
    assert page.error[0].value == "There is no network. Train one."


def test_any_other_error_is_left_to_the_general_message():
    page = AppTest.from_function(failing, args=("other",)).run()
    assert not page.error


def test_the_network_wakes_up_with_the_server(monkeypatch):
    awake = threading.Event()

    class Network:
        def predict(self, _):
            awake.set()

    monkeypatch.setattr(serving, "classifier", Network)

    async def serve() -> bool:
        async with serving.lifespan(Mock()):
            return await asyncio.to_thread(awake.wait, 30)

    assert outside(serve())


def test_an_upload_never_touches_the_disk(monkeypatch):
    monkeypatch.setattr(serving, "classifier", Mock())
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1024)
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="rex.jpg"\r\n\r\n'
    headers = [(b"content-type", b"multipart/form-data; boundary=x")]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": head + bytes(3_000_000) + b"\r\n--x--\r\n", "more_body": False}

    async def upload() -> bool:
        async with serving.lifespan(Mock()):
            request = Request({"type": "http", "method": "PUT", "headers": headers}, receive)
            photo: Any = (await request.form())["photo"]
        return bool(photo.file._rolled)

    assert not outside(upload())


def test_a_server_without_a_network_starts_all_the_same(monkeypatch, caplog):
    def missing():
        raise DogbreedError("There is no network. Train one.")

    monkeypatch.setattr(serving, "classifier", missing)
    serving._warm_up()
    assert "There is no network. Train one." in caplog.text
