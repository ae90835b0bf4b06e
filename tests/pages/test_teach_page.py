import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.dataset.samples import SAMPLES
from dogbreed.ui.taught_dogs import KEY
from tests.pages.conftest import APP
from tests.pages.real import dog

JPEG = "image/jpeg"
NUMBERS = (0, 120, 200, 280)


@pytest.fixture
def teach_page() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/teach.py").run()


def teach(page: AppTest, name: str, *files: tuple[str, bytes]) -> AppTest:
    page.text_input[0].set_value(name)
    page.file_uploader[0].set_value([(file, data, JPEG) for file, data in files])
    page.button[0].click().run()
    assert not page.exception
    return page


def shepherds(numbers: tuple[int, ...] = NUMBERS) -> list[tuple[str, bytes]]:
    return [(f"{number}.jpg", dog(number)) for number in numbers]


def words(page: AppTest) -> str:
    return " ".join(element.value for element in [*page.markdown, *page.success, *page.error])


def test_the_empty_page_says_what_to_do(teach_page):
    assert not teach_page.exception
    assert "Nothing has been taught yet" in words(teach_page)
    assert "3 to 20 photos of it" in [uploader.label for uploader in teach_page.file_uploader]


def test_a_taught_dog_is_named_in_new_answers_and_in_those_that_are_there(teach_page):
    page = teach_page.switch_page("pages/identify.py").run()
    page.file_uploader[0].set_value([("before.jpg", dog(160), JPEG)]).run()
    assert page.title[0].value == "Very likely a German shepherd"
    teach(page.switch_page("pages/teach.py").run(), "Rex <b>", *shepherds())
    assert "Learned" in words(page)
    page.switch_page("pages/identify.py").run()
    assert not page.exception
    assert page.title[0].value == r"Looks like “Rex \<b\>”, which you taught it"
    page.file_uploader[0].set_value([("after.jpg", dog(140), JPEG)]).run()
    assert [entry.answer.verdict.taught for entry in page.session_state["album"].entries.values()] == ["Rex <b>"] * 2

    page.switch_page("pages/teach.py").run()
    next(button for button in page.button if button.label == "Forget").click().run()
    page.switch_page("pages/identify.py").run()
    assert {entry.answer.verdict.taught for entry in page.session_state["album"].entries.values()} == {""}


def test_another_visitor_learns_nothing_of_it(teach_page):
    teach(teach_page, "Rex", *shepherds())
    assert len(teach_page.session_state[KEY]) == 1
    other = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/identify.py").run()
    other.file_uploader[0].set_value([("rex.jpg", dog(160), JPEG)]).run()
    assert other.title[0].value == "Very likely a German shepherd"


def test_photos_that_cannot_be_used_are_listed_with_their_reasons(teach_page):
    cat = next(sample for sample in SAMPLES if not sample.wnid).file.read_bytes()
    teach(teach_page, "Rex", *shepherds(), ("cat.webp", cat), ("same.jpg", dog(0)))
    assert "2 photos left out" in words(teach_page)
    reasons = " ".join(teach_page.table[0].value["reason"])
    assert "No dog found" in reasons
    assert "The same photo as" in reasons


@pytest.mark.parametrize(
    ("name", "files", "reason"),
    [
        ("", shepherds(), "Give the dog or the breed a name"),
        ("Beagle", shepherds(), "one of the 120 breeds"),
        ("Rex", [], "There is no photo yet"),
        ("Rex", shepherds((0,)) * 3, "1 of these can be used"),
        ("Rex", shepherds((0,)) * 21, "21 photos are too many"),
    ],
)
def test_a_lesson_that_cannot_be_learned_says_why_and_keeps_what_was_entered(teach_page, name, files, reason):
    teach(teach_page, name, *files)
    assert reason in words(teach_page).replace("\\", "")
    assert "Nothing has been taught yet" in words(teach_page)
    assert teach_page.text_input[0].value == name


def test_a_saved_file_is_loaded_again_and_a_damaged_one_gets_a_sentence(teach_page):
    teach(teach_page, "Rex", *shepherds())
    data = teach_page.get("download_button")[0]
    assert data.proto.label == "Save as a file"
    fresh = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/teach.py").run()
    fresh.file_uploader[1].set_value([("dogs.json", b"{}", "application/json")]).run()
    assert not fresh.exception
    assert "This is no file of taught dogs" in words(fresh)
