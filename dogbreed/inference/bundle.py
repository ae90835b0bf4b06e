"""Model bundles: the folder `models/<name>/` with the files of a network and its card."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dogbreed.errors import DogbreedError
from dogbreed.imaging.resize import Fit
from dogbreed.settings import PREFIX, settings

GRAPH_FILE = "network.xml"
WEIGHTS_FILE = "network.bin"
CARD_FILE = "card.json"


class BundleError(DogbreedError):
    """A bundle is missing, damaged or made for another version of dogbreed."""


class Thresholds(BaseModel):
    """Thresholds of the verdicts, fitted on validation photos (`dogbreed.evaluation.thresholds`).

    Attributes:
        breed: Lowest calibrated probability, 0 to 1, at which one breed is named.
        lookalikes: Lowest total probability of the two or three breeds that are named.
        group: Lowest total probability of the breeds of a kennel group that is named.
        dog: Lowest probability that the photo shows a dog; below it the photo is rejected. 0 for a network without an
            ImageNet output.
        familiarity: Lowest `dogbreed.inference.memory.Memory.familiarity` of a known breed; None: not used.
        suggestion: Lowest similarity, -1 to 1, at which breeds outside the 120 are suggested.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    breed: float = Field(ge=0, le=1)
    lookalikes: float = Field(1, ge=0, le=1)
    group: float = Field(1, ge=0, le=1)
    dog: float = Field(0, ge=0, le=1)
    familiarity: float | None = None
    suggestion: float = Field(1, ge=-1, le=1)


class Mixture(BaseModel):
    """The members of an ensemble and the weights of their logits, see `dogbreed.inference.ensemble`.

    Attributes:
        network: Name of the bundle that provides evidence and features, and looks twice.
        opinion: Name of the bundle of the second opinion.
        network_weight: Weight of the network's logits at the first look.
        zoom_weight: Weight of the network's logits at the second look.
        opinion_weight: Weight of the second opinion's logits.
        sha256: SHA-256 of the weights of both networks that the mixture was fitted to, by the name of the bundle.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    network: str
    opinion: str
    network_weight: float
    zoom_weight: float
    opinion_weight: float
    sha256: dict[str, str]


class Card(BaseModel):
    """The content of `card.json`: what inference needs to know about a network.

    Attributes:
        name: Name of the bundle's folder.
        title: Name of the network as people read it.
        classes: WordNet ids in the order of the logits.
        input_size: Side of the square input, px.
        fit: How a photo is brought to the square, see `dogbreed.imaging.resize`.
        scale: The network's input is `pixel * scale + offset`, pixel in 0 to 255.
        offset: See `scale`.
        temperature: The logits are divided by it before the softmax (Guo et al. 2017).
        thresholds: Thresholds of the verdicts.
        trained_on: The training data, in words.
        licence: Of the weights, in words.
        mixture: The members of an ensemble; None for a single network.
        sha256: Hexadecimal digest of each file of the bundle, by its name.
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
    """A bundle whose files have been checked.

    Attributes:
        card: Its card.
        folder: Its folder.
    """

    card: Card
    folder: Path

    @property
    def graph(self) -> Path:
        """File of the network's graph, beside that of its weights; an ensemble has neither."""
        return self.folder / GRAPH_FILE

    @property
    def version(self) -> str:
        """SHA-256 of the weights, which tells one export from another; "" for an ensemble."""
        return self.card.sha256.get(WEIGHTS_FILE, "")

    @property
    def size(self) -> int:
        """Bytes of graph and weights, for an ensemble 0."""
        return sum(file.stat().st_size for file in (self.graph, self.folder / WEIGHTS_FILE) if file.exists())


def available() -> list[str]:
    """Names of all bundles in the models folder, in alphabetical order."""
    return sorted(card.parent.name for card in settings().models_dir.glob(f"*/{CARD_FILE}"))


def load_bundle(name: str) -> Bundle:
    """Read a bundle's card and check the SHA-256 of every file it lists.

    Raises:
        BundleError: There is no such bundle, its card cannot be read, or a file is not the one that was exported.
    """
    folder = settings().models_dir / name
    check_exists(name)
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


def check_exists(name: str) -> None:
    """Check that there is a bundle of this name.

    Raises:
        BundleError: There is none; the text says where it was looked for, and what there is.
    """
    known, folder, variable = available(), settings().models_dir, f"{PREFIX}MODELS_DIR"
    if not known:
        state = "holds no networks" if folder.is_dir() else "does not exist"
        raise BundleError(
            f"The folder of the networks, {folder.absolute()}, {state}: set {variable} to the one that comes with "
            "dogbreed, or restore it with `git checkout -- models`."
        )
    if name not in known:
        raise BundleError(
            f"There is no network called “{name}” in {folder} (found: {', '.join(known)}). {PREFIX}MODEL or the option "
            f"--model chooses one of them, {variable} another folder."
        )


def sha256(file: Path) -> str | None:
    """Hexadecimal SHA-256 of a file, None if it does not exist."""
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
