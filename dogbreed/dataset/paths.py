"""The dataset as its archives unpack: `Images/`, `Annotation/` and the three lists of the official split."""

from pathlib import Path

from dogbreed.errors import DogbreedError

IMAGES = "Images"
ANNOTATION = "Annotation"
LISTS = ("file_list.mat", "train_list.mat", "test_list.mat")


def is_complete(data_dir: Path) -> bool:
    """Whether the dataset is there: five looks at the disk, since a download is renamed into place whole."""
    folders = (data_dir / name for name in (IMAGES, ANNOTATION))
    return all(folder.is_dir() for folder in folders) and all((data_dir / name).is_file() for name in LISTS)


def check_complete(data_dir: Path) -> None:
    """See that the dataset is there.

    Raises:
        DogbreedError: It is not.
    """
    if not is_complete(data_dir):
        raise DogbreedError(
            f"There is no dataset in {data_dir}: run `python -m dogbreed data download` first, "
            "or say where it is with DOGBREED_DATA_DIR."
        )


def photo_path(data_dir: Path, file: str) -> Path:
    """Where the photo "n02085620-Chihuahua/n02085620_10074.jpg" lies."""
    return data_dir / IMAGES / file


def annotation_path(data_dir: Path, file: str) -> Path:
    """Where the size and the boxes of a photo lie: a file of the photo's name without its ending."""
    return (data_dir / ANNOTATION / file).with_suffix("")
