import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from dogbreed.benchmarks import page_loads
from dogbreed.breeds import breed
from dogbreed.dataset.index import load_index
from dogbreed.errors import DogbreedError
from tests.browser.server import serve
from tests.dataset.collection import serving

PATIENCE = 60_000
"""Milliseconds that a step may take on a busy machine."""


PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with page_loads.browser() as started:
            expect.set_options(timeout=PATIENCE)
            yield started
    except DogbreedError as missing:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server for all journeys."""
    with serve(tmp_path_factory.mktemp("server")) as address:
        yield address


WHOLE = {"n02106662": "tan", "n02092002": "grey", "n02090721": "brown"}
"""German shepherd, Scottish deerhound and Irish wolfhound."""


@pytest.fixture(scope="session")
def with_photos(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that reaches a collection of all photos of three breeds and one of each other."""
    index = load_index()
    with serving() as collection:
        one = index[index["split"] == "test"].groupby("wnid").head(1)
        known = pd.concat([index[index["wnid"].isin(WHOLE)], one[~one["wnid"].isin(WHOLE)]])
        for file, wnid in known[["file", "wnid"]].itertuples(index=False):
            collection.add(f"{breed(wnid).dog_ceo}/{file.rpartition('/')[2]}", WHOLE.get(wnid, "white"))
        folder = tmp_path_factory.mktemp("photos")
        images, api = collection.images, collection.api
        with serve(folder, DOGBREED_DOG_CEO_IMAGES=images, DOGBREED_DOG_CEO_API=api) as address:
            yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    yield page
    page.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(**PHONE)
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    yield page
    page.close()
