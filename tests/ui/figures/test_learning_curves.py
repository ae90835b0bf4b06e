import math
from itertools import pairwise

import pytest

from dogbreed.ui.colours import NETWORKS, RUNS
from dogbreed.ui.figures.learning_curves import EPOCH_METRICS, learning_curves
from dogbreed.ui.figures.line_labels import spread
from tests.made_up_runs import made_up_run

XCEPTION = made_up_run("xception-final-1", {"validation_top1": [0.7, 0.9, 0.88]})
CNN = made_up_run("cnn-final-1", {"validation_top1": [0.1, 0.2, 0.3, 0.4], "train_loss": [4.0, 3.0, 2.5, 2.0]})


def lines(chart):
    return [trace for trace in chart.figure.data if trace.line.dash is None]


def labels(chart):
    return [annotation.text for annotation in chart.figure.layout.annotations]


def test_each_network_has_its_colour_and_its_name_at_the_end_of_its_line():
    chart = learning_curves([XCEPTION, CNN], "validation_top1")
    assert [line.line.color for line in lines(chart)] == [NETWORKS["xception"], NETWORKS["cnn"]]
    assert [list(line.x) for line in lines(chart)] == [[1, 2, 3], [1, 2, 3, 4]]
    assert labels(chart) == ["Xception", "Our CNN"]
    assert chart.title == "The best validation accuracy is that of Xception: 90.0\N{NO-BREAK SPACE}% after epoch 2"
    assert "Our CNN, from 10.0\N{NO-BREAK SPACE}% to 40.0\N{NO-BREAK SPACE}% in epoch 4" in chart.alt


def test_on_request_they_are_drawn_against_minutes_of_work():
    chart = learning_curves([CNN], "train_loss", minutes=True)
    assert list(lines(chart)[0].x) == [1.0, 2.0, 3.0, 4.0]
    assert chart.figure.layout.xaxis.title.text == "training time in minutes"
    assert chart.table.columns.tolist() == ["run", "network", "epoch", "minutes", "train_loss"]
    assert chart.title == "The best training loss of Our CNN is 2.00 after epoch 4"


def test_runs_of_one_network_are_told_apart_by_their_number_in_the_search():
    search = [made_up_run(f"cnn-study-search-{trial}", {"train_loss": [2.0]}, trial=trial) for trial in range(3)]
    again = made_up_run("cnn-study-search-again", {"train_loss": [2.0]}, trial=1, seed=7, round="seeds")
    chart = learning_curves([*search, again], "train_loss")
    assert labels(chart) == ["no. 0", "no. 1", "no. 2", "no. 1, seed 7"]
    assert [line.line.color for line in lines(chart)] == list(RUNS[:4])


def test_a_run_that_failed_says_so_and_keeps_the_curve_until_then():
    failed = made_up_run("cnn-final-2", {"validation_top1": [0.1, math.nan]}, status="FAILED")
    chart = learning_curves([failed, XCEPTION], "validation_top1")
    assert labels(chart) == ["Our CNN (failed)", "Xception"]
    assert list(lines(chart)[0].y) == [0.1]


@pytest.mark.parametrize("runs", [[], [made_up_run("cnn-final-3")]], ids=["no run", "a run without metrics"])
@pytest.mark.parametrize("metric", EPOCH_METRICS)
def test_without_metrics_it_says_so(runs, metric):
    chart = learning_curves(runs, metric)
    assert "There is no" in chart.title
    assert not chart.figure.data
    assert chart.table.empty


def test_labels_stay_apart_and_inside():
    places = spread([0.5, 0.51, 0.99, 1.0, 0.0], 0.1, 0.0, 1.0)
    ordered = sorted(places)
    assert all(upper - lower > 0.0999 for lower, upper in pairwise(ordered))
    assert (ordered[0], ordered[-1]) == (0.0, 1.0)
    assert places[0] < places[1] < places[2] < places[3]
    assert spread([0.2, 0.8], 0.1, 0.0, 1.0) == [0.2, 0.8]
