"""The layout of `dogbreed/ui`: one folder per page, and shared modules that at least two pages use."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
UI = PROJECT / "dogbreed" / "ui"
PAGES = {page.stem for page in (PROJECT / "pages").glob("*.py")}
SHARED_FOLDERS = {"widgets", "figures"}
ENTRIES = [*(f"pages.{page}" for page in sorted(PAGES)), "app", "dogbreed.cli"]
"""What people start: a shared module serves at least two pages, or the app or the command line as a whole."""


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(PROJECT).with_suffix("").parts)


MODULES = {
    module_name(file): file
    for file in [*PROJECT.glob("dogbreed/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
    if file.name != "__init__.py"
}
SHARED = sorted(
    name
    for name, file in MODULES.items()
    if file.parent == UI or (file.parent.parent == UI and file.parent.name in SHARED_FOLDERS)
)


@cache
def imported(name: str) -> frozenset[str]:
    """The project's modules that a module imports, anywhere in its file."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    return frozenset(found for node in ast.walk(tree) for found in _named(node) if found in MODULES)


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def reached(name: str) -> frozenset[str]:
    """All modules that a module imports, directly or through others."""
    found: set[str] = set()
    left = [name]
    while left:
        new = imported(left.pop()) - found
        found |= new
        left += new
    return frozenset(found)


def page_folder(name: str) -> str | None:
    """The page whose folder holds a module, None for any other module."""
    *_, folder, _ = name.split(".") if name.startswith("dogbreed.ui.") else ("", "", "")
    return folder if folder in PAGES else None


def test_every_folder_belongs_to_a_page_or_is_shared():
    folders = {file.parent.name for file in UI.glob("*/*.py")}
    assert folders == PAGES | SHARED_FOLDERS


def test_only_a_page_and_its_own_folder_import_its_folder():
    own = {name: page_folder(name) or name.removeprefix("pages.") for name in MODULES}
    imports = ((name, found) for name in MODULES for found in imported(name) if page_folder(found))
    assert not [(name, found) for name, found in imports if page_folder(found) != own[name]]


def test_a_shared_module_serves_two_pages_or_an_entry_point():
    uses = {name: [entry for entry in ENTRIES if name in reached(entry)] for name in SHARED}
    pages = {name: [entry for entry in found if entry.startswith("pages.")] for name, found in uses.items()}
    assert not [name for name in SHARED if len(pages[name]) < 2 and len(uses[name]) == len(pages[name])]


def test_strings_that_explain_a_constant_do_not_appear_on_a_page():
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["magicEnabled"] is False
