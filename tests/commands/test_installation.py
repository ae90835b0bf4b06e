from pathlib import Path

import pytest
from typer.testing import CliRunner

from dogbreed import settings
from dogbreed.cli import app
from dogbreed.commands import installation
from dogbreed.errors import DogbreedError


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a package that came out of a wheel."""
    monkeypatch.setattr(settings, "INSTALLED", True)
    monkeypatch.setattr(settings, "PACKAGE", tmp_path / "site-packages" / "dogbreed")
    return settings.PACKAGE


def test_an_installed_package_is_not_written(installed: Path, tmp_path: Path) -> None:
    with pytest.raises(DogbreedError, match=r"belongs to the installed package.*DOGBREED_MODELS_DIR"):
        installation.check_writable(installed / "models")
    installation.check_writable(tmp_path / "models")


def test_a_clone_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "INSTALLED", False)
    monkeypatch.setattr(settings, "PACKAGE", tmp_path)
    installation.check_writable(tmp_path / "dataset" / "photos.parquet")


@pytest.mark.parametrize(
    "command",
    [("data", "index"), ("data", "label-errors"), ("evaluate", "cnn"), ("export", "cnn"), ("runs", "export")],
    ids=" ".join,
)
def test_no_command_writes_into_an_installed_package(
    command: tuple[str, ...], installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Path(installation.__file__).parents[1]
    monkeypatch.setattr(settings, "PACKAGE", package)
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(package / "models"))
    settings.settings.cache_clear()
    try:
        result = CliRunner().invoke(app, command)
    finally:
        settings.settings.cache_clear()
    assert isinstance(result.exception, DogbreedError)
    assert "belongs to the installed package" in str(result.exception)
