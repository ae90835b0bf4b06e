import pytest
from typer.testing import CliRunner

from dogbreed.commands.runs import app
from dogbreed.errors import DogbreedError
from dogbreed.experiments import start_run
from dogbreed.settings import settings


@pytest.fixture
def no_store(tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{(tmp_path / 'mlflow.db').as_posix()}")
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(tmp_path / "models"))
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_export_and_import_say_how_many_runs_there_are(no_store):
    first = CliRunner().invoke(app, ["import"])
    assert first.exit_code == 0
    assert "runs: 0, 0 of them new" in first.stdout
    with start_run("cnn", "search", {}):
        pass
    exported = CliRunner().invoke(app, ["export"])
    assert "finished or failed: 1." in exported.stdout
    again = CliRunner().invoke(app, ["import"])
    assert "runs: 1, 0 of them new" in again.stdout


def test_a_server_that_is_away_is_a_sentence(no_store, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    for command in ("export", "import"):
        assert isinstance(CliRunner().invoke(app, [command]).exception, DogbreedError)
