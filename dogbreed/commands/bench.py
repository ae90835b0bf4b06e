"""`python -m dogbreed bench`: speed, memory, file size and accuracy of serving."""

# ruff: noqa: PLC0415
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group
from rich.progress import MofNCompleteColumn
from rich.table import Column, Table

from dogbreed.commands.installation import check_writable
from dogbreed.networks.registry import ENSEMBLE, IMAGENET_FILTER, XCEPTION
from dogbreed.settings import INSTALLED, settings

VISITORS = 50
"""Of the load beside the comparison."""

if TYPE_CHECKING:
    from rich.markdown import Markdown

SERVING_ROWS = (
    ("process start to first answer", "first_answer", "{:.2f} s", False),
    ("p50 per photo", "p50", "{:.3f} s", False),
    ("p95 per photo", "p95", "{:.3f} s", False),
    ("photos per second, 1 caller", "rate_1", "{:.1f}", True),
    ("photos per second, 4 callers", "rate_4", "{:.1f}", True),
    ("photos per second, 8 callers", "rate_8", "{:.1f}", True),
    ("peak memory", "memory", "{:.0f} MB", False),
)

PAGE_COLUMNS = ("first view", "2nd visitor", "CLS 1400", "CLS 390", "runs", "p50", "p95")
PAGE_CAPTION = "CLS: cumulative layout shift by width in px. Runs: interactions and the time of their scripts."


def bench(
    precisions: Annotated[
        bool,
        typer.Option(
            "--precisions",
            help="Compare the export precisions of Xception: size, latency, test accuracy (about an hour).",
        ),
    ] = False,
    mistakes: Annotated[
        bool, typer.Option("--mistakes", help="Time the tables of the Mistakes page on a million made-up predictions.")
    ] = False,
    networks: Annotated[bool, typer.Option("--networks", help="File size and latency of every network.")] = False,
    pages: Annotated[
        bool,
        typer.Option(
            "--pages",
            help="First view, layout shift and script time of interactions of every page (five minutes; the first two "
            "in Chromium, where it is installed).",
        ),
    ] = False,
    visitors: Annotated[
        int,
        typer.Option(
            "--visitors", metavar="N", min=0, help="Start the app and let N visitors upload a photo at the same moment."
        ),
    ] = 0,
    mutations: Annotated[
        int,
        typer.Option(
            "--mutations",
            metavar="N",
            min=0,
            help="Read N damaged copies of good photos within 1 GB of memory; an interrupted run resumes.",
        ),
    ] = 0,
) -> None:
    """Compare the ensemble with the usual way, Keras's `model.predict`, and measure a load; or what an option names."""
    others = {_precisions: precisions, _mistakes: mistakes, _networks: networks, _pages: pages}
    if visitors:
        Console().print(_visitors(visitors))
        return
    if mutations:
        Console().print(_mutations(mutations))
        return
    chosen = next((measure for measure, wanted in others.items() if wanted), None)
    Console().print(chosen() if chosen else _serving())
    if not chosen and not INSTALLED:  # a wheel has no app
        Console().print(_visitors(VISITORS))


def _serving() -> Table:
    from dogbreed.benchmarks.serving import compare
    from dogbreed.dataset.samples import SAMPLES
    from dogbreed.inference.bundle import load_bundle
    from dogbreed.networks import efficientnet_lite, xception

    bundle = load_bundle(ENSEMBLE)
    with tempfile.TemporaryDirectory() as folder:
        keras_folder = Path(folder)
        xception.save_untrained(keras_folder / f"{XCEPTION}.keras", len(bundle.card.classes))
        efficientnet_lite.save_untrained(keras_folder / f"{IMAGENET_FILTER}.keras")
        measured = compare(bundle.folder, keras_folder, SAMPLES[0].file)
    table = Table(title=f"Serving the {bundle.card.title}, {settings().threads} threads")
    for heading in ("", "ratio", "dogbreed", "Keras predict"):
        table.add_column(heading, justify="right" if heading else "left")
    for label, key, form, more_is_better in SERVING_ROWS:
        ours, usual = measured["shipped"][key], measured["usual"][key]
        ratio = ours / usual if more_is_better else usual / ours
        table.add_row(label, f"{ratio:.1f} x better", form.format(ours), form.format(usual))
    return table


