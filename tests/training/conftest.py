"""Photos of two breeds, one red and one blue, for whole trainings in seconds."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from dogbreed.breeds import BREEDS
from dogbreed.training.recipes import Workspace

COLOURS = {BREEDS[0].wnid: (200, 40, 40), BREEDS[12].wnid: (40, 40, 200)}
WIDTH, HEIGHT = 60, 40


@pytest.fixture
def workspace(tmp_path: Path, new_store: object) -> Workspace:
    return Workspace(tmp_path / "work" / "network", tmp_path / "data" / "Images", 2)


@pytest.fixture
def index(workspace: Workspace) -> pd.DataFrame:
    """Six training photos and two test photos of each breed."""
    random = np.random.default_rng(0)
    rows = []
    for wnid, colour in COLOURS.items():
        for number in range(8):
            file = workspace.photos / wnid / f"{number}.jpg"
            file.parent.mkdir(parents=True, exist_ok=True)
            noise = random.integers(-30, 30, (HEIGHT, WIDTH, 3))
            Image.fromarray(np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)).save(file)
            split = "train" if number < 6 else "test"
            rows.append((f"{wnid}/{number}.jpg", wnid, split, WIDTH, HEIGHT, np.array([np.array([5, 5, 40, 35])])))
    return pd.DataFrame(rows, columns=["file", "wnid", "split", "width", "height", "boxes"])
