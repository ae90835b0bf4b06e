"""CSV tables of measured figures in the folder of a network."""

from dataclasses import dataclass

import pandas as pd

from dogbreed.dataset.csv_table import read_table, write_table
from dogbreed.inference.bundle import Bundle


@dataclass(frozen=True)
class BundleTable:
    """A table that `python -m dogbreed evaluate NETWORK` writes and that pages and model cards read.

    Attributes:
        file: Its name in the network's folder.
        columns: The columns that it must have, in order.
        content: What it holds, for error messages: "answers to photos without dogs".
        option: The option of `evaluate` that measures it; empty if no option is needed.
    """

    file: str
    columns: tuple[str, ...]
    content: str
    option: str = ""

    def write(self, table: pd.DataFrame, bundle: Bundle) -> None:
        """Write the table into the network's folder, figures rounded to five decimals."""
        write_table(table.round(5), bundle.folder / self.file)

    def load(self, bundle: Bundle) -> pd.DataFrame | None:
        """The stored table, None if it has not been measured.

        Raises:
            DogbreedError: The file is damaged.
        """
        path = bundle.folder / self.file
        command = f"python -m dogbreed evaluate {bundle.card.name} {self.option}".rstrip()
        return read_table(path, self.columns, self.content, f"`{command}` makes them again.") if path.exists() else None
