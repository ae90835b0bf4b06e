"""The table of photos: size, boxes, breed and split of every photo. It is committed, so that the dataset itself is
needed only to show photos."""

from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from dogbreed.dataset.annotation import read_annotation
from dogbreed.dataset.official_split import read_split
from dogbreed.dataset.paths import annotation_path, check_complete, photo_path
from dogbreed.dataset.progress import ProgressCallback, no_progress
from dogbreed.errors import DogbreedError

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
    index = table.drop_columns("boxes").to_pandas()
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
