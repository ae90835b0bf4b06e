"""A server of the app for browser tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dogbreed.benchmarks import app_server


@contextmanager
def serve(folder: Path, base: str = "", **environment: str) -> Iterator[str]:
    """Run the app, without dataset and without Dog CEO, and hand out its address.

    Args:
        folder: Where it may write.
        base: Path under which it runs, "/dogs", as behind a proxy that serves other things too.
        environment: Variables that it gets besides.
    """
    away = {
        "DOGBREED_DATA_DIR": str(folder / "data"),
        "DOGBREED_CACHE_DIR": str(folder / "cache"),
        "DOGBREED_DOG_CEO_API": "http://127.0.0.1:9/api",
        "DOGBREED_DOG_CEO_IMAGES": "http://127.0.0.1:9/breeds",
    }
    with app_server.serve(folder / "log", base, **away | environment) as (address, _):
        yield address
