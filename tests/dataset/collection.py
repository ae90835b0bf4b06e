"""A Dog CEO collection on loopback, whose manners a test chooses."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from PIL import Image


class Collection:
    """The server: `photos` by path, `answer` for other manners, `hits` for what was asked."""

    def __init__(self) -> None:
        self.photos: dict[str, bytes] = {}
        self.hits: list[str] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] | None = None
        self.closing = Event()
        self.address = ""

    @property
    def images(self) -> str:
        return f"{self.address}/breeds"

    @property
    def api(self) -> str:
        return f"{self.address}/api"

    def add(self, path: str, colour: str = "tan") -> bytes:
        self.photos[path] = photo(colour)
        return self.photos[path]

    def hang(self, request: BaseHTTPRequestHandler) -> None:
        self.closing.wait(20)

    def drip(self, request: BaseHTTPRequestHandler) -> None:
        """Send a byte now and then, so that no single read times out."""
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        while not self.closing.wait(0.05):
            request.wfile.write(b".")

    def reply(self, request: BaseHTTPRequestHandler) -> None:
        if request.path.startswith("/api/breed/"):
            folder = request.path.removeprefix("/api/breed/").removesuffix("/images").replace("/", "-")
            urls = [f"https://images.example/breeds/{path}" for path in self.photos if path.startswith(folder)]
            send(request, json.dumps({"message": urls, "status": "success"}).encode())
        elif (path := request.path.removeprefix("/breeds/")) in self.photos:
            send(request, self.photos[path])
        else:
            request.send_error(404)


def photo(colour: str = "tan") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "JPEG")
    return file.getvalue()


def send(request: BaseHTTPRequestHandler, body: bytes, length: int | None = None) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(len(body) if length is None else length))
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def serving() -> Iterator[Collection]:
    collection = Collection()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            collection.hits.append(self.path)
            (collection.answer or collection.reply)(self)

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: object) -> None: ...

    with Server(("127.0.0.1", 0), Handler) as server:
        collection.address = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield collection
        finally:
            collection.closing.set()
            server.shutdown()
