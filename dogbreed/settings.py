"""Folders and addresses, each changed by an environment variable: `DOGBREED_DATA_DIR=/photos make app`."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dogbreed.errors import DogbreedError

PACKAGE = Path(__file__).resolve().parent
INSTALLED = (PACKAGE / "models").is_dir()
"""Whether this package comes out of a wheel, which carries the networks, and not out of a clone."""
PROJECT = Path.cwd() if INSTALLED else PACKAGE.parent
"""Where data, runs and what training makes go by default: the clone, or for a wheel the current folder."""


PREFIX = "DOGBREED_"


def _folder(path: Path) -> Path:
    try:
        existing = next((place for place in (path, *path.parents) if place.exists()), None)
    except OSError:  # a name that is too long, a folder that may not be entered
        existing = None
    if not (existing and existing.is_dir()):
        raise ValueError("a folder that can be opened, or that does not exist yet")
    return path


def _threads(text: int | str) -> int:
    if not re.fullmatch("[1-9][0-9]?", str(text)) or int(text) > 64:
        raise ValueError("a whole number from 1 to 64")
    return int(text)


def _switch(text: bool | str) -> bool:
    if str(text).lower() not in ("true", "false", "1", "0", "yes", "no", "on", "off"):
        raise ValueError("true or false")
    return str(text).lower() in ("true", "1", "yes", "on")


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ValueError("an address that begins with http:// or https://")
    return text.rstrip("/")


Folder = Annotated[Path, AfterValidator(_folder)]
Switch = Annotated[bool, BeforeValidator(_switch)]
Threads = Annotated[int, BeforeValidator(_threads)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class Settings(BaseSettings):
    """What differs from machine to machine. The README lists every variable; an empty one means its default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data_dir: Folder = Field(PROJECT / "data", description="the dataset: Images/, Annotation/ and the split lists")
    models_dir: Folder = Field((PACKAGE if INSTALLED else PROJECT) / "models", description="the exported networks")
    work_dir: Folder = Field(PROJECT / "build", description="what training can resume from: features, checkpoints")
    cache_dir: Folder = Field(PROJECT / "build" / "cache", description="photos fetched from Dog CEO, compiled networks")
    model: str = Field("served", description="the network that the app and `predict` answer with")
    threads: Threads = Field(2, description="CPU threads of one forward pass")
    dataset_url: WebAddress = Field(
        "http://vision.stanford.edu/aditya86/ImageNetDogs", description="the three archives of the dataset"
    )
    allow_download: Switch = Field(False, description="whether every visitor may download the photos to the server")
    dog_ceo_api: WebAddress = Field("https://dog.ceo/api", description="random photos of a breed")
    dog_ceo_images: WebAddress = Field("https://images.dog.ceo/breeds", description="the same photos by file name")


@cache
def settings() -> Settings:
    """Read the environment once.

    Raises:
        DogbreedError: A variable has a value that it does not take.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        takes = str(first["msg"]).removeprefix("Value error, ")
        raise DogbreedError(unset_or_change(f"{PREFIX}{first['loc'][0]}".upper(), first["input"], takes)) from None


def unset_or_change(variable: str, value: object, takes: str) -> str:
    """The sentence about an environment variable with a wrong value.

    Args:
        variable: Its name.
        value: What it is set to.
        takes: What it takes, "a whole number".
    """
    return f"{variable} is set to “{value}”, but takes {takes}: change it, or leave it out for the default."
