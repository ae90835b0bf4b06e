"""Folders and addresses, each changed by an environment variable: `DOGBREED_DATA_DIR=/photos make app`."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PACKAGE = Path(__file__).resolve().parent
INSTALLED = (PACKAGE / "models").is_dir()
"""Whether this package comes out of a wheel, which carries the networks, and not out of a clone."""
PROJECT = Path.cwd() if INSTALLED else PACKAGE.parent
"""Where data, runs and what training makes go by default: the clone, or for a wheel the current folder."""


class Settings(BaseSettings):
    """What differs from machine to machine. The README lists every variable."""

    model_config = SettingsConfigDict(env_prefix="DOGBREED_", frozen=True)

    data_dir: Path = Field(PROJECT / "data", description="the dataset: Images/, Annotation/ and the split lists")
    models_dir: Path = Field((PACKAGE if INSTALLED else PROJECT) / "models", description="the exported networks")
    work_dir: Path = Field(PROJECT / "build", description="what training can resume from: features, checkpoints")
    cache_dir: Path = Field(PROJECT / "build" / "cache", description="photos fetched from Dog CEO")
    model: str = Field("served", description="the network that the app and `predict` answer with")
    threads: int = Field(2, ge=1, le=64, description="CPU threads of one forward pass")
    dog_ceo_api: str = Field("https://dog.ceo/api", description="random photos of a breed")
    dog_ceo_images: str = Field("https://images.dog.ceo/breeds", description="the same photos by file name")


@cache
def settings() -> Settings:
    """Read the environment once."""
    return Settings()
