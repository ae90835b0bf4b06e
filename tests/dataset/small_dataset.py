"""A dataset of a few drawn photos in the layout of the real one, and its three archives."""

import io
import tarfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.io import savemat

from dogbreed.dataset.download import ARCHIVES
from dogbreed.dataset.files import ANNOTATION, IMAGES, LISTS, annotation_path, photo_path

TRAIN = ["n02085620-Chihuahua/n02085620_7.jpg", "n02092002-Scottish_deerhound/n02092002_3.jpg"]
TEST = ["n02085620-Chihuahua/n02085620_10.jpg"]
FILES = [TEST[0], *TRAIN]

XML = """<annotation>
	<folder>02085620</folder>
	<filename>%s</filename>
	<size><width>{width}</width><height>{height}</height><depth>3</depth></size>
	{objects}
</annotation>"""
OBJECT = """<object><name>dog</name><bndbox>
	<xmin>{}</xmin><ymin>{}</ymin><xmax>{}</xmax><ymax>{}</ymax></bndbox></object>"""


def add_photo(
    data_dir: Path,
    file: str,
    size: tuple[int, int] = (40, 30),
    annotated: tuple[int, int] = (80, 60),
    boxes: Sequence[Sequence[int]] = ((2, 3, 50, 58),),
) -> None:
    """Draw a photo of `size` pixels and write down what its original was."""
    for path in (photo_path(data_dir, file), annotation_path(data_dir, file)):
        path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(len(file)).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(pixels).save(photo_path(data_dir, file))
    objects = "".join(OBJECT.format(*box) for box in boxes)
    text = XML.format(width=annotated[0], height=annotated[1], objects=objects)
    annotation_path(data_dir, file).write_text(text)


def write_lists(
    data_dir: Path, every: Sequence[str] = FILES, train: Sequence[str] = TRAIN, test: Sequence[str] = TEST
) -> None:
    """Write the three lists as MATLAB cells, like the originals."""
    for name, files in zip(LISTS, (every, train, test), strict=True):
        cells = np.empty((len(files), 1), dtype=object)
        cells[:, 0] = files
        savemat(data_dir / name, {"file_list": cells})


def make_dataset(data_dir: Path) -> Path:
    """Three photos of two breeds, as unpacked."""
    for file in FILES:
        add_photo(data_dir, file)
    write_lists(data_dir)
    return data_dir


def make_archives(data_dir: Path, folder: Path) -> Path:
    """Pack an unpacked dataset into the three archives of the original site."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, members in zip(ARCHIVES, (LISTS, [ANNOTATION], [IMAGES]), strict=True):
        with tarfile.open(folder / name, "w") as tar:
            for member in members:
                tar.add(data_dir / member, member)
    return folder


def add_member(archive: Path, name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> None:
    """Slip one more member into an archive."""
    with tarfile.open(archive, "a") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, link
        member.size = 4 if kind == tarfile.REGTYPE else 0
        tar.addfile(member, io.BytesIO(b"evil"))
