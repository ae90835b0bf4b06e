"""The table of photos: size, boxes, breed and split of every photo, read from the annotations (PASCAL VOC XML).

It is committed, so that the dataset itself is needed only to show photos.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from dogbreed.dataset.files import annotation_path, check_complete, photo_path
from dogbreed.dataset.official_split import read_split
from dogbreed.errors import DogbreedError
from dogbreed.progress import ProgressCallback, no_progress

INDEX_FILE = Path(__file__).with_name("photos.parquet")
SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("wnid", pa.string()),
        ("split", pa.string()),
        ("width", pa.int32()),
        ("height", pa.int32()),
        ("depth", pa.int32()),
        ("boxes", pa.list_(pa.list_(pa.int32()))),
    ]
)
BUILD_IT = (
    "Download the dataset and build the table with `python -m dogbreed data index`, or get the committed one back."
)


Box = list[int]
"""[xmin, ymin, xmax, ymax] in pixels of the original photo."""


def build_index(data_dir: Path, report: ProgressCallback = no_progress) -> pd.DataFrame:
    """Read the lists and all annotations into a table.

    Args:
        data_dir: Folder of the dataset.
        report: Called with the number of annotations read.

    Returns:
        One row per photo, in the order of the dataset's list: `file` ("n02085620-Chihuahua/n02085620_10074.jpg"),
        `wnid` ("n02085620"), `split` ("train" or "test"), `width` and `height` (of the original, px), `depth` (colour
        channels), `boxes` (list of [xmin, ymin, xmax, ymax], px of the original).

    Raises:
        DogbreedError: There is no dataset, or one of its files is damaged; the text names it.
    """
    check_complete(data_dir)
    split = read_split(data_dir)
    rows = []
    for done, (file, part) in enumerate(split.items(), 1):
        photo = read_annotation(annotation_path(data_dir, file))
        rows.append((file, file.partition("-")[0], part, photo.width, photo.height, photo.depth, photo.boxes))
        report("annotations", done, len(split))
    index = pd.DataFrame(rows, columns=SCHEMA.names)
    return index.astype({"width": "int32", "height": "int32", "depth": "int32"})


def write_index(index: pd.DataFrame, path: Path = INDEX_FILE) -> None:
    """Write the table as Parquet; an interrupted call leaves the old file.

    Raises:
        DogbreedError: The file cannot be written.
    """
    table = pa.Table.from_pandas(index, SCHEMA, preserve_index=False)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        pq.write_table(table, unfinished, compression="zstd", compression_level=19)
        unfinished.replace(path)
    except OSError as problem:
        unfinished.unlink(missing_ok=True)
        raise DogbreedError(f"{path} could not be written ({problem.strerror}): choose another with --out.") from (
            problem
        )


@cache
def load_index(path: Path = INDEX_FILE) -> pd.DataFrame:
    """The table of `build_index`, cached: copy it before changing it.

    Raises:
        DogbreedError: The file is missing, damaged or has other columns.
    """
    try:
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException) as problem:
        what = "is missing" if not path.exists() else "cannot be read"
        raise DogbreedError(f"The table of photos {path} {what}. {BUILD_IT}") from problem
    if not table.schema.equals(SCHEMA):
        raise DogbreedError(f"The table of photos {path} does not have the columns it should. {BUILD_IT}")
    index: pd.DataFrame = table.drop_columns("boxes").to_pandas()
    index["boxes"] = table["boxes"].to_pylist()
    sound = (
        len(index)
        and index["file"].is_unique
        and index["split"].isin(["train", "test"]).all()
        and (index[["width", "height", "depth"]] > 0).all(axis=None)
        and (index["wnid"] == index["file"].str[:9]).all()
        and index["boxes"].str.len().gt(0).all()
    )
    if not sound:
        raise DogbreedError(f"The table of photos {path} contradicts itself. {BUILD_IT}")
    return index


def reduced_area(data_dir: Path, index: pd.DataFrame) -> list[str]:
    """Photos whose file shows only the area of the first box, as in some reduced copies of the dataset.

    They are recognised by their aspect ratio: it is that of the box, not that of the annotated photo. A box with the
    aspect ratio of its photo cannot be recognised. Only the header of each file is read.

    Args:
        data_dir: Folder of the dataset.
        index: Rows of the table of photos.

    Returns:
        Names of the photos.

    Raises:
        DogbreedError: A photo is missing or damaged; the text names it.
    """
    reduced = []
    for file, width, height, boxes in zip(index["file"], index["width"], index["height"], index["boxes"], strict=True):
        path = photo_path(data_dir, file)
        try:
            with Image.open(path) as photo:
                size = photo.size
        except OSError as problem:
            raise DogbreedError(f"The photo {path} cannot be read: download the dataset again.") from problem
        xmin, ymin, xmax, ymax = boxes[0]
        if not _same_shape(size, (width, height)) and _same_shape(size, (xmax - xmin, ymax - ymin)):
            reduced.append(file)
    return reduced


def _same_shape(size: tuple[int, int], original: tuple[int, int]) -> bool:
    """Whether `size` is `original` resized to a whole short side, with the long side rounded to a pixel."""
    (width, height), (original_width, original_height) = size, original
    if width >= height:
        return abs(width - height * original_width / original_height) <= 0.5
    return abs(height - width * original_height / original_width) <= 0.5


@dataclass(frozen=True)
class Annotation:
    """The annotation of one photo.

    Attributes:
        width: Width of the original, px.
        height: Height of the original, px.
        depth: Number of colour channels, 3 for a colour photo.
        boxes: One box per dog, at least one; as annotated, so a few extend beyond the edge of their photo.
    """

    width: int
    height: int
    depth: int
    boxes: list[Box]


def read_annotation(path: Path) -> Annotation:
    """Read one annotation file.

    Raises:
        DogbreedError: The file is missing or damaged; the text names it.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if "<!" in text:
            raise ValueError("declares entities, which no annotation needs")
        root = ElementTree.fromstring(text)
        width, height, depth = (_number(root, f"size/{side}") for side in ("width", "height", "depth"))
        boxes = [
            [_number(box, corner) for corner in ("xmin", "ymin", "xmax", "ymax")]
            for box in root.iterfind("object/bndbox")
        ]
        if min(width, height, depth) < 1 or not boxes or any(x0 >= x1 or y0 >= y1 for x0, y0, x1, y1 in boxes):
            raise ValueError("has no size, or no box with an area")
    except (OSError, ValueError, ElementTree.ParseError) as problem:
        raise DogbreedError(f"The annotation {path} cannot be read ({problem}): download the dataset again.") from (
            problem
        )
    return Annotation(width, height, depth, boxes)


def _number(element: ElementTree.Element, tag: str) -> int:
    text = element.findtext(tag)
    if text is None:
        raise ValueError(f"has no <{tag}>")
    return int(text)
