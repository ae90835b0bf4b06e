import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dogbreed.batch.photo_file import PHOTO_SUFFIXES
from dogbreed.breeds import BREEDS, GROUPS, breed
from dogbreed.dataset.samples import SAMPLES
from dogbreed.dataset.sources import SourcedPhoto
from dogbreed.evaluation.stored_results import load_report
from dogbreed.imaging.filetype import PHOTO_KINDS
from dogbreed.inference import bundle
from dogbreed.inference.identify import identify
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.settings import settings
from dogbreed.ui.formatting import percent, plain
from dogbreed.ui.identify import album, breeds_and_reliability, photo_inputs
from dogbreed.ui.serving import classifier
from tests.batch.zips import zipped
from tests.pages.conftest import APP
from tests.pages.drawn import dot, huge, photo
from tests.pages.real import dog

JPEG = "image/jpeg"
SHEPHERD_BREED, PUG = breed("n02106662"), breed("n02110958")
DEERHOUND, WOLFHOUND = breed("n02092002"), breed("n02090721")
SIGHTHOUNDS = next(group for group in GROUPS if group.name == "Sighthounds")


def upload(page, *files):
    return page.file_uploader[0].set_value([(name, data, JPEG) for name, data in files]).run()


def records(page):
    """The JSON behind the download button."""
    return [entry.answer.record() for entry in page.session_state["album"].entries.values()]


def words(page):
    return " ".join(
        element.value for element in [*page.title, *page.header, *page.markdown, *page.caption, *page.error]
    )


def open_tab(page, label):
    page.session_state[photo_inputs.INPUT] = label
    return page.run()


def random_photo(page, monkeypatch, found):
    monkeypatch.setattr(photo_inputs, "drawable", lambda: True)
    monkeypatch.setattr(photo_inputs, "random_photo", lambda breed, rng: found(breed) if found else None)
    open_tab(page, photo_inputs.RANDOM)
    return next(button for button in page.button if button.label == "Random photo").click().run()


def test_the_first_view_invites_a_photo_and_says_what_it_knows(identify_page):
    assert not identify_page.exception
    assert identify_page.file_uploader[0].label == "Drop photos of dogs here, one or many, or a zip archive"
    assert not identify_page.file_uploader[0].allowed_type  # the browser refuses nothing
    assert all(kind in identify_page.file_uploader[0].help for kind in PHOTO_KINDS)
    assert "Reloading the page deletes them" in words(identify_page)
    assert "never stored or logged" in words(identify_page)
    assert all(known.name in words(identify_page) for known in BREEDS)


def test_a_photo_gets_a_sentence_five_bars_and_the_record_of_the_command_line(identify_page):
    data = dog()
    upload(identify_page, ("rex.jpg", data))
    assert not identify_page.exception
    expected = identify("rex.jpg", data, classifier())
    assert identify_page.title[0].value == expected.verdict.sentence
    assert len(identify_page.get("progress")) == 5
    assert records(identify_page) == [expected.record()]
    assert json.loads(json.dumps(records(identify_page)))


def test_the_uploader_is_empty_again_and_keeps_no_bytes(identify_page):
    upload(identify_page, ("rex.jpg", photo()))
    assert identify_page.file_uploader[0].value == []


def test_the_evidence_map_compares_any_two_breeds(identify_page):
    upload(identify_page, ("rex.jpg", dog()))
    favourite, rival = [breed(candidate["wnid"]) for candidate in records(identify_page)[0]["top"][:2]]
    identify_page.toggle(key="evidence").set_value(True).run()
    assert [box.value for box in identify_page.selectbox if "for" in box.label]
    assert f"speaks for {favourite.name}" in words(identify_page)
    assert f"for {rival.name}" in words(identify_page)
    assert "evidence by area" in words(identify_page)
    against = next(box for box in identify_page.selectbox if box.label == "compared with")
    against.select("the average breed").run()
    assert not identify_page.exception
    assert "for the average breed" in words(identify_page)


BAD = {
    "empty.jpg": b"",
    "text.jpg": b"this is not a photo",
    "truncated.jpg": photo()[:400],
    "huge.png": huge(),
    "dot.png": dot(),
}


def test_each_bad_file_gets_its_own_sentence_and_the_good_one_its_answer(identify_page):
    upload(identify_page, *BAD.items(), ("rex.jpg", photo()))
    assert not identify_page.exception
    by_file = {record["file"]: record for record in records(identify_page)}
    assert by_file["rex.jpg"]["verdict"] != "unreadable"
    sentences = [by_file[name]["error"] for name in BAD]
    assert all(sentences)
    assert len(set(sentences)) == len(BAD)
    for name, sentence in zip(BAD, sentences, strict=True):
        assert any(sentence in shown.value and name.partition(".")[0] in shown.value for shown in identify_page.error)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_alone_is_told_in_a_sentence(identify_page, name):
    upload(identify_page, (name, BAD[name]))
    assert not identify_page.exception
    assert records(identify_page)[0]["error"] in identify_page.error[0].value


