import numpy as np
import pytest

from dogbreed.atomic import atomic_write
from dogbreed.resumable import FLUSH_EVERY, ResumableArray

NAMES = [str(number) for number in range(3 * FLUSH_EVERY)]


class PowerCutError(Exception):
    pass


def row(loaded: np.ndarray) -> np.ndarray:
    return loaded * 2


def load(name: str) -> np.ndarray:
    return np.full(4, float(name), np.float32)


def test_a_run_that_was_cut_off_goes_on_where_it_last_saved(tmp_path):
    array = ResumableArray(tmp_path / "rows.f32", (len(NAMES), 4), np.float32)
    computed = []

    def until_the_cut(loaded: np.ndarray) -> np.ndarray:
        computed.append(loaded[0])
        if len(computed) == 2 * FLUSH_EVERY + 5:
            raise PowerCutError
        return row(loaded)

    with pytest.raises(PowerCutError):
        array.fill(NAMES, load, until_the_cut, "rows")
    assert array.done == 2 * FLUSH_EVERY

    computed.clear()

    def noted(loaded: np.ndarray) -> np.ndarray:
        computed.append(loaded[0])
        return row(loaded)

    values = array.fill(NAMES, load, noted, "rows")
    assert computed[0] == 2 * FLUSH_EVERY
    assert values[:, 0].tolist() == [2.0 * number for number in range(len(NAMES))]


def test_finished_work_is_not_done_again(tmp_path):
    array = ResumableArray(tmp_path / "rows.f32", (len(NAMES), 4), np.float32)
    array.fill(NAMES, load, row, "rows")
    array.fill(NAMES, load, lambda _: pytest.fail("computed again"), "rows")


def test_a_photo_that_cannot_be_loaded_stops_the_work_with_its_own_error(tmp_path):
    array = ResumableArray(tmp_path / "rows.f32", (1, 4), np.float32)
    with pytest.raises(ValueError, match="could not convert"):
        array.fill(["not a number"], load, row, "rows")


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    file = tmp_path / "table.txt"
    file.write_text("old")

    def fails(part):
        part.write_text("half")
        raise PowerCutError

    with pytest.raises(PowerCutError):
        atomic_write(file, fails)
    assert file.read_text() == "old"
