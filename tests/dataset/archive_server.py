"""A real HTTP server on loopback that has range requests, and the faults of real servers."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Request:
    """One line of the server's log."""

    name: str
    range: str | None
    if_range: str | None
    status: int = 0
    sent: int = 0


@dataclass
class ArchiveServer:
    """Serves the files of a folder; `with ArchiveServer(folder) as server: ... server.url`.

    Attributes:
        ranges: False: answers every request with the whole file.
        version: The ETag; "" sends none.
        breaks: File name -> after how many bytes of body each of the next answers breaks off.
        stalls: File name -> after how many bytes of body the next answer falls silent, with the connection open.
        statuses: The status of each of the next answers, before any file is looked for.
        log: Every request so far.
    """

    folder: Path
    ranges: bool = True
    version: str = '"1"'
    breaks: dict[str, list[int]] = field(default_factory=dict)
    stalls: dict[str, int] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    log: list[Request] = field(default_factory=list)

    def __enter__(self) -> "ArchiveServer":
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": self}))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/dogs/"

    def wait_for_end(self) -> None:
        self._closing.wait(10)

    def requests_of(self, name: str) -> list[Request]:
        return [request for request in self.log if request.name == name]


class _Handler(BaseHTTPRequestHandler):
    site: ArchiveServer

    def do_GET(self) -> None:
        request = Request(Path(self.path).name, self.headers["Range"], self.headers["If-Range"])
        self.site.log.append(request)
        file = self.site.folder / request.name
        if self.site.statuses:
            return self._refuse(request, self.site.statuses.pop(0))
        if not file.is_file():
            return self._refuse(request, 404)
        size, start = file.stat().st_size, 0
        if request.range and self.site.ranges and request.if_range in (None, self.site.version):
            start = int(request.range.removeprefix("bytes=").removesuffix("-"))
            if start >= size:
                return self._refuse(request, 416)
        self._start(request, 206 if start else 200)
        self.send_header("Content-Length", str(size - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
        if self.site.version:
            self.send_header("ETag", self.site.version)
        self.end_headers()
        self._send(request, file, start)
        return None

    def _send(self, request: Request, file: Path, start: int) -> None:
        stall = self.site.stalls.pop(request.name, None)
        cuts = self.site.breaks.get(request.name)
        limit = stall if stall is not None else cuts.pop(0) if cuts else None
        with file.open("rb") as data:
            data.seek(start)
            while chunk := data.read(1 << 16 if limit is None else min(1 << 16, limit - request.sent)):
                self.wfile.write(chunk)
                request.sent += len(chunk)
        self.wfile.flush()
        if stall is not None:
            self.site.wait_for_end()

    def _start(self, request: Request, status: int) -> None:
        request.status = status
        self.send_response(status)

    def _refuse(self, request: Request, status: int) -> None:
        self._start(request, status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """The tests read `log`."""
