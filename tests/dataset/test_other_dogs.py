import pytest

from dogbreed.dataset.other_dogs import list_other_dogs
from dogbreed.errors import DogbreedError


@pytest.fixture
def folder(tmp_path):
    for kind, breed in (("other_breeds", "akita"), ("mixed_breeds", "goldendoodle")):
        (tmp_path / kind / breed).mkdir(parents=True)
        (tmp_path / kind / breed / "1.jpg").write_bytes(b"photo")
        (tmp_path / kind / "sources.csv").write_text(f"file,breed,repo\n{breed}/1.jpg,{breed},somebody/dogs\n")
    return tmp_path


def test_both_folders_are_listed_with_breed_source_and_mix(folder):
    assert list_other_dogs(folder).to_dict("records") == [
        {"file": "other_breeds/akita/1.jpg", "breed": "akita", "source": "somebody/dogs", "mix": False},
        {"file": "mixed_breeds/goldendoodle/1.jpg", "breed": "goldendoodle", "source": "somebody/dogs", "mix": True},
    ]


def test_what_is_missing_is_named(folder, tmp_path):
    (folder / "other_breeds" / "akita" / "1.jpg").unlink()
    with pytest.raises(DogbreedError, match=r"1 photos are missing .* other_breeds/akita/1\.jpg"):
        list_other_dogs(folder)
    with pytest.raises(DogbreedError, match=r"sources\.csv is missing"):
        list_other_dogs(tmp_path / "nowhere")


def test_a_breed_without_a_name_is_refused(folder):
    (folder / "other_breeds" / "sources.csv").write_text("file,breed,repo\nakita/1.jpg,unheard-of,somebody/dogs\n")
    with pytest.raises(DogbreedError, match="no name for unheard-of"):
        list_other_dogs(folder)
