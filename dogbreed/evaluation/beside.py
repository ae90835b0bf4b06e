"""Tables of figures that `evaluate` keeps beside a network."""

import pandas as pd

from dogbreed.dataset.csv_table import read_table
from dogbreed.inference.bundle import Bundle


def load_beside(bundle: Bundle, file: str, columns: tuple[str, ...], what: str, option: str) -> pd.DataFrame | None:
    """A table, None if it has not been measured.

    Args:
        file: Its name in the network's folder.
        columns: That it must have.
        what: What it holds, for the sentence of an error.
        option: Of `python -m dogbreed evaluate`, with which it is made; it may be empty.

    Raises:
        DogbreedError: The file is damaged.
    """
    path = bundle.folder / file
    command = f"python -m dogbreed evaluate {bundle.card.name} {option}".rstrip()
    again = f"`{command}` makes them again."
    return read_table(path, columns, what, again) if path.exists() else None
