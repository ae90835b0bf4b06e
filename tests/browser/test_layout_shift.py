"""Nothing that a visitor looks at jumps away while a page loads."""

import pytest
from playwright.sync_api import Browser

from dogbreed.benchmarks.page_loads import NARROW, WIDE, load
from dogbreed.benchmarks.pages import listed

MOST = 0.1
"""Cumulative layout shift that web.dev calls good."""
LOADS = 5
"""Loads of which one has to stay below it; a page that jumps by itself jumps at each."""


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["laptop", "phone"])
@pytest.mark.parametrize("page", listed())
def test_nothing_jumps_while_a_page_loads(browser: Browser, address: str, page: str, window: tuple[int, int]) -> None:
    """Where other tests use the processors, a browser draws a page in more steps: one good load is enough."""
    _, path = listed()[page]
    loads = (load(browser, f"{address}/{path}", window) for _ in range(LOADS))
    for found in loads:
        if found.layout_shift <= MOST:
            break
    assert found.layout_shift <= MOST, "\n".join(f"{score:.3f}: {moved}" for score, moved in found.shifts)


def test_what_jumps_is_found_and_named(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("page") / "jump.html"
    file.write_text(
        """<div data-test-script-state="notRunning"><div data-testid="stMain"><div id="late"></div>
        <h1 data-testid="stHeading">Dogs</h1></div></div>
        <script>setTimeout(() => document.getElementById('late').style.height = '400px', 200)</script>"""
    )
    found = load(browser, file.as_uri(), WIDE)
    assert found.layout_shift > 0.01
    assert any('stHeading "Dogs"' in moved for _, moved in found.shifts)
