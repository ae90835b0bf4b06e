"""Ctrl-C and SIGTERM while a command is still loading."""

import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl-C to one process")
LOADING = """
import runpy, sys, signal
sys.argv = ["dogbreed", "predict", {photo!r}]

class Interrupt:
    "Sends the signal to the process while a module is being imported."
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            signal.raise_signal(signal.{number})

sys.meta_path.insert(0, Interrupt())
runpy.run_module("dogbreed", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("module", ["typer", "pydantic", "dogbreed.commands.predict", "dogbreed.batch.paths", "numpy"])
@pytest.mark.parametrize(("number", "status"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_while_modules_are_loaded_ends_with_one_line(module, number, status):
    code = LOADING.format(photo="gone.jpg", module=module, number=number)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr == "Stopped.\n"
    assert done.stdout == ""


@pytest.mark.parametrize("delay", [0.1, 0.25, 0.5, 1.0])
def test_ctrl_c_at_any_moment_after_the_interpreter_runs_gives_no_traceback(tmp_path, delay):
    code = "import os; print(flush=True); import runpy, sys; sys.argv = ['dogbreed', 'predict', 'gone.jpg']; "
    code += "sys.stdout.flush(); import dogbreed.__main__ as command; command.main()"
    working = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert working.stdout
    working.stdout.readline()
    time.sleep(delay)
    working.send_signal(signal.SIGINT)
    _, told = working.communicate(timeout=60)
    # 1: it was through before; -2: and Python was ending already, without its handlers.
    assert working.returncode in {130, 1, -signal.SIGINT}
    assert "Traceback" not in told
    assert len(told.splitlines()) <= 1


HANDLERS = """
import signal
from dogbreed.commands.stoppable import ending_at_once, stoppable

NUMBERS = (signal.SIGINT, signal.SIGTERM)
before = [signal.getsignal(number) for number in NUMBERS]
try:
    with ending_at_once():
        raise ValueError
except ValueError:
    pass
with stoppable() as stop:
    assert stop.status is None
    signal.raise_signal(signal.SIGTERM)
    assert stop.status == 143
    assert signal.getsignal(signal.SIGTERM) == before[1]
assert [signal.getsignal(number) for number in NUMBERS] == before
"""


def test_handlers_are_those_from_before_afterwards():
    done = subprocess.run([sys.executable, "-c", HANDLERS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
