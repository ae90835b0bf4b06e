"""`python -m dogbreed bench`: how fast and how large serving is."""

# ruff: noqa: PLC0415
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dogbreed.settings import settings

ROWS = (
    ("process start to first answer", "first_answer", "{:.2f} s", False),
    ("p50 a photo", "p50", "{:.3f} s", False),
    ("p95 a photo", "p95", "{:.3f} s", False),
    ("photos a second, 1 caller", "rate_1", "{:.1f}", True),
    ("photos a second, 4 callers", "rate_4", "{:.1f}", True),
    ("photos a second, 8 callers", "rate_8", "{:.1f}", True),
    ("peak memory", "memory", "{:.0f} MB", False),
)


def bench(
    photo: Annotated[Path | None, typer.Option(help="Photo to answer for.", show_default="a sample")] = None,
) -> None:
    """Compare the shipped way to serve Xception with Keras's `model.predict`, side by side."""
    import tempfile

    from dogbreed.benchmarks.serving import compare
    from dogbreed.dataset.samples import SAMPLES
    from dogbreed.inference.bundle import load_bundle
    from dogbreed.networks.xception import save_untrained

    bundle = load_bundle("xception")
    with tempfile.TemporaryDirectory() as folder:
        keras_file = Path(folder) / "xception.keras"
        save_untrained(keras_file, len(bundle.card.classes))
        measured = compare(bundle.folder, keras_file, photo or SAMPLES[0].file)
    table = Table(title=f"Serving Xception, {settings().threads} threads")
    for heading in ("", "ratio", "dogbreed", "Keras predict"):
        table.add_column(heading, justify="left" if not heading else "right")
    for label, key, form, more_is_better in ROWS:
        ours, usual = measured["shipped"][key], measured["usual"][key]
        ratio = ours / usual if more_is_better else usual / ours
        table.add_row(label, f"{ratio:.1f} x better", form.format(ours), form.format(usual))
    Console().print(table)
