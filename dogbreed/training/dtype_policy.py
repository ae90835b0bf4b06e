"""The numbers that a training computes with: bfloat16 where the processor multiplies them, which is much faster."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keras

CPU_FACTS = Path("/proc/cpuinfo")
FLAGS = {"avx512_bf16", "amx_bf16"}


def fastest() -> str:
    """Keras's policy that suits the processor: "mixed_bfloat16", with weights and sums in float32, or "float32"."""
    known = set(CPU_FACTS.read_text().split()) if CPU_FACTS.exists() else set()
    return "mixed_bfloat16" if known & FLAGS else "float32"


@contextmanager
def computing_in(policy: str) -> Iterator[None]:
    """Layers that are made in this block compute so."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)
