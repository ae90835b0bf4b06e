"""Annotations of the dataset: size of a photo and boxes of its dogs (PASCAL VOC XML)."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dogbreed.errors import DogbreedError

Box = list[int]
"""[xmin, ymin, xmax, ymax] in pixels of the original photo."""


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
