"""What a visitor waits for on every page: the first view, the script after an interaction, and what jumps meanwhile."""

import logging
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from dogbreed.benchmarks.app_server import serve
from dogbreed.benchmarks.page_loads import NARROW, WIDE, PageLoad, browser, load
from dogbreed.errors import DogbreedError
from dogbreed.progress import ProgressCallback, no_progress
from dogbreed.settings import INSTALLED, PROJECT

ROUNDS = 3
CLICK = object()
"""Stands for a click on a button."""
WARM_UP = 5
"""Seconds after which a server has loaded its networks."""
WARNS_OUTSIDE_A_SERVER = "streamlit.runtime.scriptrunner_utils.script_run_context"
PAGE = re.compile(r'st\.Page\("pages/(\w+)\.py", title="([^"]+)"(.*)\)')

Interactions = Sequence[tuple[str, Sequence[Any]]]
"""Keys of widgets with values. A tuple: choices, each of them in every round. A list: one value per round, which was
not there before, so that nothing that was computed for an earlier one answers."""

PAGES: Mapping[str, Interactions] = {
    "start": [("reveal", (True, False))],
    "identify": [("german-shepherd.webp", (CLICK,)), ("evidence", (True, False)), ("clear", (CLICK,))],
    "teach": [],
    "breed": [("breed-shown", ["n02090721", "n02085620", "n02110185", "n02109961"])],
    "dataset": [
        ("breed", ("Terriers", "n02085620", None)),
        ("split", ("test", "train", None)),
        ("dogs", (2, None)),
        ("view", ("Kennel groups", "Sizes", "Dogs", "Breeds")),
        ("page", (2, 1715, 1)),
        ("sort", ("Fewest first", "Most photos first")),
        ("fill", [(10, 60), (0, 90), (20, 80), (5, 70)]),
        ("fill", ((0, 100),)),
        ("oddity", ("Tiny photos", "Implausible boxes", "Near-duplicates")),
    ],
    "preparation": [
        ("rotation", [0.0, 40.0, 25.0, 5.0]),
        ("zoom", [0.4, 0.3, 0.2, 0.5]),
        ("contrast", [0.9, 0.7, 0.5, 0.3]),
        ("seed", [2, 3, 4, 5]),
        ("network", ("xception", "cnn")),
        ("preparation-source", ("cat.webp", "german-shepherd.webp")),
    ],
    "architectures": [
        ("architectures-filter-xception", [3, 8, 17, 29]),
        ("architectures-first", ("cnn", "xception")),
        ("architectures-source", ("cat.webp", "german-shepherd.webp")),
        ("architectures-network", ("cnn", "cnn-study", "gate", "xception")),
    ],
    "runs": [
        ("drawn-metric", ("validation_cross_entropy", "validation_top1")),
        ("over-minutes", (True, False)),
        ("looked-at-setting", ("learning_rate", "stride", "pool")),
    ],
    "compare": [
        ("compared-breed", ["n02092002", "n02085620", "n02110185", "n02109961"]),
        ("across", ("Our CNN", "Xception")),
        ("compare-minutes", (True, False)),
    ],
    "live": [],
    "guess": [(key, (CLICK,)) for key in ("start", *("option-1", "next") * 10, "another")],
    "stress": [
        ("turned", [30.0, 90.0, -45.0, 135.0]),
        ("blur", [2.0, 4.0, 1.0, 3.0]),
        ("covered", [0.2, 0.4, 0.1, 0.3]),
        ("damage", ("Blur", "Rotation")),
        ("damaged-measure", ("ece", "top1")),
    ],
    "mistakes": [
        ("breed", ("n02092002", "Sighthounds", None)),
        ("answer", ("n02090721", None)),
        ("view", ("Matrix", "Most confused")),
        ("threshold", [20, 80, 35, 65]),
        ("compare_with", ("cnn", None)),
        ("network", ("xception", "cnn", "served")),
    ],
    "look_alikes": [
        ("one", ("n02109961", "n02085620", "n02092002")),
        ("other", ("n02110185", "n02111889", "n02090721")),
    ],
}


@dataclass(frozen=True)
class PageFigures:
    """What was measured on a page.

    Attributes:
        title: As the app's menu names it.
        scripts: Seconds of script after each interaction.
        loads: The page in a wide window, by the first visitor of a server that has started, and then in a narrow one,
            by the second; empty without a browser.
    """

    title: str
    scripts: Sequence[float]
    loads: Sequence[PageLoad] = ()


def measure(report: ProgressCallback = no_progress) -> tuple[list[PageFigures], str]:
    """Measure all pages, in the order of the app's menu.

    Args:
        report: Called after each page.

    Returns:
        The figures, and why some of them are missing, as a sentence, or "".

    Raises:
        DogbreedError: dogbreed was installed from a wheel, which does not contain the pages.
        RuntimeError: A page failed after an interaction, or the server did not start.
    """
    if INSTALLED:
        raise DogbreedError("The pages are in the repository, not in the wheel: run this in a clone.")
    pages, missing = listed(), ""
    try:
        loads = _loads(list(pages), report)
    except DogbreedError as problem:
        loads, missing = {}, str(problem)
    found = []
    for done, (page, (title, _)) in enumerate(pages.items(), 1):
        found.append(PageFigures(title, list(_timed(page, PAGES.get(page, ()))), loads.get(page, ())))
        report("Interactions", done, len(pages))
    return found, missing


def listed() -> dict[str, tuple[str, str]]:
    """Title and address ("dataset"; the default page's is empty) by name of the page's file, as `app.py` lists them."""
    found = PAGE.findall((PROJECT / "app.py").read_text(encoding="utf-8"))
    return {page: (title, "" if "default=True" in options else page) for page, title, options in found}


def _loads(pages: Sequence[str], report: ProgressCallback) -> dict[str, list[PageLoad]]:
    """Each page by two new visitors of one server.

    Raises:
        DogbreedError: There is no browser.
    """
    found: dict[str, list[PageLoad]] = {}
    with browser() as chromium, tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "log") as (address, _):
        time.sleep(WARM_UP)
        for done, (page, (_, path)) in enumerate(listed().items(), 1):
            found[page] = [load(chromium, f"{address}/{path}", window) for window in (WIDE, NARROW)]
            report("First views", done, len(pages))
    return found


def _timed(page: str, interactions: Interactions) -> Iterator[float]:
    """Seconds that the script takes after each interaction of every round but the first, which loads the networks.

    The whole page runs, also where a fragment would run alone in a browser.
    """
    logging.getLogger(WARNS_OUTSIDE_A_SERVER).disabled = True
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120).run()
    app.switch_page(f"pages/{page}.py").run()
    for number in range(ROUNDS + 1):
        for key, values in interactions:
            for value in values[number : number + 1] if isinstance(values, list) else values:
                if not _set(app, key, value):
                    continue
                start = time.perf_counter()
                app.run()
                taken = time.perf_counter() - start
                if app.exception:
                    raise RuntimeError(f"{page}: {key} = {value}: {app.exception[0].message}")
                if number:
                    yield taken


def _set(app: AppTest, key: str, value: Any) -> bool:
    """Give a widget its value, or click a button; False if there is no such button, as in a round without photos."""
    if value is not CLICK:
        app.session_state[key] = value
        return True
    found = [button for button in app.button if button.key == key]
    for button in found:
        button.click()
    return bool(found)