def test_fifty_photos_at_once_are_answered_and_stay_small(identify_page):
    upload(identify_page, *((f"{number}.jpg", dog(number)) for number in range(50)))
    assert not identify_page.exception
    assert identify_page.title[0].value == "50 photos"
    assert len(records(identify_page)) == 50
    entries = identify_page.session_state["album"].entries.values()
    assert all(entry.answer.photo is None for entry in entries)


def test_the_photos_of_an_archive_are_answered_one_by_one_and_bad_ones_listed(identify_page):
    archive = zipped({"a/rex.jpg": photo(1), "a/text.jpg": b"this is not a photo", "notes.txt": b"no photo"})
    upload(identify_page, ("dogs.zip", archive))
    assert not identify_page.exception
    answered = {record["file"]: record["verdict"] for record in records(identify_page)}
    assert list(answered) == ["dogs.zip/a/rex.jpg", "dogs.zip/a/text.jpg"]
    assert answered["dogs.zip/a/rex.jpg"] == identify("rex.jpg", photo(1), classifier()).record()["verdict"]
    assert answered["dogs.zip/a/text.jpg"] == "unreadable"


def test_a_damaged_archive_says_what_to_do(identify_page):
    upload(identify_page, ("dogs.zip", b"not an archive"))
    assert not identify_page.exception
    assert "Copy it again" in identify_page.error[0].value


def test_many_answers_come_as_a_table_with_pictures_and_the_files_that_were_not_read(identify_page):
    upload(identify_page, *((f"{number}.jpg", dog(number)) for number in range(30)), ("bad.jpg", b"no photo"))
    assert not identify_page.exception
    table = identify_page.dataframe[0].value
    assert list(table["file"]) == [f"{number}.jpg" for number in range(30)]
    assert all(icon.startswith("data:image/jpeg") for icon in table["photo"])
    assert list(table["probability"]) == pytest.approx(
        [100 * record["probability"] for record in records(identify_page)[:30]], abs=0.01
    )
    [listed] = identify_page.table
    assert list(listed.value["file"]) == [plain("bad.jpg")]
    assert list(listed.value["reason"]) == [records(identify_page)[-1]["error"]]


def test_a_photo_of_many_opens_and_leads_back(identify_page):
    upload(identify_page, *((f"{number}.jpg", photo(number)) for number in range(3)))
    next(button for button in identify_page.button if button.key.startswith("open-")).click().run()
    assert identify_page.title[0].value == identify("0.jpg", photo(0), classifier()).verdict.sentence
    identify_page.button(key="next").click().run()
    assert identify_page.session_state["album"].opened.endswith("/1.jpg")
    identify_page.button(key="all").click().run()
    assert identify_page.title[0].value == "3 photos"


def test_a_photo_that_was_answered_is_not_computed_again(identify_page, monkeypatch):
    upload(identify_page, ("rex.jpg", photo()))
    monkeypatch.setattr(album, "identify", lambda *_: pytest.fail("computed again"))
    upload(identify_page, ("the same dog.jpg", photo()))
    assert not identify_page.exception
    assert [record["file"] for record in records(identify_page)] == ["rex.jpg", "the same dog.jpg"]


def test_the_sample_photo_is_answered_with_its_truth(identify_page):
    identify_page.button(key=SAMPLES[0].file.name).click().run()
    assert not identify_page.exception
    assert breed(SAMPLES[0].wnid).with_article in " ".join(
        element.value for element in [*identify_page.success, *identify_page.error, *identify_page.info]
    )
    assert SAMPLES[0].author in words(identify_page)


def test_a_second_visitor_reads_the_same_without_anything_being_counted_or_encoded_again(identify_page, monkeypatch):
    for module, name in ((breeds_and_reliability, "load_report"), (breeds_and_reliability, "rejected_of_all")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("counted again"))
    monkeypatch.setattr(Image.Image, "save", lambda *_, **__: pytest.fail("encoded again"))
    monkeypatch.setattr(bundle, "sha256", lambda *_: pytest.fail("hashed again"))
    second = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/identify.py").run()
    assert not second.exception
    assert words(second) == words(identify_page)
    assert [table.value.to_dict() for table in second.table] == [table.value.to_dict() for table in identify_page.table]


def test_starting_over_forgets_everything(identify_page):
    upload(identify_page, ("rex.jpg", photo()))
    identify_page.button(key="clear").click().run()
    assert not records(identify_page)
    assert any("breeds it tells apart" in header.value for header in identify_page.header)


def test_the_camera_waits_until_it_is_asked_for(identify_page):
    assert not identify_page.get("camera_input")
    open_tab(identify_page, photo_inputs.CAMERA)
    assert identify_page.get("camera_input")
    assert "https://" in words(identify_page)


