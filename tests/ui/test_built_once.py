import pandas as pd

from dogbreed.ui.built_once import built_once


def test_a_shared_table_is_told_by_identity_and_not_compared():
    calls = []

    @built_once(4)
    def rows(table: pd.DataFrame, shown: slice, names: list[str]) -> int:
        calls.append(names)
        return len(table.iloc[shown])

    table = pd.DataFrame({"photos": range(10)})
    assert rows(table, slice(2, 5), ["a"]) == rows(table, slice(2, 5), ["a"]) == 3
    assert len(calls) == 1
    assert rows(table, slice(2, 9), ["a"]) == 7
    assert rows(table.copy(), slice(2, 5), ["a"]) == 3
    assert rows(table, slice(2, 5), names=["b"]) == 3
    assert len(calls) == 4


def test_entries_of_a_list_are_told_one_by_one():
    first, second = pd.DataFrame({"photos": [1]}), pd.DataFrame({"photos": [2]})
    calls = []

    @built_once(4)
    def total(tables: list[pd.DataFrame]) -> int:
        calls.append(tables)
        return sum(int(table["photos"].sum()) for table in tables)

    assert total([first, second]) == total([first, second]) == 3
    assert total([second]) == 2
    assert len(calls) == 2


def test_the_cache_is_bounded_and_the_least_recently_used_result_goes_first():
    calls = []

    @built_once(2)
    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    for number in (1, 2, 1, 3, 1, 2):
        assert double(number) == 2 * number
    assert calls == [1, 2, 3, 2]
