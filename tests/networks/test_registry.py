"""A network is its own modules and one entry of the registry."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dogbreed.inference.bundle import load_bundle
from dogbreed.networks.registry import REGISTRY, in_order, title
from dogbreed.settings import PROJECT, Settings
from dogbreed.training.recipes import recipe

ALLOWED = {
    "dogbreed/networks/registry.py": "gives the networks their names",
    "dogbreed/networks/xception.py": "is the network",
    "dogbreed/networks/cnn.py": "is the network",
    "dogbreed/networks/cnn_study.py": "is the network",
    "dogbreed/networks/efficientnet_lite.py": "is the network",
    "dogbreed/settings.py": "the default of a setting is shown as it is typed; another test here checks it",
    "dogbreed/benchmarks/pages.py": "has query parameters of pages, as they stand in an address",
}
MADE_UP = """
import ast
import json
from dogbreed.networks.registry import REGISTRY, RegistryEntry, title
REGISTRY["tiny"] = RegistryEntry("Tiny network", "#123456", "A test.", "tests.none:RECIPE", pretrained=True)
import sys
heavy = [name for name in ("tensorflow", "keras", "streamlit") if name in sys.modules]
from typer.testing import CliRunner
from dogbreed.cli import app
from dogbreed.ui.colours import NETWORKS, run_colours
train, export = (CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout for command in
                 ("train", "export"))
refused = CliRunner().invoke(app, ["train", "nothing"]).output
print(json.dumps({"heavy": heavy, "train": train, "export": export, "refused": refused, "title": title("tiny"),
                  "colour": NETWORKS["tiny"], "runs": run_colours(["tiny", "cnn"])}))
"""


def test_a_new_entry_is_all_that_the_command_line_and_the_charts_need():
    shown = subprocess.run([sys.executable, "-c", MADE_UP], cwd=PROJECT, capture_output=True, text=True, check=True)
    found = json.loads(shown.stdout.splitlines()[-1])
    assert found["heavy"] == []
    assert "served|tiny" in found["train"] and "served|tiny" in found["export"]
    assert "xception and gate and tiny" in " ".join(found["train"].split())
    assert "'tiny'" in found["refused"]
    assert (found["title"], found["colour"]) == ("Tiny network", "#123456")
    assert found["runs"] == ["#123456", REGISTRY["cnn"].colour]


@pytest.mark.parametrize("name", [name for name, entry in REGISTRY.items() if entry.recipe])
def test_a_recipe_makes_the_network_of_its_entry(name):
    assert recipe(name).spec.name == name


@pytest.mark.parametrize("name", list(REGISTRY))
def test_the_card_of_a_committed_network_has_the_title_of_the_registry(name):
    assert load_bundle(name).card.title == title(name)


def test_the_network_that_answers_unless_told_otherwise_is_in_the_registry():
    assert Settings.model_fields["model"].default in REGISTRY


def test_names_of_networks_stand_in_the_registry_and_in_few_other_places():
    """Whoever renames or adds a network edits one file; ALLOWED gives the reason of each other place."""
    files = [*(PROJECT / "dogbreed").rglob("*.py"), *(PROJECT / "pages").glob("*.py"), PROJECT / "app.py"]
    holding = {_place(file) for file in files if _literals(file) & set(REGISTRY)}
    assert holding == set(ALLOWED)


def _place(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


def _literals(file: Path) -> set[object]:
    tree = ast.parse(file.read_text())
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_networks_are_listed_in_one_order_and_unknown_ones_last():
    assert in_order(["weak", "served", "cnn", "strong", "xception"]) == ["cnn", "xception", "served", "strong", "weak"]
