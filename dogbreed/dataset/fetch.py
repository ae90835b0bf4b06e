"""One file over HTTP, resumed where a break or a kill left it."""

import json
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import requests

from dogbreed.dataset.progress import Report, silent
from dogbreed.errors import DogbreedError

TIMEOUT = (10, 30)  # seconds to connect, seconds without a byte
PAUSES = (1, 2, 4)  # seconds before each further try; the count starts anew whenever a try got further
CHUNK = 1 << 16
TRY_AGAIN = {408, 429, 500, 502, 503, 504}


class FetchError(DogbreedError):
    """The file cannot be had from this address, or not now."""


class _BrokenOffError(Exception):
    """A try ended early; the next may do better. The text is the sentence for the case that none does."""


@dataclass(frozen=True)
class Origin:
    """What the server says a file is; bytes of two origins never meet in one file.

    Attributes:
        url: Its address.
        etag: Its version, if the server tells a strong one.
        modified: Its Last-Modified date, if the server tells one.
        size: Its length in bytes, if the server tells it.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    size: int | None = None


class _Part:
    """What has arrived of a file: `<name>.part`, beside `<name>.json`, the origin of its bytes."""

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
        """The data goes before the new note comes, so that a kill between the two cannot mix origins."""
        self.data.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
        if origin:
            self.note.write_text(json.dumps(asdict(origin)))


def fetch(url: str, path: Path, report: Report = silent) -> None:
    """Fetch a file; `path` appears when all of it is there, and a later call goes on where this one was stopped.

    Breaks are mended within the call by HTTP range requests (RFC 9110, section 14). A file that changed on the server
    meanwhile, or a server that knows no ranges, makes it start over.

    Raises:
        FetchError: No such file, no such server, or the connection broke too often without getting any further.
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
                raise FetchError(f"{problem} What has arrived is kept: call again to go on from there.") from problem
            time.sleep(PAUSES[failures - 1])
    part.data.replace(path)


def _attempt(part: _Part, name: str, report: Report) -> None:
    """Ask once for what is missing, and add what comes."""
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
    """The answer to one request, 200 or 206, its body not read yet."""
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
        raise _BrokenOffError(f"{host} did not answer in time: try later, or another address with --from.") from problem
    except requests.ConnectionError as problem:
        raise _BrokenOffError(
            f"{host} could not be reached: check the address and the connection, or give another with --from."
        ) from problem
    except requests.RequestException as problem:
        raise FetchError(f"{part.url} is not an address that can be fetched: check what --from says.") from problem
    status = response.status_code
    if status in (requests.codes.ok, requests.codes.partial_content):
        return response
    response.close()
    if status == requests.codes.requested_range_not_satisfiable:
        part.start_over()
    elif status not in TRY_AGAIN:
        raise FetchError(f"{part.url} is not there (the server answers {status}): check the address after --from.")
    raise _BrokenOffError(f"{host} answers {status} when asked for {part.url}: try later.")


def _checked_range(part: _Part, origin: Origin | None, response: requests.Response) -> int | None:
    """The size of the whole file, if the range goes on exactly where the data ends and is of the same file."""
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
