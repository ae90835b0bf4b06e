from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.settings import settings

APP = Path(__file__).resolve().parents[2] / "app.py"


@pytest.fixture
def no_photos(monkeypatch, tmp_path):
    """Neither the dataset nor Dog CEO is there."""
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DOGBREED_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DOGBREED_DOG_CEO_API", "http://127.0.0.1:9/api")
    monkeypatch.setenv("DOGBREED_DOG_CEO_IMAGES", "http://127.0.0.1:9/breeds")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def start_page(no_photos: None) -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=120).run()


@pytest.fixture
def identify_page(start_page: AppTest) -> AppTest:
    return start_page.switch_page("pages/identify.py").run()
