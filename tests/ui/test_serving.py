import asyncio
import shutil
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import Mock

import pytest
import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from dogbreed.errors import DogbreedError
from dogbreed.inference import bundle as bundle_module
from dogbreed.inference.bundle import BundleError
from dogbreed.settings import settings
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
    page = AppTest.from_function(failing, args=("ours",), default_timeout=60).run()
    assert page.error[0].value == "There is no network. Train one."


def test_any_other_error_is_left_to_the_general_message():
    page = AppTest.from_function(failing, args=("other",), default_timeout=60).run()
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


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A models folder of its own with a copy of the smallest network."""
    folder = tmp_path / "models"
    shutil.copytree(settings().models_dir / "cnn-study", folder / "cnn-study")
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(folder))
    monkeypatch.setenv("DOGBREED_MODEL", "cnn-study")
    settings.cache_clear()
    st.cache_resource.clear()
    yield folder
    monkeypatch.undo()
    settings.cache_clear()
    st.cache_resource.clear()


def test_the_files_of_a_network_are_checked_once_until_one_of_them_changes(models, monkeypatch):
    check = Mock(wraps=bundle_module.sha256)
    monkeypatch.setattr(bundle_module, "sha256", check)
    serving.bundle("cnn-study")
    once = check.call_count
    serving.bundle("cnn-study")
    assert check.call_count == once > 0
    (models / "cnn-study" / bundle_module.WEIGHTS_FILE).write_bytes(b"damaged")
    with pytest.raises(BundleError, match="not the file that was exported"):
        serving.bundle("cnn-study")


def test_all_networks_have_one_line(models):
    shutil.copytree(models / "cnn-study", models / "other")
    card = models / "other" / "card.json"
    card.write_text(card.read_text().replace('"name": "cnn-study"', '"name": "other"'))
    served, other = serving.classifier(), serving.named_classifier("other")
    assert served.line is other.line
    assert other.bundle.card.name == "other"
    assert serving.named_classifier("other") is other
    assert serving.named_classifier("cnn-study") is served
