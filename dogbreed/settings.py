"""Folders and addresses, each changed by an environment variable: `DOGBREED_DATA_DIR=/photos make app`."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What differs from machine to machine. The README lists every variable."""

    model_config = SettingsConfigDict(env_prefix="DOGBREED_", frozen=True)

    data_dir: Path = Field(PROJECT / "data", description="the dataset: Images/, Annotation/ and the split lists")
    models_dir: Path = Field(PROJECT / "models", description="the exported networks")
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
