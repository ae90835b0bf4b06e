from dogbreed.benchmarks.mistakes import made_up, measure
from dogbreed.evaluation.top1 import top1_table


def test_every_table_is_timed_on_answers_of_which_most_are_right() -> None:
    taken = measure(2000)
    assert min(taken.values()) > 0
    assert taken["together"] == sum(seconds for name, seconds in taken.items() if name != "together")
    assert 0.87 < top1_table(made_up(2000))["right"].mean() < 0.93
