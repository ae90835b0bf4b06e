"""What the boxes of a HEIF or AVIF file say (ISO/IEC 23008-12): the rotation that it asks for, and its codecs.

Decoders differ: libheif turns the photo and does not say so, libavif only says so. EXIF has no say in these formats.
"""

import struct
from collections.abc import Iterator

_ORIENTATION = {
    (0, None): 1,
    (1, None): 8,
    (2, None): 3,
    (3, None): 6,
    (0, 0): 4,
    (0, 1): 2,
    (1, 0): 5,
    (1, 1): 7,
    (2, 0): 2,
    (2, 1): 4,
    (3, 0): 7,
    (3, 1): 5,
}
"""By quarter turns counter-clockwise and then mirrored axis (0: top to bottom, 1: left to right)."""

Box = tuple[bytes, memoryview]
"""Type and content."""


def stored_orientation(data: bytes) -> int:
    """How the main picture of a file is stored, as an EXIF orientation, 1 (upright) to 8; 1 if its boxes are damaged.

    Args:
        data: Bytes of the file.
    """
    try:
        return _orientation(_properties_of_main_picture(memoryview(data)))
    except (KeyError, IndexError, StopIteration, struct.error):
        return 1


def item_types(data: bytes) -> set[bytes]:
    """The types of the items of a file, which name their codecs: "hvc1", "av01", "grid" ...; empty if it is damaged."""
    try:
        meta = dict(_boxes(_child(memoryview(data), b"meta")[4:]))
        entries = meta[b"iinf"][6 if meta[b"iinf"][0] == 0 else 8 :]
        return {bytes(entry[8:12] if entry[0] == 2 else entry[10:14]) for _, entry in _boxes(entries)}
    except (KeyError, IndexError, StopIteration, struct.error):
        return set()


def _orientation(properties: list[Box]) -> int:
    turns, axis = 0, None
    for kind, content in properties:
        if kind == b"irot":
            turns += content[0] if axis is None else -content[0]  # a turn after mirroring is the opposite one before
        elif kind == b"imir":
            axis = content[0] & 1
    return _ORIENTATION[turns % 4, axis]


def _properties_of_main_picture(data: memoryview) -> list[Box]:
    meta = dict(_boxes(_child(data, b"meta")[4:]))
    primary = meta[b"pitm"]
    item = int.from_bytes(primary[4:6] if primary[0] == 0 else primary[4:8])
    properties = list(_boxes(_child(meta[b"iprp"], b"ipco")))
    return [properties[index - 1] for index in _associations(_child(meta[b"iprp"], b"ipma"), item) if index]


def _associations(ipma: memoryview, item: int) -> list[int]:
    """The numbers, from 1, of the properties of an item, in the order in which they apply."""
    id_size, index_size = (4 if ipma[0] else 2), (2 if ipma[3] & 1 else 1)
    (entries,), at = struct.unpack_from(">I", ipma, 4), 8
    for _ in range(entries):
        number, count = int.from_bytes(ipma[at : at + id_size]), ipma[at + id_size]
        first = at + id_size + 1
        at = first + count * index_size
        if number == item:
            mask = (1 << (8 * index_size - 1)) - 1  # the highest bit: essential
            return [int.from_bytes(ipma[here : here + index_size]) & mask for here in range(first, at, index_size)]
    return []


def _child(data: memoryview, wanted: bytes) -> memoryview:
    return next(content for kind, content in _boxes(data) if kind == wanted)


def _boxes(data: memoryview) -> Iterator[Box]:
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        header = 8
        if size == 1:
            (size,), header = struct.unpack_from(">Q", data, at + 8), 16
        end = at + size if size else len(data)
        if end < at + header:
            return
        yield kind, data[at + header : end]
        at = end
