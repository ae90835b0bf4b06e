"""Zip archives as people and attackers make them."""

import io
import struct
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


def claiming(archive: bytes, size: int) -> bytes:
    """The archive of one member, which says in its list of files that it takes so many bytes unpacked."""
    changed = bytearray(archive)
    struct.pack_into("<I", changed, changed.find(b"PK\x01\x02") + 24, size)
    return bytes(changed)
