"""`python -m dogbreed predict PATHS...`: an answer for every photo."""

# ruff: noqa: PLC0415
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dogbreed.settings import settings

if TYPE_CHECKING:
    from dogbreed.inference.classifier import Classifier
    from dogbreed.inference.identify import Answer

PHOTO_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jfif", ".mpo", ".png", ".apng", ".webp", ".heic", ".heif", ".hif", ".avif", ".gif"}
    | {".bmp", ".dib", ".tif", ".tiff"}
)


def predict(
    paths: Annotated[list[Path], typer.Argument(help="Photos, and folders of photos.", show_default=False)],
    model: Annotated[str | None, typer.Option(help="Network that answers.", show_default="xception")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array, an object a photo.")] = False,
) -> None:
    """Name the breed in each photo. A file that cannot be read never stops the rest; the exit status is then 1."""
    from dogbreed.inference.bundle import load_bundle
    from dogbreed.inference.classifier import Classifier

    classifier = Classifier(load_bundle(model or settings().model), settings().threads)
    failed = False
    separator = "[\n "
    for path in paths:
        for answer in _answers(path, classifier):
            failed |= answer.error is not None
            if as_json:
                typer.echo(separator + json.dumps(answer.record(), ensure_ascii=False), nl=False)
                separator = ",\n "
            else:
                typer.echo(_line(answer), err=answer.error is not None)
    if as_json:
        typer.echo("[]" if separator.startswith("[") else "\n]")
    raise typer.Exit(int(failed))


def _answers(path: Path, classifier: "Classifier") -> Iterator["Answer"]:
    from dogbreed.inference.identify import identify, unreadable

    files = _photos_in(path) if path.is_dir() else [path]
    if not files:
        yield unreadable(str(path), "This folder holds no photos.")
    for file in files:
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            yield unreadable(str(file), "There is no such file or folder: check the name.")
        except OSError as error:
            yield unreadable(str(file), f"The file cannot be opened: {(error.strerror or str(error)).lower()}.")
        else:
            yield identify(str(file), data, classifier)


def _photos_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in PHOTO_SUFFIXES and file.is_file())


def _line(answer: "Answer") -> str:
    if not answer.prediction:
        return f"{answer.file}: {answer.error}"
    top = ", ".join(f"{breed.name} {probability:.1%}" for breed, probability in answer.prediction.top(3))
    return f"{answer.file}: {answer.verdict.sentence} ({top})"
