import pytest

from dogbreed.breeds import breed
from dogbreed.dataset import stage as stage_module
from dogbreed.dataset.files import staged_path
from dogbreed.dataset.stage import stage
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings
from tests.dataset.collection import photo
from tests.dataset.small_dataset import FILES, make_dataset


@pytest.fixture(autouse=True)
def quick(collection, monkeypatch, tmp_path):
    """A machine without the dataset, on which a failed request is sent again at once."""
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DOGBREED_DOG_CEO_IMAGES", collection.images)
    monkeypatch.setattr(stage_module, "AGAIN", stage_module.AGAIN.new(backoff_factor=0))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "data"


def path(file: str) -> str:
    return f"{breed(file[:9]).dog_ceo}/{file.rpartition('/')[2]}"


def test_photos_come_from_dog_ceo_and_stay(collection, target):
    for file in FILES:
        collection.add(path(file))
    reports = []
    assert stage(FILES, target, lambda *report: reports.append(report)) == 3
    assert [staged_path(target, file).read_bytes() for file in FILES] == [photo()] * 3
    assert reports == [("photos for a talk", done, 3) for done in (1, 2, 3)]


def test_what_is_there_is_not_fetched_again(collection, target):
    collection.add(path(FILES[0]))
    stage(FILES[:1], target)
    collection.add(path(FILES[1]))
    assert stage(FILES[:2], target) == 2
    assert collection.hits == [f"/breeds/{path(file)}" for file in FILES[:2]]


def test_a_photo_that_dog_ceo_lacks_is_left_out(collection, target):
    collection.add(path(FILES[1]))
    assert stage(FILES, target) == 1
    assert not staged_path(target, FILES[0]).exists()


def test_a_failure_is_a_sentence_and_the_next_call_goes_on(collection, target):
    collection.add(path(FILES[0]))
    stage(FILES[:1], target)
    collection.answer = lambda request: request.send_error(500)
    with pytest.raises(DogbreedError, match=r"check the internet connection.*are kept"):
        stage(FILES, target)
    collection.answer = None
    for file in FILES[1:]:
        collection.add(path(file))
    assert stage(FILES, target) == 3


def test_a_server_that_is_busy_for_a_moment_is_asked_again(collection, target):
    collection.add(path(FILES[0]))

    def busy(request):
        collection.answer = None
        request.send_error(503)

    collection.answer = busy
    assert stage(FILES[:1], target) == 1


def test_a_login_page_in_between_is_not_taken_for_a_photo(collection, target):
    collection.photos[path(FILES[0])] = b"<html>Log in"
    with pytest.raises(DogbreedError, match="login"):
        stage(FILES[:1], target)
    assert not staged_path(target, FILES[0]).exists()


def test_with_the_dataset_photos_are_copied_to_another_folder_and_nothing_is_fetched(collection, target, tmp_path):
    make_dataset(target)
    assert stage(FILES, tmp_path / "stick") == 3
    assert staged_path(tmp_path / "stick", FILES[0]).read_bytes() == (target / "Images" / FILES[0]).read_bytes()
    assert stage(FILES, target) == 3
    assert not (target / "stage").exists()
    assert not collection.hits


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DogbreedError, match="cannot be written"):
        stage(FILES, tmp_path / "file")
