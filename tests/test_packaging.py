import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from dogbreed.commands import installation
from dogbreed.dataset.samples import SAMPLES

PROJECT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PYPROJECT["optional-dependencies"]
NOT_FOR_THE_APP = (*installation.MODULES, "flask", "matplotlib", "playwright", "pytest")
"""Flask stands for MLflow's server."""
WITHOUT = f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {NOT_FOR_THE_APP}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
"""
"""Makes a process one of an environment with the app's packages alone."""


def names(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


def run_without(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code, *arguments],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_requirements_txt_names_nothing_but_this_package():
    lines = (PROJECT / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["--editable ."]


ASKED_FOR = {"playwright"}
"""Of the extra `dev`: `bench --pages` says what to install where it is missing, and measures what it can without."""


def test_every_import_of_the_package_is_declared():
    declared = names(PYPROJECT["dependencies"]) | names(EXTRAS["train"]) | ASKED_FOR
    sources = [PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py"), *(PROJECT / "dogbreed").rglob("*.py")]
    imported = {module for source in sources for module in imports(source)} - sys.stdlib_module_names - {"dogbreed"}
    distributions = packages_distributions()
    undeclared = {module for module in imported if not names(distributions[module]) & declared}
    assert not undeclared


def imports(source: Path) -> set[str]:
    """Top-level names of the modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_the_modules_of_the_installation_are_those_it_installs():
    distributions = packages_distributions()
    assert names(name for module in installation.MODULES for name in distributions[module]) == names(EXTRAS["train"])


def test_ci_installs_a_version_of_everything_that_is_declared():
    lines = (PROJECT / ".ci" / "constraints.txt").read_text("utf-8").splitlines()
    locked = [Requirement(line) for line in lines if not line.startswith("#")]
    for declared in map(Requirement, [*PYPROJECT["dependencies"], *EXTRAS["train"], *EXTRAS["dev"]]):
        if declared.name != "dogbreed":
            pins = [pin.specifier for pin in locked if canonicalize_name(pin.name) == canonicalize_name(declared.name)]
            assert pins, f"{declared}: run `make lock`"
            assert all(version_of(pin) in declared.specifier for pin in pins), f"{declared}: run `make lock`"


def version_of(pin: SpecifierSet) -> str:
    (equal,) = pin
    return equal.version


def test_ci_and_make_take_the_oldest_and_the_newest_python_that_the_package_allows():
    allowed = [minor for minor in range(30) if f"3.{minor}" in SpecifierSet(PYPROJECT["requires-python"])]
    tested = re.findall(r"python_of 3\.(\d+)", (PROJECT / ".ci" / "run").read_text("utf-8"))
    assert sorted(map(int, tested)) == [min(allowed), max(allowed)]
    bounds = re.search(r"\(3, (\d+)\) <= .* <= \(3, (\d+)\)", (PROJECT / "Makefile").read_text("utf-8"))
    assert bounds is not None
    assert [int(bound) for bound in bounds.groups()] == [min(allowed), max(allowed)]


def test_every_page_is_drawn_with_the_packages_of_the_app_alone(empty_store, tmp_path):
    pages = [page.relative_to(PROJECT).as_posix() for page in sorted((PROJECT / "pages").glob("*.py"))]
    code = """
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("app.py", default_timeout=120).run()
for page in sys.argv[1:]:
    app.switch_page(page).run()
    assert not app.exception, (page, app.exception[0].message, app.exception[0].stack_trace)
"""
    away = {"DOGBREED_DOG_CEO_API": "http://127.0.0.1:9/api", "DOGBREED_DOG_CEO_IMAGES": "http://127.0.0.1:9/breeds"}
    folders = {"DOGBREED_DATA_DIR": str(tmp_path / "data"), "DOGBREED_CACHE_DIR": str(tmp_path / "cache")}
    done = run_without(code, *pages, **away, **folders, MLFLOW_TRACKING_URI=f"sqlite:///{empty_store.as_posix()}")
    assert done.returncode == 0, done.stderr[-3000:]


def test_a_command_whose_packages_are_missing_says_how_to_install_them(tmp_path):
    commands = ["train xception", "search", "data label-errors", "bench", "bench --precisions"]
    code = """
from dogbreed.cli import main

for command in sys.argv[1:]:
    sys.argv = ["dogbreed", *command.split()]
    try:
        main()
    except SystemExit as end:
        print(end.code)
"""
    folders = {"DOGBREED_DATA_DIR": str(tmp_path / "data"), "DOGBREED_WORK_DIR": str(tmp_path / "build")}
    done = run_without(code, *commands, **folders)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["1"] * len(commands)
    sentences = done.stderr.splitlines()
    assert len(sentences) == len(commands)
    assert all("pip install 'dogbreed[train]'" in sentence for sentence in sentences)


def test_a_missing_module_of_no_extra_stays_an_error():
    assert installation.how_to_install(ModuleNotFoundError(name="numpy")) is None
    assert installation.how_to_install(ModuleNotFoundError("no name")) is None


def test_a_wheel_answers_in_another_folder_and_keeps_out_of_its_own(tmp_path):
    from hatchling.builders.wheel import WheelBuilder

    wheel = next(WheelBuilder(str(PROJECT)).build(directory=str(tmp_path), versions=["standard"]))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DOGBREED_")}

    def python(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        path = {"PYTHONPATH": str(tmp_path / "site")}
        return subprocess.run(
            command, cwd=elsewhere, env=environment | path, capture_output=True, text=True, check=True
        ).stdout

    assert "Very likely a German shepherd" in python("-m", "dogbreed", "predict", str(SAMPLES[0].file))
    facts = "from dogbreed.breed_facts import all_facts; print(len(all_facts()))"
    assert python("-c", facts).strip() == "120"
    fields = "s.data_dir, s.work_dir, s.cache_dir, s.models_dir"
    folders = python("-c", f"from dogbreed.settings import Settings; s = Settings(); print({fields}, sep='\\n')")
    *written, models = map(Path, folders.split())
    assert written == [elsewhere / "data", elsewhere / "build", elsewhere / "build" / "cache"]
    assert models == tmp_path / "site" / "dogbreed" / "models"
    (command,) = (tmp_path / "site").glob("dogbreed-*.dist-info/entry_points.txt")
    assert "dogbreed = dogbreed.__main__:main" in command.read_text("utf-8")