def _mistakes() -> Table:
    from dogbreed.benchmarks.mistakes import PHOTOS, measure

    table = Table("", "seconds", title=f"Tables of the Mistakes page, {PHOTOS:,} made-up photos")
    for name, seconds in measure().items():
        table.add_row(name, f"{seconds:.2f}")
    return table


def _networks() -> Table:
    from dogbreed.benchmarks.latency import p50
    from dogbreed.inference.bundle import available, load_bundle

    table = Table("", "MB", "p50 per photo", title=f"Every network, {settings().threads} threads")
    for name in available():
        bundle = load_bundle(name)
        size = f"{bundle.size / 1e6:.1f}" if bundle.size else ""
        table.add_row(name, size, f"{p50(bundle, settings().threads):.0f} ms")
    return table


def _pages() -> Group:
    import numpy as np

    from dogbreed.benchmarks.pages import measure
    from dogbreed.progress import progress

    with progress(MofNCompleteColumn()) as report:
        pages, missing = measure(report)
    table = Table(Column("", no_wrap=True), *PAGE_COLUMNS, title="Pages", caption=PAGE_CAPTION)
    for page in pages:
        views = [f"{load.first_view:.1f} s" for load in page.loads] or ["", ""]
        shifts = [f"{load.layout_shift:.2f}" for load in page.loads] or ["", ""]
        p50, p95 = (f"{1000 * np.percentile(page.scripts, q):.0f} ms" if page.scripts else "" for q in (50, 95))
        table.add_row(page.title, *views, *shifts, str(len(page.scripts)), p50, p95)
    return Group(table, *filter(None, [missing]))


def _visitors(count: int) -> Table:
    from dogbreed.benchmarks.load import measure

    load = measure(count)
    table = Table("", "", title=f"{count} visitors who upload a photo at the same moment, {settings().threads} threads")
    table.add_row("answered", str(load.answered))
    table.add_row("answers per second", f"{load.rate:.1f}")
    table.add_row("the networks alone", f"{load.networks:.1f}, so that the app does {100 * load.share:.0f} % of it")
    table.add_row("wait, p50", f"{load.p50:.2f} s")
    table.add_row("wait, p95", f"{load.p95:.2f} s")
    table.add_row("wait of a visitor who is alone", f"{load.alone:.2f} s")
    if load.cpu is not None and load.memory is not None:
        table.add_row("CPU time per answer", f"{load.cpu:.3f} s, the networks alone {load.networks_cpu:.3f} s")
        table.add_row("memory of the server after a visit to every page", f"{load.memory:.0f} MB")
    return table


def _mutations(count: int) -> Table:
    from dogbreed.benchmarks.mutated_photos import by_format, run

    outcomes = run(count, settings().work_dir / "mutated-photos.jsonl")
    counts = by_format(outcomes)
    results = sorted({result for counter in counts.values() for result in counter})
    slowest, most = max(outcome.seconds for outcome in outcomes), max(outcome.megabytes for outcome in outcomes)
    title = f"{len(outcomes):,} damaged copies of photos, the slowest {slowest:.1f} s, peak memory {most:.0f} MB"
    table = Table("", *results, title=title)
    for kind, counter in sorted(counts.items()):
        table.add_row(kind, *(f"{counter[result]:,}" for result in results))
    return table


def _precisions() -> "Markdown":
    from rich.markdown import Markdown

    from dogbreed.dataset.index import load_index
    from dogbreed.evaluation.model_card import PRECISIONS_FILE, render, write_model_card
    from dogbreed.inference.bundle import load_bundle
    from dogbreed.training.precision_comparison import compare_precisions
    from dogbreed.training.recipes import Workspace

    check_writable(settings().models_dir)
    bundle = load_bundle(XCEPTION)
    compared = compare_precisions(Workspace.of(XCEPTION), load_index(), bundle.card)
    compared.to_csv(bundle.folder / PRECISIONS_FILE, index=False)
    write_model_card(bundle)
    return Markdown(render(bundle))
