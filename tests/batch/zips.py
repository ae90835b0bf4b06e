"""Zip archives as people and attackers make them."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(members: dict[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def zipped_link(name: str, target: str) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        link = ZipInfo(name)
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, target)
    return file.getvalue()


def with_flags(archive: bytes, flags: int) -> bytes:
    """The archive with other flags in its list of files and before each file."""
    changed = bytearray(archive)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = changed.find(signature)
        while place >= 0:
            struct.pack_into("<H", changed, place + offset, flags)
            place = changed.find(signature, place + 4)
    return bytes(changed)


def with_names(members: dict[bytes, bytes], extra: dict[bytes, bytes] | None = None) -> bytes:
    """An archive with names of any bytes and no flag for UTF-8, and with extra fields by name."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for place, (name, data) in enumerate(members.items()):
            info = ZipInfo(_stand_in(place, name))
            info.extra = (extra or {}).get(name, b"")
            archive.writestr(info, data)
    changed = file.getvalue()
    for place, name in enumerate(members):
        changed = changed.replace(_stand_in(place, name).encode(), name)
    return changed


def _stand_in(place: int, name: bytes) -> str:
    return f"{place:02}".ljust(len(name), "~")


def unicode_path(raw: bytes, name: bytes, version: int = 1) -> bytes:
    """Info-ZIP's Unicode Path field for a name of the archive."""
    data = struct.pack("<BL", version, zlib.crc32(raw)) + name
    return struct.pack("<HH", 0x7075, len(data)) + data


def claiming(archive: bytes, size: int) -> bytes:
    """The archive of one member, which says in its list of files that it takes so many bytes unpacked."""
    changed = bytearray(archive)
    struct.pack_into("<I", changed, changed.find(b"PK\x01\x02") + 24, size)
    return bytes(changed)
