"""A trained network as the app runs it: `models/<name>/` with its flatbuffer and its card."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dogbreed.errors import DogbreedError
from dogbreed.imaging.resize import Fit
from dogbreed.settings import settings

NETWORK_FILE = "model.tflite"
CARD_FILE = "card.json"


class BundleError(DogbreedError):
    """A bundle that is missing, damaged or made for another version."""


class Thresholds(BaseModel):
    """Where verdicts change, fitted on validation photos.

    Attributes:
        breed: Lowest calibrated probability, 0 to 1, at which one breed is named.
        lookalikes: Lowest probability that two or three named breeds hold together.
        group: Lowest probability that the breeds of a kennel group hold together.
        dog: Lowest probability that the photo shows a dog at all; 0 for a network that cannot tell.
        energy_score: Lowest `dogbreed.inference.energy` of a breed that it knows; None if a network does not ask.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    breed: float = Field(ge=0, le=1)
    lookalikes: float = Field(1, ge=0, le=1)
    group: float = Field(1, ge=0, le=1)
    dog: float = Field(0, ge=0, le=1)
    energy_score: float | None = None


class Mixture(BaseModel):
    """What a bundle without a network of its own answers with, see `dogbreed.inference.ensemble`.

    Attributes:
        network: The bundle whose evidence and features count.
        opinion: The bundle of the second opinion.
        network_weight: The network's logits are multiplied by it; likewise those of its second look by `zoom_weight`
            and the second opinion's by `opinion_weight`.
        sha256: Of either flatbuffer that the weights were fitted to, by the name of its bundle.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    network: str
    opinion: str
    network_weight: float
    zoom_weight: float
    opinion_weight: float
    sha256: dict[str, str]


class Card(BaseModel):
    """What inference needs to know about a network.

    Attributes:
        classes: WordNet ids in the order of the logits.
        input_size: Side of the square input, px.
        fit: How a photo is brought to the square, see `dogbreed.imaging.resize`.
        scale: The network's input is `pixel * scale + offset`, pixel in 0 to 255.
        temperature: The logits are divided by it before the softmax (Guo et al. 2017).
        mixture: The two networks that answer together; None for a network.
        sha256: File name to hexadecimal digest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    classes: tuple[str, ...]
    input_size: int = Field(gt=0)
    fit: Fit
    scale: float
    offset: float
    temperature: float = Field(gt=0)
    thresholds: Thresholds
    trained_on: str
    licence: str
    mixture: Mixture | None = None
    sha256: dict[str, str]


@dataclass(frozen=True)
class Bundle:
    """A network's folder whose files are known to be whole."""

    card: Card
    folder: Path

    @property
    def network(self) -> Path:
        """The LiteRT flatbuffer."""
        return self.folder / NETWORK_FILE


def available() -> list[str]:
    """Names of the bundles there are, in alphabetical order."""
    return sorted(card.parent.name for card in settings().models_dir.glob(f"*/{CARD_FILE}"))


def load_bundle(name: str) -> Bundle:
    """Read a bundle's card and check the SHA-256 of every file it lists.

    Raises:
        BundleError: There is no such bundle, its card cannot be read, or a file is not the one that was exported.
    """
    folder = settings().models_dir / name
    if name not in available():
        known = ", ".join(available()) or "none"
        raise BundleError(f"There is no network called “{name}” in {settings().models_dir} (found: {known}).")
    try:
        card = Card.model_validate_json((folder / CARD_FILE).read_bytes())
    except ValidationError as error:
        raise BundleError(
            f"The card of the network “{name}” does not fit this version of dogbreed. "
            f"Export it again with `python -m dogbreed export {name}`."
        ) from error
    for file, digest in card.sha256.items():
        if sha256(folder / file) != digest:
            raise BundleError(
                f"{folder / file} is missing or not the file that was exported. "
                "Restore it with `git checkout -- models`, or export the network again."
            )
    return Bundle(card, folder)


def sha256(file: Path) -> str | None:
    """Hexadecimal digest of a file, None if it is not there."""
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
