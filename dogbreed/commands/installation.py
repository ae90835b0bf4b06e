"""What an installation may lack: the packages of the extra `train`, and in a wheel a place to write."""

from importlib.util import find_spec
from pathlib import Path

from dogbreed import settings
from dogbreed.errors import DogbreedError

MODULES = ("cleanlab", "imagehash", "keras", "nncf", "optuna", "sklearn", "tensorflow")
OTHER_MODELS = "copy the networks that you need to another folder, and name it with DOGBREED_MODELS_DIR."


def check_installed() -> None:
    """See in a millisecond that the whole extra is there; importing TensorFlow takes seconds.

    Raises:
        ModuleNotFoundError: One of the modules is not installed.
    """
    for module in MODULES:
        if find_spec(module) is None:
            raise ModuleNotFoundError(name=module)


def how_to_install(missing: ModuleNotFoundError) -> str | None:
    """The sentence for a module of the extra that is not installed; None for any other module."""
    module = (missing.name or "").partition(".")[0]
    if module not in MODULES:
        return None
    return (
        f"This command needs {module}, which is not installed: `pip install 'dogbreed[train]'`, or "
        "`pip install -e '.[train]'` in a clone of the repository."
    )


def check_writable(target: Path, instead: str = OTHER_MODELS) -> None:
    """Check that a command does not change the package that was installed from a wheel.

    Args:
        target: File or folder that the command writes.
        instead: What to do, for the error message.

    Raises:
        DogbreedError: The target is in the installed package.
    """
    if settings.INSTALLED and target.resolve().is_relative_to(settings.PACKAGE):
        raise DogbreedError(f"{target} belongs to the installed package, which stays as it is: {instead}")
