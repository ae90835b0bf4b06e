"""The training photos in the order of `SimilarPhotos.vectors`, and those that are typical of a breed."""

import numpy as np
import pandas as pd

from dogbreed.breeds import Breed
from dogbreed.dataset.index import load_index
from dogbreed.inference.similar import SimilarPhotos
from dogbreed.ui.built_once import built_once


def training_photos() -> pd.DataFrame:
    """`wnid` and `file` of the training photos; shared by all visitors: copy it before changing anything."""
    return _of_training(load_index())


@built_once(1)
def _of_training(index: pd.DataFrame) -> pd.DataFrame:
    return index.loc[index["split"] == "train", ["wnid", "file"]].reset_index(drop=True)


@built_once(240)
def typical_photos(dog: Breed, similar: SimilarPhotos, count: int) -> list[str]:
    """Names of the training photos of a breed that are closest to the mean of its photos in feature space."""
    trained = training_photos()
    rows = similar.typical(np.flatnonzero(trained["wnid"] == dog.wnid), count)
    return trained.iloc[rows]["file"].tolist()
