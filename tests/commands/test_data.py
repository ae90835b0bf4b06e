import sys

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import dogbreed.dataset.index
from dogbreed.breeds import BREEDS
from dogbreed.commands.data import app
from dogbreed.dataset import download, fetch, non_dogs
from dogbreed.dataset.index import load_index
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings
from dogbreed.training import out_of_fold, recipes
from dogbreed.training.recipes import Workspace
from tests.dataset.archive_server import ArchiveServer
from tests.dataset.small_dataset import FILES, make_archives, make_dataset


@pytest.fixture
def archives(tmp_path):
    return make_archives(make_dataset(tmp_path / "original"), tmp_path / "archives")


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_download_says_what_is_there_now_and_what_was_there_already(archives, tmp_path):
    first = run("download", "--from", archives, "--dir", tmp_path / "data")
    assert first.exit_code == 0
    assert "now holds the complete dataset: 3 photos of 2 breeds" in first.stdout
    again = run("download", "--from", archives, "--dir", tmp_path / "data")
    assert again.exit_code == 0
    assert "already holds the complete dataset: 3 photos of 2 breeds" in again.stdout


def test_download_shows_bytes_on_the_error_stream_only(archives, tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ArchiveServer(archives) as server:
        result = run("download", "--from", server.url, "--dir", tmp_path / "data")
    assert "images.tar" in result.stderr
    assert "images.tar" not in result.stdout


def test_download_goes_to_the_original_site_and_the_folder_of_the_settings(archives, tmp_path, monkeypatch):
    asked = []

    def pretend(source, data_dir, report):
        asked.append((source, data_dir))
        raise DogbreedError("not today")

    monkeypatch.setattr(download, "download", pretend)
    result = run("download")
    assert str(result.exception) == "not today"
    assert asked[0][0] == "http://vision.stanford.edu/aditya86/ImageNetDogs"
    assert asked[0][1].name == "data"


def test_ctrl_c_says_how_to_go_on(archives, tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(download, "download", stopped)
    monkeypatch.setattr(sys, "argv", ["dogbreed", "data", "download", "--dir", "my dogs"])
    result = run("download", "--dir", "my dogs")
    assert result.exit_code == 130
    assert "python -m dogbreed data download --dir 'my dogs'" in result.stderr


def test_index_writes_the_table_where_it_is_told(archives, tmp_path):
    run("download", "--from", archives, "--dir", tmp_path / "data")
    result = run("index", "--dir", tmp_path / "data", "--out", tmp_path / "table.parquet")
    assert result.exit_code == 0
    assert "3 photos" in result.stdout
    assert list(load_index(tmp_path / "table.parquet")["file"]) == FILES


def test_index_without_a_dataset_is_a_sentence(tmp_path):
    result = run("index", "--dir", tmp_path, "--out", tmp_path / "table.parquet")
    assert isinstance(result.exception, DogbreedError)
    assert not list(tmp_path.iterdir())


def test_duplicates_are_written_where_it_is_told(archives, tmp_path, monkeypatch):
    monkeypatch.setenv("DOGBREED_WORK_DIR", str(tmp_path / "build"))
    settings.cache_clear()
    run("download", "--from", archives, "--dir", tmp_path / "data")
    result = run("duplicates", "--dir", tmp_path / "data", "--out", tmp_path / "pairs.csv")
    settings.cache_clear()
    assert result.exit_code == 0
    assert "of 3 photos" in result.stdout
    assert (tmp_path / "pairs.csv").read_text().startswith("file,other,distance\n")


def test_duplicates_without_a_dataset_are_a_sentence(tmp_path):
    result = run("duplicates", "--dir", tmp_path, "--out", tmp_path / "pairs.csv")
    assert isinstance(result.exception, DogbreedError)
    assert not list(tmp_path.iterdir())


def test_stats_prints_the_figures_without_the_dataset():
    result = run("stats")
    assert result.exit_code == 0
    for figure in (
        "20,580, all in colour",
        "120",
        "148 to 252",
        "100 to 2,562",
        "97 to 3,264",
        "12,000 train, 8,580 test",
    ):
        assert figure in result.stdout


def test_a_break_that_lasts_is_a_sentence(archives, tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(fetch, "PAUSES", ())
    with ArchiveServer(archives, breaks={"images.tar": [100]}) as server:
        result = run("download", "--from", server.url, "--dir", tmp_path / "data")
    assert isinstance(result.exception, DogbreedError)
    assert "kept" in str(result.exception)


def test_non_dogs_are_fetched_beside_the_dataset(tmp_path, monkeypatch):
    asked = []

    def pretend(folder, source, report):
        asked.append((folder, source))
        report("npm:pictures@1.2", 1, 2)
        return 2 - len(asked)

    monkeypatch.setattr(non_dogs, "fetch_non_dogs", pretend)
    make_dataset(tmp_path / "data")
    first = run("non-dogs", "--from", tmp_path / "archives", "--dir", tmp_path / "data")
    assert asked == [(tmp_path / "data" / "non-dogs", tmp_path / "archives")]
    assert f"now holds all {len(non_dogs.load_non_dogs())} photos" in "".join(first.stdout.splitlines())
    assert "npm:pictures@1.2" in first.stderr
    assert "already holds" in run("non-dogs", "--dir", tmp_path / "data").stdout


def test_ctrl_c_while_non_dogs_come_says_how_to_go_on(tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(non_dogs, "fetch_non_dogs", stopped)
    monkeypatch.setattr(sys, "argv", ["dogbreed", "data", "non-dogs"])
    result = run("non-dogs", "--dir", make_dataset(tmp_path / "data"))
    assert result.exit_code == 130
    assert "to go on: python -m dogbreed data non-dogs" in result.stderr


def test_non_dogs_wait_for_the_dataset_which_wants_an_empty_folder(tmp_path):
    result = run("non-dogs", "--dir", tmp_path / "data")
    assert "data download` first" in str(result.exception)
    assert not (tmp_path / "data").exists()


def test_label_errors_are_found_with_the_networks_features_and_written_where_it_is_told(tmp_path, monkeypatch):
    photos = pd.DataFrame(
        [
            (f"{dog.wnid}-{dog.stanford}/{dog.wnid}_{number}.jpg", dog.wnid)
            for dog in BREEDS[:4]
            for number in range(20)
        ],
        columns=["file", "wnid"],
    ).assign(split="train")
    labels = np.repeat(np.arange(4), 20)
    shown = labels.copy()
    shown[5] = 2  # a photo with a wrong label
    features = np.random.default_rng(0).normal(0, 0.05, (80, 2048)).astype(np.float32)
    features[np.arange(80), shown] += 3
    seen = []

    def stored(workspace, photos):
        seen.append((workspace, len(photos)))
        return features

    monkeypatch.setenv("DOGBREED_WORK_DIR", str(tmp_path / "build"))
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    monkeypatch.setattr(dogbreed.dataset.index, "load_index", lambda: photos)
    monkeypatch.setattr(recipes, "ALL_BREEDS", tuple(dog.wnid for dog in BREEDS[:4]))
    monkeypatch.setattr(out_of_fold, "backbone_features", stored)
    result = run("label-errors", "--out", tmp_path / "errors.csv")
    settings.cache_clear()
    workspace = Workspace(tmp_path / "build" / "xception", tmp_path / "data" / "Images", settings().threads)
    assert seen == [(workspace, 80)]
    assert result.exit_code == 0
    found = pd.read_csv(tmp_path / "errors.csv")
    assert found[["file", "given", "suggested"]].to_numpy().tolist() == [
        [photos["file"][5], BREEDS[0].wnid, BREEDS[2].wnid]
    ]
    assert "1 of 80 training photos" in " ".join(result.stdout.split())
    assert "98.8%" in result.stdout
