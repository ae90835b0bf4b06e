"""The names in a zip archive, which says of few of them in which encoding they are.

`zipfile` decodes names itself, gives up on the whole archive at the first one that it cannot decode, and takes the byte
0x5C for a separator on Windows. Here it gets to see names as bytes only.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import ZipInfo

from dogbreed.batch import limits

_ENTRY, _LOCAL_HEADER = b"PK\x01\x02", b"PK\x03\x04"
_ENTRY_SIZE, _LOCAL_HEADER_SIZE = 46, 30  # bytes
_UTF8_FLAG = 0x08
"""In the second byte of the flags: the name is in UTF-8."""
_UNICODE_PATH, _RENAMED = 0x7075, 0x7076
"""Id of the extra field with the name in UTF-8, and an unused id."""
_EVERYDAY = {
    "cp932": re.compile(rb"\x82[\x4f-\x58\x9f-\xf1]|\x83[\x40-\x96]|[\x88-\x97][\x40-\xfc]|\x81[\x40-\x9e]"),
    "gb18030": re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|\xa3[\xa1-\xfe]"),
}
"""Characters of everyday use: kana, digits and the kanji of level 1 of JIS X 0208; the hanzi of level 1 of GB 2312."""
_LONELY = re.compile(
    rb"(?<![\x80-\xff])[\x80-\xa5\xe1](?:[A-Za-z]{2}|(?<=[A-Za-z].)[A-Za-z](?![\x80-\xff]))"
    rb"|[A-Za-z][\x80-\xa5]\xe1"
)
"""A letter of code page 437 among ASCII letters, as in Björn."""


class ContentsTooLongError(Exception):
    """The list of files is longer than `limits.MAX_CONTENTS_BYTES`."""


class NamesAsBytes:
    """An archive's file for `ZipFile`, which then decodes every name as code page 437, where each byte is a character.

    Its list of files is read in one piece, whose size is limited.
    """

    def __init__(self, file: IO[bytes]):
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Read like a file."""
        if size > limits.MAX_CONTENTS_BYTES:
            raise ContentsTooLongError
        data = self._file.read(size)
        if data.startswith(_ENTRY):
            return _without_encodings(data)
        if size == _LOCAL_HEADER_SIZE and data.startswith(_LOCAL_HEADER):
            return data[:7] + bytes([data[7] & ~_UTF8_FLAG]) + data[8:]
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def member_paths(members: Iterable[ZipInfo]) -> list[PurePosixPath]:
    """The paths of the members of an archive that was opened through `NamesAsBytes`.

    A name is taken from the Unicode Path field, else read as UTF-8, else in the encoding guessed from all such names.
    """
    members = list(members)
    stated = [_stated(member) for member in members]
    raw = [_raw(member) for member in members]
    encoding = guess_encoding([name for name, known in zip(raw, stated, strict=True) if known is None])
    return [
        # In Shift JIS and GBK, the byte of the backslash is also the second one of some characters.
        PurePosixPath(_until_nul(name.decode(encoding) if known is None else known.replace("\\", "/")))
        for name, known in zip(raw, stated, strict=True)
    ]


def _until_nul(name: str) -> str:
    return name.partition("\0")[0]


def guess_encoding(names: Sequence[bytes]) -> str:
    """The encoding of names that are not UTF-8: "cp932" (Shift JIS), "gb18030" (GBK) or "cp437", as the format says.

    It is the one of the first two that gives more characters of everyday use, if at least half of the characters beyond
    ASCII are such, and they are more than the letters that make sense as code page 437, in names such as Björn.
    """
    counts = {encoding: _count(names, encoding) for encoding in _EVERYDAY}
    best = max(counts, key=lambda encoding: counts[encoding])
    lonely = sum(len(_LONELY.findall(name)) for name in names)
    return best if counts[best] > lonely else "cp437"


def _count(names: Sequence[bytes], encoding: str) -> int:
    """Number of everyday characters; 0 if they are not half of all, or if a name is not in this encoding."""
    try:
        wide = [character for name in names for character in name.decode(encoding) if not character.isascii()]
        everyday = sum(bool(_EVERYDAY[encoding].fullmatch(character.encode(encoding))) for character in wide)
    except UnicodeError:
        return 0
    return everyday if 2 * everyday >= len(wide) else 0


def _without_encodings(listing: bytes) -> bytes:
    """The list of files without the flags for UTF-8, with Unicode Path fields renamed and damaged fields blanked.

    At the first damaged field, too, `zipfile` gives up on the whole archive.
    """
    changed, at = bytearray(listing), 0
    while changed.startswith(_ENTRY, at) and at + _ENTRY_SIZE <= len(changed):
        changed[at + 9] &= ~_UTF8_FLAG
        name, extra, comment = struct.unpack_from("<HHH", changed, at + 28)
        begin = at + _ENTRY_SIZE + name
        end = begin + extra
        for place, tag, size in _fields(bytes(changed[begin:end])):
            if begin + place + 4 + size > end:
                changed[begin + place : end] = bytes(end - begin - place)
            elif tag == _UNICODE_PATH:
                struct.pack_into("<H", changed, begin + place, _RENAMED)
        at = end + comment
    return bytes(changed)


def _raw(member: ZipInfo) -> bytes:
    return member.orig_filename.encode("cp437")


def _stated(member: ZipInfo) -> str | None:
    """The name from the Unicode Path field, if that belongs to this very name, else the name itself if it is UTF-8.

    Info-ZIP writes version 1, the CRC-32 of the name that the field stands for, and the name.
    """
    names = [_raw(member)]
    belongs = struct.pack("<BL", 1, zlib.crc32(names[0]))
    for place, tag, size in _fields(member.extra):
        field = member.extra[place + 4 : place + 4 + size]
        if tag == _RENAMED and field.startswith(belongs):
            names.insert(0, field.removeprefix(belongs))
    for name in filter(None, names):
        with suppress(UnicodeError):
            return name.decode()
    return None


def _fields(extra: bytes) -> Iterator[tuple[int, int, int]]:
    """Place, id and stated size of each extra field of a member; its data begins 4 bytes after its place."""
    place = 0
    while place + 4 <= len(extra):
        tag, size = struct.unpack_from("<HH", extra, place)
        yield place, tag, size
        place += 4 + size
