import json

from dogbreed.benchmarks import mutated_photos
from dogbreed.benchmarks.mutated_photos import Outcome, by_format, mutation, originals, run
from dogbreed.imaging.decode import decode
from dogbreed.imaging.filetype import PHOTO_KINDS


def test_the_originals_are_good_photos_of_every_format():
    assert {decode(data).format for data in originals().values()} == set(PHOTO_KINDS)


def test_a_copy_depends_on_its_number_alone():
    name, data = mutation(17)
    assert mutation(17) == (name, data)
    assert name in originals()
    changed = [number for number in range(100) if mutation(number)[1] != originals()[mutation(number)[0]]]
    assert len(changed) > 80


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path):
    log = tmp_path / "build" / "mutated.jsonl"
    first = run(4, log)
    assert [outcome.number for outcome in first] == [0, 1, 2, 3]
    assert {outcome.result for outcome in first} <= {"answer", "unreadable"}
    assert all(10 < outcome.megabytes < 1000 for outcome in first)
    lines = log.read_text().splitlines()
    log.write_text("\n".join([*lines[:2], lines[2].replace(first[2].result, "kept")]) + "\n")
    again = run(4, log)
    assert [outcome.result for outcome in again] == [first[0].result, first[1].result, "kept", first[3].result]
    assert len([json.loads(line) for line in log.read_text().splitlines()]) == 4


def test_a_crash_is_an_outcome():
    reader = mutated_photos._Reader()
    reader.stop()
    assert reader.read(0, "a.PNG").result == "crash -9"


def test_outcomes_are_counted_by_format():
    outcomes = [Outcome(0, "a.webp", "answer", 1, 1), Outcome(1, "b.WebP", "unreadable", 1, 1)]
    assert by_format(outcomes) == {"WEBP": {"answer": 1, "unreadable": 1}}
