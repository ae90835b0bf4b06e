"""Archives of packages of the three registries, each with the same few files."""

import io
import lzma
import tarfile
import zipfile
from pathlib import Path

FILES = {"pictures/fox.JPG": b"a fox", "pictures/cat.png": b"a cat", "words.txt": b"no photo"}


def webp(content: bytes) -> bytes:
    body = b"WEBP" + content
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def make_wheel(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    archive = folder / "some_pictures-1.2-py3-none-any.whl"
    with zipfile.ZipFile(archive, "w") as wheel:
        for path, content in files.items():
            wheel.writestr(path, content)
    return archive


def make_npm_tarball(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    archive = folder / "scope-pictures-1.2.0.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        _fill(tar, files)
    return archive


def make_debian_package(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        _fill(tar, {f"./{path}": content for path, content in files.items()})
    archive = folder / "pictures_2%3a1.2-3_all.deb"
    members = {"debian-binary": b"2.0\n", "control.tar.xz": b"odd", "data.tar.xz": lzma.compress(data.getvalue())}
    archive.write_bytes(b"!<arch>\n" + b"".join(_ar_member(name, content) for name, content in members.items()))
    return archive


def _fill(tar: tarfile.TarFile, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        member = tarfile.TarInfo(path)
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))


def _ar_member(name: str, content: bytes) -> bytes:
    header = f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(content):<10}`\n".encode()
    return header + content + b"\n" * (len(content) % 2)
