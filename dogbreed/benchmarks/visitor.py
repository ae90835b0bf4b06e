"""A visitor of a running app, without a browser: speaks Streamlit's websocket protocol and uploads photos."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 300
"""Seconds that a visitor waits for anything."""


class Visitor:
    """A session of the app; made by `arrive`.

    Attributes:
        session: Streamlit's id of the session, known after the first page.
        uploader: Id of the first file uploader of the page that is open.
        pages: Addresses of all pages of the app, "" for the first.
    """

    def __init__(self, address: str, socket: ClientConnection) -> None:
        self.address, self._socket, self._page = address, socket, ""
        self.session = self.uploader = ""
        self.pages: list[str] = []

    async def open(self, page: str) -> None:
        """Open a page and read until it is drawn.

        Raises:
            RuntimeError: The page failed; the text says how.
        """
        self._page, self.uploader = page, ""
        await self._rerun(BackMsg())
        await self._read(lambda message: message.WhichOneof("type") == "script_finished")

    async def ask(self, name: str, data: bytes) -> None:
        """Upload a photo on the Identify page and read until its answer is drawn."""
        target = await self._upload_target(name)
        await asyncio.to_thread(self._put, target.upload_url, name, data)
        request = BackMsg()
        widget = request.rerun_script.widget_states.widgets.add()
        widget.id = self.uploader
        info = widget.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(data), target.file_id
        info.file_urls.CopyFrom(target)
        await self._rerun(request)
        await self._read(_is_answer)

    async def _upload_target(self, name: str) -> FileURLs:
        request = BackMsg()
        request.file_urls_request.request_id = str(uuid.uuid4())
        request.file_urls_request.file_names.append(name)
        request.file_urls_request.session_id = self.session
        await self._socket.send(request.SerializeToString())
        reply = await self._read(lambda message: message.WhichOneof("type") == "file_urls_response")
        target: FileURLs = reply.file_urls_response.file_urls[0]
        return target

    def _put(self, url: str, name: str, data: bytes) -> None:
        """As a browser does, with the cookie against forged requests and its header."""
        with requests.Session() as browser:
            browser.get(f"{self.address}/_stcore/health", timeout=PATIENCE)
            token = browser.cookies.get("_streamlit_xsrf", "")
            target, headers = self.address + url, {"X-Xsrftoken": token}
            browser.put(target, files={"file": (name, data)}, headers=headers, timeout=PATIENCE).raise_for_status()

    async def _rerun(self, request: BackMsg) -> None:
        request.rerun_script.page_name = self._page
        await self._socket.send(request.SerializeToString())

    async def _read(self, wanted: Callable[[ForwardMsg], bool]) -> ForwardMsg:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = ForwardMsg()
                message.ParseFromString(await self._socket.recv(decode=False))
                self._note(message)
                if wanted(message):
                    return message

    def _note(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id
            case "navigation":
                self.pages = [page.url_pathname for page in message.navigation.app_pages]
        element = _element(message)
        match element.WhichOneof("type"):
            case "file_uploader":
                self.uploader = self.uploader or element.file_uploader.id
            case "exception":
                raise RuntimeError(f"{self._page}: {element.exception.message}")


@asynccontextmanager
async def arrive(address: str) -> AsyncIterator[Visitor]:
    """Open a session of the app at an address such as "http://127.0.0.1:8501"."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    protocol, origin = Subprotocol("streamlit"), Origin(address)
    async with connect(stream, subprotocols=[protocol], origin=origin, max_size=None, open_timeout=PATIENCE) as socket:
        yield Visitor(address, socket)


def _element(message: ForwardMsg) -> Element:
    return message.delta.new_element


def _is_answer(message: ForwardMsg) -> bool:
    """Whether the message draws the button that downloads the answers: it comes after the first answer."""
    element = _element(message)
    return element.WhichOneof("type") == "download_button" and element.download_button.label == "Answers as CSV"
