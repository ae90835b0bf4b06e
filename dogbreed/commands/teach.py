"""`python -m dogbreed teach NAME PHOTOS...`: teach a dog or a breed, for `predict --memory`."""

# ruff: noqa: PLC0415
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dogbreed.inference.taught_file import TAUGHT_FILE

if TYPE_CHECKING:
    from dogbreed.inference.identify import Network
    from dogbreed.inference.taught import TaughtDog


def teach(
    name: Annotated[str, typer.Argument(help="Name of the dog or of the breed.", show_default=False)],
    paths: Annotated[list[str], typer.Argument(help="3 to 20 photos of it, or their folder.", show_default=False)],
    memory: Annotated[
        Path,
        typer.Option(
            "--memory", help="File that keeps what is taught; it is made, or the dog is added.", dir_okay=False
        ),
    ] = Path(TAUGHT_FILE),
) -> None:
    """Teach a dog or a breed from a few photos, without training; `predict --memory FILE` then knows it.

    A dog of the same name is replaced. A file that cannot be used is left out with the reason.
    """
    from dogbreed.atomic import atomic_write
    from dogbreed.batch.paths import photos_at
    from dogbreed.batch.photo_file import printable
    from dogbreed.batch.teaching import in_words, memory_of, teaching_photos
    from dogbreed.inference.ensemble import load_network
    from dogbreed.inference.taught import add, checked_name, lesson
    from dogbreed.inference.taught_file import taught_to_bytes
    from dogbreed.settings import settings

    name = checked_name(name)
    network = load_network(settings().model, settings().threads)
    known = load_taught(memory, network) if memory.exists() else ()
    photos = teaching_photos(list(photos_at(map(Path, paths))), network)
    for file, reason in photos.refused:
        typer.echo(f"{printable(file)}: left out. {reason}", err=True)
    learned = lesson(name, photos.embeddings, memory_of(network))
    data = taught_to_bytes(add(known, learned.dog), memory_of(network))
    atomic_write(memory, lambda part: part.write_bytes(data))
    typer.echo(f"{in_words(learned)} Stored in {memory}: `python -m dogbreed predict --memory {memory} PHOTOS`.")


def load_taught(file: Path, network: "Network") -> "tuple[TaughtDog, ...]":
    """The taught dogs in a file.

    Raises:
        DogbreedError: The file cannot be read or used.
    """
    from dogbreed.batch.teaching import memory_of
    from dogbreed.errors import DogbreedError
    from dogbreed.inference.taught_file import MAX_BYTES, taught_from_bytes

    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise DogbreedError(f"{file} cannot be read: {error.strerror}.") from error
    return taught_from_bytes(data, memory_of(network))
