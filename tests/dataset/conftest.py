"""A made-up Dog CEO collection on this machine."""

from collections.abc import Iterator

import pytest

from tests.dataset.collection import Collection, serving


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def collection() -> Iterator[Collection]:
    with serving() as collection:
        yield collection
