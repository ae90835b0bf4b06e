import pytest

from dogbreed.batch.photo_file import PhotoFile, refused
from dogbreed.batch.teaching import in_words, memory_of, teaching_photos
from dogbreed.breeds import BREEDS
from dogbreed.dataset.samples import SAMPLES
from dogbreed.inference.ensemble import load_network
from dogbreed.inference.taught import LessonError, lesson
from tests.pages.real import dog

CAT = next(sample for sample in SAMPLES if not sample.wnid)


@pytest.fixture(scope="module")
def network():
    return load_network("served")


def photo(name: str, number: int) -> PhotoFile:
    return PhotoFile(name, lambda: dog(number))


def test_what_cannot_be_learned_is_left_out_with_its_reason(network):
    done: list[int] = []
    files = [
        photo("rex.jpg", 0),
        photo("again.jpg", 0),
        PhotoFile("cat.webp", CAT.file.read_bytes),
        PhotoFile("notes.jpg", lambda: b"Dear diary"),
        refused("gone.jpg", "It is gone."),
        photo("cut.jpg", 1),
        photo("other.jpg", 200),
    ]
    found = teaching_photos(files, network, done.append)
    assert found.names == ["rex.jpg", "other.jpg"]
    reasons = dict(found.refused)
    assert reasons["again.jpg"] == "The same photo as rex.jpg."
    assert reasons["cut.jpg"] == "Nearly the same photo as rex.jpg."
    assert "No dog found" in reasons["cat.webp"]
    assert reasons["gone.jpg"] == "It is gone."
    assert reasons["notes.jpg"]
    assert done == [1, 2, 3, 4, 5, 6, 7]


def test_five_hundred_photos_are_refused_before_one_is_read(network):
    files = [PhotoFile(f"{number}.jpg", lambda: pytest.fail("read")) for number in range(500)]
    with pytest.raises(LessonError, match="500 photos are too many: choose 3 to 20"):
        teaching_photos(files, network)


def test_a_network_without_a_memory_cannot_be_taught():
    with pytest.raises(LessonError, match="Xception has no memory of dogs"):
        memory_of(load_network("xception"))


def test_the_lesson_says_how_well_the_dog_is_told_apart(network):
    found = teaching_photos([photo(str(number), number) for number in (0, 120, 200, 280)], network)
    words = in_words(lesson("Rex", found.embeddings, memory_of(network)))
    assert "“Rex”: " in words
    assert "photos of other dogs would be taken for it" in words
    shepherd = next(breed for breed in BREEDS if breed.name == "German shepherd")
    assert f"It looks like {shepherd.with_article}" in words
