"""What a network says to breeds that it does not know, kept beside the network.

Nobody can photograph all breeds that there are, so each of the 120 is played by itself: heads that have never seen it
answer for its photos, with the second opinion's knowledge of it taken out too.
"""

from collections.abc import Iterable

import pandas as pd

from dogbreed.breeds import Breed
from dogbreed.dataset.csv_table import write_table
from dogbreed.evaluation.beside import load_beside
from dogbreed.evaluation.metrics import Estimate, proportion
from dogbreed.evaluation.verdict_precision import KINDS
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.verdict import Verdict

UNKNOWN_BREEDS_FILE = "unknown_breeds.csv"
COLUMNS = ("wnid", "photos", *map(str, KINDS))


def unknown_breeds(answers: Iterable[tuple[Breed, Verdict]]) -> pd.DataFrame:
    """A row a breed: `wnid`, `photos`, and how many of these got each verdict.

    Args:
        answers: Of each photo the breed, which the network does not know, and the verdict.
    """
    table = pd.DataFrame([(dog.wnid, str(verdict.kind)) for dog, verdict in answers], columns=["wnid", "kind"])
    counts = pd.crosstab(table["wnid"], table["kind"]).reindex(columns=list(map(str, KINDS)), fill_value=0)
    return counts.assign(photos=counts.sum(axis=1)).reset_index()[list(COLUMNS)].rename_axis(columns=None)


def shares(table: pd.DataFrame) -> dict[str, Estimate]:
    """How often each verdict is given, with its 95 % interval."""
    photos = int(table["photos"].sum())
    return {str(kind): proportion(int(table[str(kind)].sum()), photos) for kind in KINDS}


def write_unknown_breeds(table: pd.DataFrame, bundle: Bundle) -> None:
    """Keep it beside the network."""
    write_table(table, bundle.folder / UNKNOWN_BREEDS_FILE)


def load_unknown_breeds(bundle: Bundle) -> pd.DataFrame | None:
    """What was kept, None if it has not been measured.

    Raises:
        DogbreedError: The file is damaged.
    """
    return load_beside(bundle, UNKNOWN_BREEDS_FILE, COLUMNS, "answers to unknown breeds", "--unknown-breeds")