def test_a_random_photo_tells_the_truth_in_words_and_with_a_sign(identify_page, monkeypatch):
    for truth, told in ((SHEPHERD_BREED, "Right: it is a German shepherd."), (PUG, "Wrong: it is a pug.")):
        random_photo(identify_page, monkeypatch, lambda _, truth=truth: SourcedPhoto(dog(), "7.jpg", truth, "local"))
        assert not identify_page.exception
        said = [(element.value, bool(element.icon)) for element in [*identify_page.success, *identify_page.error]]
        assert said == [(told, True)]
        assert bool(identify_page.success) == (truth == SHEPHERD_BREED)


def test_random_photos_among_others_are_marked_right_or_wrong(identify_page, monkeypatch):
    random_photo(identify_page, monkeypatch, lambda _: SourcedPhoto(dog(), "8.jpg", SHEPHERD_BREED, "local"))
    random_photo(identify_page, monkeypatch, lambda _: SourcedPhoto(photo(), "9.jpg", SHEPHERD_BREED, "local"))
    open_tab(identify_page, photo_inputs.FILES)
    upload(identify_page, *((f"{number}.jpg", photo(number)) for number in range(2)))
    assert not identify_page.exception
    cards = [button for button in identify_page.button if (button.key or "").startswith("open-")]
    assert [button.icon for button in cards] == [":material/check_circle:", ":material/cancel:", "", ""]


def test_a_photo_without_a_dog_says_what_it_looks_like_and_names_no_breed(identify_page):
    upload(identify_page, ("drawn.jpg", photo()))
    assert identify_page.title[0].value.startswith("No dog found")
    assert not identify_page.get("progress")
    assert "it looks most like" in words(identify_page)
    assert "Is there a dog after all?" in words(identify_page)
    assert "Show why" not in [toggle.label for toggle in identify_page.toggle]
    [record] = records(identify_page)
    assert (record["verdict"], record["named"]) == ("not_a_dog", [])
    assert record["seen"]


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (Verdict(VerdictKind.LOOKALIKES, (DEERHOUND, WOLFHOUND)), "A Scottish deerhound or an Irish wolfhound"),
        (Verdict(VerdictKind.GROUP, group=SIGHTHOUNDS), "A sighthound, but which one is not clear"),
        (Verdict(VerdictKind.UNSURE), "A dog, but not clearly one of the 120 breeds we know"),
    ],
)
def test_an_answer_that_says_less_explains_itself(identify_page, monkeypatch, verdict, sentence):
    monkeypatch.setattr(album, "identify", lambda *file: replace(identify(*file), verdict=verdict))
    upload(identify_page, ("rex.jpg", dog()))
    assert not identify_page.exception
    assert identify_page.title[0].value == sentence
    assert "A dog of mixed breed may get this answer too" in words(identify_page)
    look_alikes = verdict.kind is VerdictKind.LOOKALIKES
    assert ("greyhound in a rough coat" in words(identify_page)) == look_alikes
    assert any("side by side" in link.proto.label for link in identify_page.get("page_link")) == look_alikes


def test_the_reliability_of_the_answers_is_told_with_the_measured_figures(identify_page):
    breed_named = load_report(settings().model)["verdicts"]["breed"]
    table = identify_page.table[0].value
    assert percent(breed_named["coverage"]["value"]) in table.to_string()
    assert percent(breed_named["kept"]["value"]) in table.to_string()
    assert "photos without a dog" in words(identify_page)


def test_where_no_photo_is_found_the_answer_to_the_last_one_does_not_stay_below(identify_page, monkeypatch):
    random_photo(identify_page, monkeypatch, lambda _: SourcedPhoto(dog(), "8.jpg", SHEPHERD_BREED, "local"))
    assert "Very likely a German shepherd" in words(identify_page)
    random_photo(identify_page, monkeypatch, None)
    assert not identify_page.exception
    assert "There is no photo of" in identify_page.info[0].value
    assert "Very likely a German shepherd" not in [header.value for header in identify_page.header]
    assert len(records(identify_page)) == 1


def test_without_a_source_a_random_photo_is_not_offered_and_the_page_says_why(identify_page):
    open_tab(identify_page, photo_inputs.RANDOM)
    assert not identify_page.exception
    assert next(button for button in identify_page.button if button.label == "Random photo").disabled
    assert "No photos to choose from" in words(identify_page)


def test_every_kind_that_the_command_line_takes_is_taken_by_the_page(identify_page):
    suffixes = sorted(PHOTO_SUFFIXES)
    upload(identify_page, *((f"rex{suffix}", photo()) for suffix in suffixes))
    assert not identify_page.exception
    answered = {record["file"]: record["verdict"] for record in records(identify_page)}
    assert list(answered) == [f"rex{suffix}" for suffix in suffixes]
    assert "unreadable" not in answered.values()


