import time

from dogbreed.benchmarks.mistakes import made_up, measure
from dogbreed.evaluation.top1 import top1_table


def test_every_table_is_timed_on_answers_of_which_most_are_right(monkeypatch):
    times = iter(number**2 for number in range(1000))
    monkeypatch.setattr(time, "perf_counter", lambda: next(times))
    taken = measure(2000)
    # The clock shows square numbers: each table takes four seconds longer than the one before.
    assert list(taken.values()) == [1, 5, 9, 13, 17, 21, 25, 91]
    assert list(taken)[-1] == "together"
    assert 0.87 < top1_table(made_up(2000))["right"].mean() < 0.93
