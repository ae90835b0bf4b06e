"""How a page appears in a browser: seconds to the first view, and layout shift while it loads."""

import importlib.util
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dogbreed.errors import DogbreedError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
WIDE, NARROW = (1400, 900), (390, 844)
"""Width and height of a laptop's window and of a phone's, px."""
PATIENCE = 120_000
"""Milliseconds that a page may take."""
WATCH = """() => {
    const load = window.pageLoad = {shifts: [], unfinished: 0};
    const named = node => {
        const element = node && (node.closest ? node : node.parentElement);
        const part = element && element.closest('[class*="st-key-"], [data-testid]');
        const key = part && [...part.classList].find(name => name.startsWith('st-key-'));
        return part ? `${key || part.dataset.testid} "${element.textContent.trim().slice(0, 30)}"` : 'page';
    };
    const place = ({x, y, width, height}) => [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver(list => list.getEntries().filter(shift => !shift.hadRecentInput).forEach(shift =>
        load.shifts.push({value: shift.value, moved: shift.sources.map(({node, previousRect, currentRect}) =>
            `${named(node)} from ${place(previousRect)} to ${place(currentRect)}`)})
    )).observe({type: 'layout-shift', buffered: true});
    const inView = element => {
        const {top, bottom, height} = element.getBoundingClientRect();
        return height > 0 && bottom > 0 && top < innerHeight;
    };
    const drawn = () => document.querySelector('[data-test-script-state=notRunning]') && document.querySelector('h1')
        && [...document.querySelectorAll('[data-testid=stSkeleton]')].every(element => !inView(element))
        && [...document.images].every(image => image.complete || !inView(image))
        && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(
            chart => chart.querySelector('.main-svg') || !inView(chart));
    const watch = () => {
        if (!drawn()) load.unfinished = performance.now();
        requestAnimationFrame(watch);
    };
    watch();
}"""
"""Notes layout shifts, and when something in the window was last unfinished: the script, a chart, a photo."""
STILL = "quiet => performance.now() - window.pageLoad.unfinished > quiet"
QUIET = 600
"""Milliseconds without anything unfinished after which a page is complete."""
SCROLL = """() => {
    const main = document.querySelector('[data-testid=stMain]'), before = main.scrollTop;
    main.scrollBy({top: 0.7 * innerHeight, behavior: 'instant'});
    return main.scrollTop > before;
}"""


@dataclass(frozen=True)
class PageLoad:
    """A page as one visitor got it.

    Attributes:
        first_view: Seconds from the navigation until the script has ended and the window shows its charts and photos.
        shifts: Every layout shift from then on to the page's end, which is scrolled to: its score and what moved.
    """

    first_view: float
    shifts: Sequence[tuple[float, str]]

    @property
    def layout_shift(self) -> float:
        """The sum of all scores: at least what browsers report as cumulative layout shift (CLS)."""
        return sum(score for score, _ in self.shifts)


@contextmanager
def browser() -> Iterator["Browser"]:
    """Start an installed Chromium.

    Raises:
        DogbreedError: The driver or the browser is not installed.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None or importlib.util.find_spec("playwright") is None:
        raise DogbreedError(
            "First view and layout shift are measured in a browser: install Chromium, and its driver with "
            "`pip install playwright`."
        )
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


def load(browser: "Browser", address: str, window: tuple[int, int]) -> PageLoad:
    """Open a page as a new visitor and scroll through it.

    Args:
        address: Of the page.
        window: Its width and height, px.
    """
    context = browser.new_context(viewport={"width": window[0], "height": window[1]})
    try:
        page = context.new_page()
        page.add_init_script(f"({WATCH})()")
        page.goto(address, timeout=PATIENCE)
        page.wait_for_function(STILL, arg=QUIET, timeout=PATIENCE)
        first_view = page.evaluate("window.pageLoad.unfinished") / 1000
        while page.evaluate(SCROLL):
            page.wait_for_timeout(100)
            page.wait_for_function(STILL, arg=QUIET / 2, timeout=PATIENCE)
        shifts = page.evaluate("window.pageLoad.shifts")
        return PageLoad(first_view, [(shift["value"], "; ".join(shift["moved"])) for shift in shifts])
    finally:
        context.close()