def test_a_file_of_another_kind_is_told_which_kinds_are_read(identify_page):
    upload(identify_page, ("notes.txt", b"Rex, our dog"))
    assert all(kind in identify_page.error[0].value for kind in PHOTO_KINDS)


def folder(page, *names):
    open_tab(page, photo_inputs.FOLDER)
    return page.file_uploader[0].set_value([(name, photo(), JPEG) for name in names]).run()


def test_the_files_of_a_folder_that_are_no_photos_are_counted_and_the_hidden_ones_are_not(identify_page):
    others = [f"album/{name}" for name in ("notes.txt", "a.mov", "b.pdf", "c", "d.xmp", "e.html", "f.raw")]
    folder(identify_page, "album/rex.jpg", *others, "album/.DS_Store", "album/.thumbnails/rex.jpg")
    assert not identify_page.exception
    assert [record["file"] for record in records(identify_page)] == ["album/rex.jpg"]
    [note] = identify_page.info
    assert "7 files" in note.value
    assert all(kind in note.value for kind in PHOTO_KINDS)
    identify_page.button(key="clear").click().run()
    assert not identify_page.info


def test_a_folder_without_photos_says_so(identify_page):
    folder(identify_page, "album/notes.txt")
    assert not identify_page.exception
    assert not records(identify_page)
    assert "1 file of the folder" in identify_page.info[0].value
    assert identify_page.file_uploader[0].value == []


def test_the_address_leads_from_a_photo_to_the_overview_and_to_the_photo_again(identify_page):
    upload(identify_page, *((f"{number}.jpg", photo(number)) for number in range(3)))
    overview = dict(identify_page.query_params)
    identify_page.button(key=next(button.key for button in identify_page.button if "open-" in button.key)).click().run()
    opened, heading = dict(identify_page.query_params), identify_page.title[0].value
    assert opened != overview
    for address, shown in ((overview, "3 photos"), (opened, heading), ({}, "3 photos")):
        identify_page.query_params.clear()
        identify_page.query_params.update(address)
        identify_page.run()
        assert identify_page.title[0].value == shown
    assert identify_page.query_params == overview


@pytest.mark.parametrize("address", [{"photos": ["added"]}, {"photos": ["added"], "open": ["2"]}, {"open": ["x"]}])
def test_a_new_session_whose_address_had_photos_says_that_they_are_gone(identify_page, address):
    identify_page.query_params.update(address)
    identify_page.run()
    assert not identify_page.exception
    assert "photos and answers are gone" in identify_page.warning[0].value
    assert not identify_page.query_params
    identify_page.run()
    assert identify_page.warning
    upload(identify_page, ("rex.jpg", photo()))
    assert not identify_page.warning
    identify_page.button(key="clear").click().run()
    assert not identify_page.warning
    assert not identify_page.query_params


def test_other_parts_of_the_address_stay_and_are_no_photos(identify_page):
    identify_page.query_params["from"] = "poster"
    identify_page.run()
    assert not identify_page.warning
    upload(identify_page, ("rex.jpg", photo()))
    assert "poster" in identify_page.query_params["from"]


def test_a_shared_address_shows_nothing_of_another_visitor(identify_page):
    upload(identify_page, ("rex.jpg", photo()))
    other = AppTest.from_file(str(APP), default_timeout=120)
    other.query_params.update(identify_page.query_params)
    other.switch_page("pages/identify.py").run()
    assert not other.session_state["album"].entries
    assert other.warning


def test_the_kinds_of_answers_are_always_counted_in_the_same_order(identify_page):
    files = [("bad.jpg", b"no photo"), ("drawn.jpg", photo()), ("rex.jpg", dog())]
    counted = []
    for order in (files, files[::-1]):
        upload(identify_page, *order)
        counted.append(next(text.value for text in identify_page.markdown if "unreadable" in text.value))
        identify_page.button(key="clear").click().run()
    assert counted == ["1 with one breed, 1 without a dog, 1 unreadable"] * 2


def test_the_table_writes_probabilities_as_the_pictures_do(identify_page, monkeypatch):
    def almost_certain(*file):
        answer = identify(*file)
        probabilities = np.full(len(BREEDS), 0.0001 / (len(BREEDS) - 1))
        probabilities[0] = 0.9999
        assert answer.prediction
        return replace(answer, prediction=replace(answer.prediction, probabilities=probabilities))

    monkeypatch.setattr(album, "identify", almost_certain)
    upload(identify_page, *((f"{number}.jpg", dog(number)) for number in range(25)))
    shown = pa.ipc.open_stream(identify_page.dataframe[0].proto.arrow_data.styler.display_values).read_pandas()
    assert set(shown["probability"]) == {percent(0.9999)}
