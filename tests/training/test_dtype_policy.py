import keras
import pytest

from dogbreed.training import dtype_policy


@pytest.mark.parametrize(
    ("facts", "policy"),
    [("flags : fpu sse avx512_bf16\n", "mixed_bfloat16"), ("flags : fpu sse avx2\n", "float32"), (None, "float32")],
)
def test_bfloat16_is_for_processors_that_have_it(facts, policy, tmp_path, monkeypatch):
    file = tmp_path / "cpuinfo"
    if facts:
        file.write_text(facts)
    monkeypatch.setattr(dtype_policy, "CPU_INFO", file)
    assert dtype_policy.fastest_dtype_policy() == policy


def test_layers_outside_the_block_compute_as_before():
    with dtype_policy.use_dtype_policy("mixed_bfloat16"):
        inside = keras.layers.Dense(2)
    assert inside.compute_dtype == "bfloat16"
    assert inside.variable_dtype == keras.layers.Dense(2).compute_dtype == "float32"
