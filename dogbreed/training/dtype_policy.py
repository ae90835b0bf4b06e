"""Keras dtype policies: mixed precision with bfloat16 on graphics cards and on processors that support it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keras

CPU_INFO = Path("/proc/cpuinfo")
FLAGS = {"avx512_bf16", "amx_bf16"}


def fastest_dtype_policy() -> str:
    """The fastest dtype policy of this machine: "mixed_bfloat16" (weights and sums in float32) or "float32"."""
    if any(device.startswith("gpu") for device in keras.distribution.list_devices()):
        return "mixed_bfloat16"
    flags = set(CPU_INFO.read_text().split()) if CPU_INFO.exists() else set()
    return "mixed_bfloat16" if flags & FLAGS else "float32"


@contextmanager
def use_dtype_policy(policy: str) -> Iterator[None]:
    """Layers that are created in this block use the policy."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)
