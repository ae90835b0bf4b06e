import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dogbreed.benchmarks import serving
from dogbreed.benchmarks.serving import measure
from dogbreed.dataset.samples import SAMPLES
from dogbreed.settings import settings


@pytest.fixture
def commands(monkeypatch):
    """The commands that are run; the processes themselves are made up and print a warning before their figures."""
    run = []
    clock = iter(range(1000))

    def pretend(command, **_):
        run.append(command)
        figures = {"p50": 0.1, "contender": command[3]} if command[-1] == "measure" else {"answered": True}
        return subprocess.CompletedProcess(command, 0, f"a warning\n{json.dumps(figures)}\n")

    monkeypatch.setattr(subprocess, "run", pretend)
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock) ** 2)
    monkeypatch.setattr(serving, "STARTS", 3)
    return run


def test_both_contenders_start_in_turn_and_are_measured_in_a_process_of_their_own(commands):
    serving.compare(Path("models/xception"), Path("xception.keras"), Path("dog.webp"))
    turns = [(command[3], command[-1]) for command in commands]
    assert turns == [("shipped", "start"), ("usual", "start")] * 3 + [("shipped", "measure"), ("usual", "measure")]
    networks = {command[3]: command[4] for command in commands}
    assert networks == {"shipped": "models/xception", "usual": "xception.keras"}


def test_the_first_answer_is_the_median_of_the_starts_beside_what_the_process_measured(commands):
    measured = serving.compare(Path("models/xception"), Path("xception.keras"), Path("dog.webp"))
    # The clock shows square numbers, so a later start takes longer: 1, 9 and 17 s, and 5, 13 and 21 s.
    assert measured["shipped"] == {"first_answer": 9, "p50": 0.1, "contender": "shipped"}
    assert measured["usual"] == {"first_answer": 13, "p50": 0.1, "contender": "usual"}


def test_times_and_rates_are_those_of_the_answers():
    def answer(_: bytes) -> None:
        time.sleep(0.02)

    measured = measure(answer, b"")
    assert 0.02 <= measured["p50"] <= measured["p95"] < 2
    assert measured["rate_1"] <= 1 / 0.02
    assert measured["rate_8"] > measured["rate_1"]


def test_the_shipped_contender_answers_in_a_process_of_its_own():
    arguments = ["shipped", str(settings().models_dir / "xception"), str(SAMPLES[0].file), "start"]
    command = [sys.executable, "-m", "dogbreed.benchmarks.serving", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == {"answered": True}


def test_the_memory_of_a_process_does_not_count_what_its_parent_holds():
    held = bytearray(300_000_000)
    command = [sys.executable, "-c", "from dogbreed.benchmarks.serving import peak_memory; print(peak_memory())"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert 5 < float(done.stdout) < 100 < len(held) / 2**20
