"""The precisions a network can be exported in."""

from enum import StrEnum


class Precision(StrEnum):
    """How weights are stored and computed with.

    `float16` stores halves and computes in float32, `dynamic` stores int8 and quantises activations on the fly, `int8`
    computes in int8 throughout, with ranges taken from representative photos.
    """

    FLOAT32 = "float32"
    FLOAT16 = "float16"
    DYNAMIC = "dynamic"
    INT8 = "int8"
