"""A Keras network as an OpenVINO network: two files, the graph (.xml) and its weights (.bin).

TensorFlow, OpenVINO's converter and NNCF are imported when a network is converted: the command line offers the
precisions without them.
"""

# ruff: noqa: PLC0415
import logging
import os
import tempfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import keras
    import openvino


class Precision(StrEnum):
    """How weights are stored and computed with.

    `int8` stores and computes in 8 bits, with ranges taken from representative photos; see `quantised`.
    """

    FLOAT32 = "float32"
    INT8 = "int8"


def export(
    network: "keras.Model",
    file: Path,
    precision: Precision,
    representative: Iterable[np.ndarray] = (),
    input_size: int | None = None,
) -> None:
    """Convert a network for one photo at a time and write it; its outputs keep their names.

    Args:
        network: From one image input to a dictionary of outputs.
        file: The graph's file, with the suffix `.xml`; the weights are written beside it, last, with the suffix `.bin`.
        representative: Network inputs, float32 [size, size, 3], to take the ranges of `int8` from.
        input_size: Side of the square photo in pixels, for a network that takes any.
    """
    import openvino

    model = converted(network, input_size)
    if precision is Precision.INT8:
        model = quantised(model, representative)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        written = Path(folder) / file.name
        openvino.save_model(model, written, compress_to_fp16=precision is not Precision.FLOAT32)
        for suffix in (".xml", ".bin"):
            written.with_suffix(suffix).replace(file.with_suffix(suffix))


def converted(network: "keras.Model", input_size: int | None = None) -> "openvino.Model":
    """A network as an OpenVINO model in float32, see `export`.

    OpenVINO's front end is called directly, since `openvino.convert_model` reports its use over the network.
    """
    import keras
    from openvino.frontend import FrontEndManager

    height, width, channels = network.input.shape[1:]
    shape = (1, input_size or height, input_size or width, channels)
    signature = [keras.InputSpec(shape=shape, dtype="float32", name="photo")]
    with tempfile.TemporaryDirectory() as folder:
        network.export(folder, format="tf_saved_model", input_signature=signature, verbose=False)
        front_end = FrontEndManager().load_by_framework("tf")
        return front_end.convert(front_end.load(folder))


def quantised(model: "openvino.Model", representative: Iterable[np.ndarray]) -> "openvino.Model":
    """Quantise a model to int8 after training, with NNCF (Kozlov et al. 2020).

    Processors without VNNI instructions add the products of int8 in 16 bits, which overflow. `OverflowFix.ENABLE`
    therefore leaves a bit of each weight unused, so that the network answers alike on every processor; the weights of
    depthwise convolutions, whose products are not added in pairs, use all bits. Means over positions stay in float32:
    the evidence adds up to the logits.

    Args:
        model: In float32.
        representative: Network inputs, float32 [size, size, 3].
    """
    os.environ["NNCF_CI"] = "1"  # otherwise NNCF reports its use over the network
    import nncf

    logging.getLogger("nncf").setLevel(logging.WARNING)
    photos: list[Any] = [photo[np.newaxis] for photo in representative]
    return nncf.quantize(
        model,
        nncf.Dataset(photos),
        preset=nncf.QuantizationPreset.MIXED,
        subset_size=len(photos),
        ignored_scope=nncf.IgnoredScope(types=["ReduceMean"], validate=False),
        advanced_parameters=nncf.AdvancedQuantizationParameters(overflow_fix=nncf.OverflowFix.ENABLE),
    )
