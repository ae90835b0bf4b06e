import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from dogbreed.benchmarks import latency, load, mistakes, mutated_photos, pages, serving
from dogbreed.benchmarks.page_loads import PageLoad
from dogbreed.cli import app
from dogbreed.settings import settings
from dogbreed.training import precision_comparison
from tests.made_up_networks import make_bundle


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A models folder with two made-up networks, one with a file of 2 MB."""
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DOGBREED_WORK_DIR", str(tmp_path / "build"))
    settings.cache_clear()
    make_bundle("xception", "Xception", 3, photos=1)
    make_bundle("cnn", "Our CNN", 2, photos=1)
    make_bundle("served", "dogbreed ensemble", 3, photos=1)
    (tmp_path / "models" / "cnn" / "network.bin").write_bytes(bytes(2_000_000))
    yield tmp_path / "models"
    monkeypatch.undo()
    settings.cache_clear()


def bench(*options: str) -> Result:
    return CliRunner(env={"COLUMNS": "120"}).invoke(app, ["bench", *options], catch_exceptions=False)


def row(result: Result, start: str) -> str:
    return next(line for line in result.stdout.splitlines() if start in line)


def test_serving_is_compared_with_keras_and_the_ratio_says_which_is_better(models, monkeypatch):
    from dogbreed.networks import efficientnet_lite, xception

    asked = []
    visited: list[int] = []
    figures = {"first_answer": 1.0, "p50": 0.2, "p95": 0.3, "rate_1": 10.0, "rate_4": 12.0, "rate_8": 12.0}

    def compare(bundle, keras_folder, photo):
        contents = {file.name: file.read_text() for file in keras_folder.iterdir()}
        asked.append((bundle, contents, photo.exists()))
        return {
            "shipped": figures | {"memory": 200.0},
            "usual": {name: 2 * figure for name, figure in figures.items()} | {"memory": 1000.0},
        }

    monkeypatch.setattr(xception, "save_untrained", lambda file, classes: file.write_text(str(classes)))
    monkeypatch.setattr(efficientnet_lite, "save_untrained", lambda file: file.write_text("1000"))
    monkeypatch.setattr(serving, "compare", compare)
    monkeypatch.setattr("dogbreed.commands.bench._visitors", visited.append)
    result = bench()
    assert asked == [(models / "served", {"xception.keras": "120", "gate.keras": "1000"}, True)]
    assert visited == [50]
    assert "2.0 x better" in row(result, "p50 per photo")
    assert "0.5 x better" in row(result, "photos per second, 1 caller")
    assert "5.0 x better" in row(result, "peak memory")


def test_networks_are_listed_with_size_and_latency(models, monkeypatch):
    monkeypatch.setattr(latency, "p50", lambda bundle, threads: 21.0 if bundle.card.name == "cnn" else 150.0)
    result = bench("--networks")
    assert "2.0" in row(result, "cnn")
    assert "21 ms" in row(result, "cnn")
    assert "150 ms" in row(result, "xception")


def test_the_precisions_are_stored_and_shown_in_the_model_card(models, monkeypatch):
    asked = []

    def compare(workspace, index, card):
        asked.append((workspace.folder, workspace.photos, len(index), card.name))
        return pd.DataFrame(
            {
                "precision": ["int8"],
                "megabytes": [21.5],
                "p50_1_threads": [70.0],
                "p50_2_threads": [40.0],
                "top1": [0.912],
                "cross_entropy": [0.312],
                "expected_calibration_error": [0.012],
                "agreement": [0.984],
            }
        )

    monkeypatch.setattr(precision_comparison, "compare_precisions", compare)
    result = bench("--precisions")
    root = models.parent
    assert asked == [(root / "build" / "xception", root / "data" / "Images", 20580, "xception")]
    stored = (models / "xception" / "precisions.csv").read_text().splitlines()
    assert stored[1] == "int8,21.5,70.0,40.0,0.912,0.312,0.012,0.984"
    assert (
        "| int8 | 21.5 | 70 ms | 40 ms | 91.20% | 0.312 | 1.2% | 98.4% |"
        in (models / "xception" / "README.md").read_text()
    )
    assert "91.20%" in result.stdout


def test_the_tables_of_the_mistakes_page_are_printed_in_seconds(monkeypatch):
    monkeypatch.setattr(mistakes, "measure", lambda: {"confused pairs": 0.25, "together": 0.5})
    result = bench("--mistakes")
    assert "0.25" in row(result, "confused pairs")
    assert "1,000,000" in result.stdout


def test_the_figures_of_every_page_are_printed(monkeypatch):
    loads = [PageLoad(1.2, [(0.02, "photo"), (0.03, "chart")]), PageLoad(0.9, [(0.4, "photo")])]
    dataset = pages.PageFigures("Dataset", [0.12, 0.12, 0.2], loads)
    monkeypatch.setattr(pages, "measure", lambda report: ([dataset], ""))
    cells = [cell.strip() for cell in row(bench("--pages"), "Dataset").split("│")[1:-1]]
    assert cells == ["Dataset", "1.2 s", "0.9 s", "0.05", "0.40", "3", "120 ms", "192 ms"]


def test_without_a_browser_the_rest_is_printed_with_the_reason(monkeypatch):
    monkeypatch.setattr(pages, "measure", lambda report: ([pages.PageFigures("Guess", [])], "Install Chromium."))
    result = bench("--pages")
    assert [cell.strip() for cell in row(result, "Guess").split("│")[1:-1]] == ["Guess", "", "", "", "", "0", "", ""]
    assert "Install Chromium." in result.stdout


def test_the_load_of_many_visitors_is_compared_with_the_networks_alone(monkeypatch):
    met = load.Load(50, 49, 6.0, networks=8.0, p50=4.0, p95=8.0, alone=0.3, networks_cpu=0.18, cpu=0.2, memory=480.0)
    monkeypatch.setattr(load, "measure", lambda visitors: met if visitors == 50 else None)
    result = bench("--visitors", "50")
    assert "49" in row(result, "answered")
    assert "75 %" in row(result, "networks alone")
    assert "8.00 s" in row(result, "p95")
    assert "0.200 s, the networks alone 0.180 s" in row(result, "CPU time")
    assert "480 MB" in row(result, "memory")


def test_where_memory_cannot_be_read_the_load_is_told_without_it(monkeypatch):
    met = load.Load(2, 2, 6.0, networks=8.0, p50=4.0, p95=8.0, alone=0.3, networks_cpu=0.18, cpu=None, memory=None)
    monkeypatch.setattr(load, "measure", lambda visitors: met)
    assert "memory" not in bench("--visitors", "2").stdout


def test_the_outcomes_of_damaged_photos_are_counted(models, monkeypatch):
    asked = []

    def run(count, log):
        asked.append((count, log))
        results = ["answer", "unreadable", "unreadable"]
        return [mutated_photos.Outcome(n, "a.PNG", result, n / 2, 90 + n) for n, result in enumerate(results)]

    monkeypatch.setattr(mutated_photos, "run", run)
    result = bench("--mutations", "3")
    assert asked == [(3, models.parent / "build" / "mutated-photos.jsonl")]
    assert [cell.strip() for cell in row(result, "PNG").split("│")[1:-1]] == ["PNG", "1", "2"]
    assert "the slowest 1.0 s" in " ".join(result.stdout.split())
    assert "92 MB" in " ".join(result.stdout.split())
