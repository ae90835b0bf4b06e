"""The arrows between the folders of the package, as `dogbreed/README.md` draws them."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "dogbreed"
ABOVE = {
    "imaging": ("inference", "evaluation", "dataset", "experiments", "training", "batch", "ui", "commands"),
    "inference": ("evaluation", "training", "experiments", "batch", "ui", "commands"),
    "evaluation": ("training", "ui", "commands"),
    "dataset": ("inference", "evaluation", "training", "ui", "commands"),
    "experiments": ("training", "ui", "commands"),
    "batch": ("training", "ui", "commands"),
    "training": ("ui", "commands"),
}
"""Folders that a folder must not import from."""


def imports(folder: str) -> set[str]:
    """The packages and modules that the files of a folder import anywhere, as dotted names."""
    trees = [ast.parse(file.read_text("utf-8")) for file in (PACKAGE / folder).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


FOLDERS = sorted({file.parent.relative_to(PACKAGE).parts[0] for file in PACKAGE.glob("*/**/*.py")})


@pytest.mark.parametrize(("folder", "above"), ABOVE.items())
def test_a_folder_imports_nothing_from_those_above_it(folder, above):
    forbidden = tuple(f"dogbreed.{name}" for name in above)
    assert not [name for name in imports(folder) if f"{name}.".startswith(tuple(f"{one}." for one in forbidden))]


def test_only_networks_and_training_import_tensorflow():
    users = {folder for folder in FOLDERS if {name.split(".")[0] for name in imports(folder)} & {"tensorflow", "keras"}}
    assert users == {"networks", "training"}


def test_streamlit_is_imported_by_the_app_and_the_benchmark_of_its_pages_alone():
    users = {folder for folder in FOLDERS if "streamlit" in {name.split(".")[0] for name in imports(folder)}}
    assert users == {"ui", "benchmarks"}
