"""The connection between browser and server is cut, and comes back."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.pages.real import dog


class Line:
    """A TCP connection to a server, as a proxy, that can be cut and mended."""

    def __init__(self, port: int) -> None:
        self._server, self._ends, self._whole = port, list[socket.socket](), True
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if not self._whole:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._server))
                self._ends += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=_forward, args=ends, daemon=True).start()

    def cut(self) -> None:
        self._whole = False
        while self._ends:
            _shut(self._ends.pop())

    def mend(self) -> None:
        self._whole = True

    def close(self) -> None:
        self.cut()
        self._listening.close()


def _forward(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    _shut(source)
    _shut(target)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line(address: str) -> Iterator[Line]:
    line = Line(urlsplit(address).port or 0)
    yield line
    line.close()


def test_a_cut_connection_is_said_plainly_and_nothing_is_lost(page: Page, line: Line, tmp_path: Path) -> None:
    (tmp_path / "rex.jpg").write_bytes(dog())
    page.goto(f"{line.address}/identify")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "rex.jpg")
    answer = page.get_by_role("heading", name="Very likely a German shepherd")
    expect(answer).to_be_visible()
    expect(page.get_by_text("Show why")).to_be_visible()
    page.wait_for_load_state("networkidle")  # all of Streamlit that the page needs has come
    note = page.get_by_role("status").filter(has_text="The connection is cut")
    line.cut()
    expect(note).to_be_visible()
    page.wait_for_timeout(5000)  # in which Streamlit's own dialog would open
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(answer).to_be_visible()
    line.mend()
    expect(note).not_to_be_visible()
    page.get_by_text("Show why").click()
    expect(page.get_by_text("evidence by area")).to_be_visible()
    expect(answer).to_be_visible()
