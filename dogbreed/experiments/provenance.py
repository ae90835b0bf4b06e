"""What code and what data a run had."""

import hashlib
import subprocess
from importlib.metadata import version

from dogbreed.dataset.index import INDEX_FILE
from dogbreed.settings import INSTALLED, PROJECT


def revision() -> str:
    """The git revision of the code ("0a1b2c3d4e5f", "0a1b2c3d4e5f+changes"), or "unknown"; for a wheel its version."""
    if INSTALLED:
        return version("dogbreed")
    command = ["git", "describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=+changes"]
    try:
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def dataset_fingerprint() -> str:
    """SHA-256 of the table of photos."""
    return hashlib.sha256(INDEX_FILE.read_bytes()).hexdigest()
