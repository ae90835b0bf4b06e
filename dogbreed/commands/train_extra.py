"""The extra `train`: the packages that training and the checks of the dataset need, and the app does not."""

from importlib.util import find_spec

MODULES = ("cleanlab", "imagehash", "keras", "optuna", "sklearn", "tensorflow")


def check_installed() -> None:
    """See in a millisecond that the whole extra is there; importing TensorFlow takes seconds.

    Raises:
        ModuleNotFoundError: One of the modules is not installed.
    """
    for module in MODULES:
        if find_spec(module) is None:
            raise ModuleNotFoundError(name=module)


def how_to_install(missing: ModuleNotFoundError) -> str | None:
    """The sentence for a module of this extra that is not installed; None for any other module."""
    module = (missing.name or "").partition(".")[0]
    if module not in MODULES:
        return None
    return (
        f"This command needs {module}, which is not installed: `pip install 'dogbreed[train]'`, or "
        "`pip install -e '.[train]'` in a clone of the repository."
    )
