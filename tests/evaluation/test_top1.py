import pandas as pd

from dogbreed.evaluation.top1 import by_breed


def test_each_breed_has_its_accuracy_and_what_it_is_taken_for():
    answers = [("a", "a"), ("a", "b"), ("a", "b"), ("a", "c"), ("b", "b")]
    predictions = pd.DataFrame({"truth": [truth for truth, _ in answers], "answers": [[found] for _, found in answers]})
    first, second = by_breed(predictions).to_dict("records")
    assert (first["wnid"], first["photos"], first["right"], first["accuracy"]) == ("a", 4, 1, 0.25)
    assert (first["taken_for"], first["times"]) == ("b", 2)
    assert first["low"] < 0.25 < first["high"]
    assert (second["right"], second["taken_for"], second["times"]) == (1, "", 0)
