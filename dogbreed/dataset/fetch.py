"""Resumable download of one file over HTTP."""

import json
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import requests

from dogbreed.errors import DogbreedError
from dogbreed.progress import ProgressCallback, no_progress

TIMEOUT = (10, 30)  # seconds to connect, seconds without a byte
PAUSES = (1, 2, 4)  # seconds before each further try; the count starts anew whenever a try got further
CHUNK = 1 << 16
TRY_AGAIN = {408, 429, 500, 502, 503, 504}


class FetchError(DogbreedError):
    """The file cannot be fetched from this address, or not now."""


class _BrokenOffError(Exception):
    """An attempt failed and may be repeated. The text is the message to show if all attempts fail."""


@dataclass(frozen=True)
class Origin:
    """The version of a file on the server. Bytes of different versions are never mixed in one file.

    Attributes:
        url: Address of the file.
        etag: Strong ETag, if the server sends one.
        modified: Last-Modified date, if the server sends one.
        size: Length in bytes, if the server sends it.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    size: int | None = None


class _Part:
    """A partial download: the bytes in `<name>.part`, and their origin in `<name>.json`."""

    def __init__(self, path: Path, url: str) -> None:
        self.url = url
        self.data = path.with_name(f"{path.name}.part")
        self.note = path.with_name(f"{path.name}.json")

    @property
    def origin(self) -> Origin | None:
        try:
            origin = Origin(**json.loads(self.note.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return origin if origin.url == self.url else None

    @property
    def size(self) -> int:
        return self.data.stat().st_size if self.data.exists() else 0

    def start_over(self, origin: Origin | None = None) -> None:
        """Delete the bytes before the new origin is written, so that a kill in between cannot mix two origins."""
        self.data.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
        if origin:
            self.note.write_text(json.dumps(asdict(origin)))


def fetch(url: str, path: Path, report: ProgressCallback = no_progress) -> None:
    """Fetch a file; `path` exists only once the file is complete. A later call resumes an interrupted one.

    After a broken connection the rest is requested with HTTP range requests (RFC 9110, section 14). The download starts
    over if the file has changed on the server, or if the server does not support ranges.

    Args:
        url: Address of the file.
        path: Target file.
        report: Called with the bytes that have arrived.

    Raises:
        FetchError: The file or the server does not exist, or the connection broke repeatedly without progress.
    """
    part = _Part(path, url)
    if part.origin is None:
        path.unlink(missing_ok=True)
        part.start_over()
    if path.exists():
        return
    furthest, failures = part.size, 0
    while True:
        try:
            _attempt(part, path.name, report)
            break
        except _BrokenOffError as problem:
            failures = 1 if part.size > furthest else failures + 1
            furthest = max(furthest, part.size)
            if failures > len(PAUSES):
                raise FetchError(f"{problem} What has arrived is kept: the next try goes on from there.") from problem
            time.sleep(PAUSES[failures - 1])
    part.data.replace(path)


def _attempt(part: _Part, name: str, report: ProgressCallback) -> None:
    """Request the missing bytes once and append what arrives."""
    origin = part.origin
    if origin and part.data.exists() and part.size == origin.size:
        return
    with _ask(part, origin) as response:
        done = part.size
        if response.status_code == requests.codes.partial_content:
            total = _checked_range(part, origin, response)
        else:
            length = response.headers.get("Content-Length", "")
            done, total = 0, int(length) if length.isdecimal() else None
            part.start_over(_origin(part.url, response, total))
        report(name, done, total)
        try:
            with part.data.open("ab") as file:
                for chunk in response.iter_content(CHUNK):
                    file.write(chunk)
                    done += len(chunk)
                    report(name, done, total)
        except requests.RequestException as problem:
            raise _BrokenOffError(f"The connection broke off while {name} was coming, and again after that.") from (
                problem
            )
    if total is not None and part.size != total:
        if part.size > total:
            part.start_over()
        raise _BrokenOffError(f"The server sent {done:,} of the {total:,} bytes of {name}, and no more after that.")


def _ask(part: _Part, origin: Origin | None) -> requests.Response:
    """The response to one request, with status 200 or 206; its body has not been read."""
    headers = {"Accept-Encoding": "identity"}
    if origin and part.size:
        headers["Range"] = f"bytes={part.size}-"
        if version := origin.etag or origin.modified:
            headers["If-Range"] = version
    host = part.url.partition("//")[2].partition("/")[0]
    try:
        response = requests.get(part.url, headers=headers, stream=True, timeout=TIMEOUT)
    except requests.exceptions.SSLError as problem:
        raise FetchError(f"{host} shows no certificate that this computer trusts: check the address.") from problem
    except requests.Timeout as problem:
        raise _BrokenOffError(f"{host} did not answer in time: try again later.") from problem
    except requests.ConnectionError as problem:
        raise _BrokenOffError(f"{host} could not be reached: check the internet connection.") from problem
    except requests.RequestException as problem:
        raise FetchError(f"{part.url} is not an address that can be fetched.") from problem
    status = response.status_code
    if status in (requests.codes.ok, requests.codes.partial_content):
        return response
    response.close()
    if status == requests.codes.requested_range_not_satisfiable:
        part.start_over()
    elif status not in TRY_AGAIN:
        raise FetchError(f"{part.url} is not there (the server answers {status}).")
    raise _BrokenOffError(f"{host} answers {status} when asked for {part.url}: try later.")


def _checked_range(part: _Part, origin: Origin | None, response: requests.Response) -> int | None:
    """The size of the whole file; raises unless the range continues the same version exactly where the data end."""
    match = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", ""))
    known = origin.size if origin else None
    total = int(match[2]) if match and match[2] != "*" else known
    told = _origin(part.url, response, total)
    same = origin is not None and all(
        before == now or None in (before, now)
        for before, now in ((origin.etag, told.etag), (origin.modified, told.modified), (origin.size, told.size))
    )
    if not match or int(match[1]) != part.size or not same:
        part.start_over()
        raise _BrokenOffError(f"{part.url} changes while it is being fetched: try later.")
    return total


def _origin(url: str, response: requests.Response, size: int | None) -> Origin:
    etag = response.headers.get("ETag")
    strong = etag if etag and not etag.startswith("W/") else None
    return Origin(url, strong, response.headers.get("Last-Modified"), size)
