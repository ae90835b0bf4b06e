from dogbreed.experiments.searches import ranked
from dogbreed.ui.runs.search import outcome
from dogbreed.ui.runs.table import every_figure, what_differs
from tests.made_up_runs import made_up_run
from tests.made_up_search import made_up_search


def test_where_all_finished_no_column_says_so():
    runs = [run for run in made_up_search(8, again=False) if run.status == "FINISHED"]
    table = what_differs(ranked(runs))
    assert {"outcome", "breeds", "cross-entropy"}.isdisjoint(table.columns)
    assert {"run", "accuracy", "pooling window", "minutes"} <= set(table.columns)


def test_one_run_alone_keeps_its_accuracy():
    table = what_differs([made_up_run("cnn-study-search-1", {"validation_top1": [0.25]}, pool=2, trial=7)])
    assert table.to_dict("records") == [{"run": "no. 7", "accuracy": 25.0}]


def test_settings_that_are_numbers_here_and_words_there_stand_in_one_column():
    runs = [made_up_run(f"cnn-study-search-{trial}", pool=pool, trial=trial) for trial, pool in enumerate((2, "none"))]
    assert what_differs(runs)["pooling window"].tolist() == ["2", "none"]


def test_how_a_run_ended_is_said_once():
    assert outcome(made_up_run("cnn-study-search-1", status="FAILED")) == "failed: MemoryError: no memory left"
    assert outcome(made_up_run("cnn-study-search-1", status="RUNNING")) == "running"
    assert outcome(made_up_run("cnn-study-search-1")) == "finished without a validation accuracy"
    stopped = made_up_run("cnn-study-search-1", status="KILLED")
    stopped.tags["reason"] = "stopped by hand"
    assert outcome(stopped) == "stopped by hand"


def test_the_file_holds_all_that_was_logged():
    runs = made_up_search(8, again=False)
    table = every_figure(runs)
    assert table["run"].tolist() == [run.id for run in runs]
    assert {"status", "reason", "classes", "seed", "best_validation_top1", "duration_s"} <= set(table.columns)
