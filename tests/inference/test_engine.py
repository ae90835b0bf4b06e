"""The engine answers alike on processors with and without VNNI instructions."""

import locale
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import openvino
import pytest

from dogbreed.inference.bundle import available, load_bundle
from dogbreed.inference.engine import CACHE, CompiledNetwork
from dogbreed.inference.ensemble import load_network
from dogbreed.settings import PROJECT, settings

NETWORKS = ["xception", "gate", "cnn", "cnn-study", "cnn-study-30"]
ANSWER = """
import sys
import numpy as np
from dogbreed.dataset.samples import SAMPLES
from dogbreed.imaging.decode import decode
from dogbreed.inference.ensemble import load_network
networks = {name: load_network(name) for name in sys.argv[2:]}
photos = [decode(sample.file.read_bytes()).pixels for sample in SAMPLES]
np.savez(sys.argv[1], **{name: [network.outputs(photo)["logits"] for photo in photos]
                         for name, network in networks.items()})
"""


def answers(file: Path, instructions: str) -> dict[str, np.ndarray]:
    """Logits of every network for the sample photos, on a processor with no more than these instructions."""
    environment = os.environ | {"ONEDNN_MAX_CPU_ISA": instructions}
    subprocess.run([sys.executable, "-c", ANSWER, str(file), *NETWORKS], check=True, env=environment)
    return dict(np.load(file))


@pytest.mark.parametrize("instructions", ["AVX2", "SSE41"])
def test_an_older_processor_answers_as_a_new_one_does(instructions, tmp_path):
    """Where products of int8 overflowed, a logit of Xception was off by more than 1."""
    newest, older = (answers(tmp_path / f"{isa}.npz", isa) for isa in ("DEFAULT", instructions))
    for name in NETWORKS:
        assert older[name].argmax(axis=1).tolist() == newest[name].argmax(axis=1).tolist()
        assert older[name] == pytest.approx(newest[name], abs=0.02 * float(np.ptp(newest[name])))


@pytest.mark.parametrize("name", NETWORKS)
def test_the_weights_of_a_shipped_network_leave_a_bit_unused_so_that_their_products_cannot_overflow(name):
    """Those of depthwise convolutions are multiplied one by one."""
    steps = openvino.Core().read_model(load_bundle(name).graph).get_ordered_ops()
    constants = [step for step in steps if step.get_type_name() == "Constant"]
    weights = [step for step in constants if step.output(0).element_type == openvino.Type.i8]
    added = [step.get_data() for step in weights if reader(step) != "GroupConvolution"]
    assert added
    assert max(int(np.abs(values.astype(int)).max()) for values in added) <= 64


def reader(constant: openvino.Node) -> str:
    """Type of the layer that multiplies with a constant."""
    step = constant
    while (kind := step.get_type_name()) not in {"Convolution", "GroupConvolution", "MatMul"}:
        step = next(iter(step.output(0).get_target_inputs())).get_node()
    return str(kind)


def test_every_shipped_network_with_weights_is_tested_here():
    assert {name for name in available() if load_bundle(name).graph.exists()} == set(NETWORKS), settings().models_dir


def test_a_compiled_network_that_was_cut_off_while_it_was_stored_is_compiled_again(tmp_path, monkeypatch):
    monkeypatch.setenv("DOGBREED_CACHE_DIR", str(tmp_path))
    settings.cache_clear()
    graph, photo = load_bundle("cnn-study").graph, np.zeros((224, 224, 3), np.float32)
    first = CompiledNetwork(graph, 1)(photo)
    (stored,) = (tmp_path / CACHE).glob("*.blob")
    content = stored.read_bytes()
    stored.unlink()
    stored.write_bytes(content[: len(content) // 2])
    again = CompiledNetwork(graph, 1)(photo)
    settings.cache_clear()
    assert np.array_equal(again["logits"], first["logits"])


LOAD = "from dogbreed.inference.ensemble import load_network; load_network('cnn-study', 1)"


def test_processes_that_compile_the_same_network_at_once_do_not_disturb_each_other(tmp_path):
    surroundings = os.environ | {"DOGBREED_CACHE_DIR": str(tmp_path)}
    started = [subprocess.Popen([sys.executable, "-c", LOAD], env=surroundings, cwd=PROJECT) for _ in range(4)]
    assert [process.wait() for process in started] == [0] * 4
    assert len(list((tmp_path / CACHE).glob("*.blob"))) == 1


def test_without_a_folder_that_can_be_written_nothing_is_stored_and_it_answers_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file where the folder should be")
    monkeypatch.setattr("dogbreed.inference.engine.settings", lambda: SimpleNamespace(cache_dir=tmp_path / "cache"))
    assert CompiledNetwork(load_bundle("cnn-study").graph, 1)(np.zeros((224, 224, 3), np.float32))["logits"].shape == (
        120,
    )


def test_the_locale_of_the_process_is_as_before_after_two_networks_were_loaded_side_by_side():
    before = locale.setlocale(locale.LC_ALL)
    for _ in range(5):
        load_network("served")
        assert locale.setlocale(locale.LC_ALL) == before
