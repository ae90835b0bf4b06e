import json
import subprocess
import sys
import time

from dogbreed.benchmarks.contenders import measure
from dogbreed.dataset.samples import SAMPLES
from dogbreed.settings import settings


def test_times_and_rates_are_those_of_the_answers():
    def answer(_: bytes) -> None:
        time.sleep(0.02)

    measured = measure(answer, b"")
    assert 0.02 <= measured["p50"] <= measured["p95"] < 2
    assert measured["rate_1"] <= 1 / 0.02
    assert measured["rate_8"] > measured["rate_1"]


def test_the_shipped_contender_answers_in_a_process_of_its_own():
    arguments = ["shipped", str(settings().models_dir / "xception"), str(SAMPLES[0].file), "start"]
    command = [sys.executable, "-m", "dogbreed.benchmarks.contenders", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == {"answered": True}


def test_the_memory_of_a_process_does_not_count_what_its_parent_holds():
    held = bytearray(300_000_000)
    command = [sys.executable, "-c", "from dogbreed.benchmarks.contenders import peak_memory; print(peak_memory())"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert 5 < float(done.stdout) < 100 < len(held) / 2**20
