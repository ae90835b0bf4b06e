import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.experiments import load_runs, start_run
from dogbreed.experiments.searches import result, searches
from dogbreed.settings import settings
from tests.conftest import use
from tests.made_up_runs import keep, made_up_run
from tests.made_up_search import made_up_search
from tests.pages.conftest import APP

CONFIGURATIONS = 16


@pytest.fixture
def open_page(no_photos, new_store):
    def open_() -> AppTest:
        return AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/runs.py").run()

    return open_


@pytest.fixture(scope="session")
def searched_store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a search."""
    store = tmp_path_factory.mktemp("searched") / "mlflow.db"
    shutil.copy(empty_store, store)
    with pytest.MonkeyPatch.context() as patch:
        use(patch, store)
        keep(*made_up_search(CONFIGURATIONS))
    settings.cache_clear()
    return store


@pytest.fixture
def searched(searched_store, new_store):
    shutil.copy(searched_store, new_store())


def words(page: AppTest) -> str:
    shown = [*page.markdown, *page.caption, *page.info, *page.error, *page.title, *page.header]
    return " ".join(element.value for element in shown).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def charts(page: AppTest) -> int:
    return len(page.get("plotly_chart"))


def test_an_empty_store_says_what_to_do_and_leads_on(open_page):
    page = open_page()
    assert not page.exception
    assert "python -m dogbreed search" in page.info[0].value
    assert "python -m dogbreed runs import" in page.info[0].value
    assert len(page.get("page_link")) == 1


def test_a_server_that_does_not_answer_is_told_as_a_sentence(open_page, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    page = open_page()
    assert not page.exception
    assert "does not answer" in page.error[0].value
    assert not page.info


def test_a_search_is_summed_up_and_drawn(open_page, searched):
    page = open_page()
    assert not page.exception
    [search] = searches(load_runs("search"))
    finished = sum(result(run) is not None for run in search.first)
    assert f"**{CONFIGURATIONS} configurations**" in words(page)
    assert f"{finished} finished, {CONFIGURATIONS - finished} failed" in words(page)
    assert f"**{result(search.first[0]):.1%}**".replace("%", " %") in words(page)
    assert "15 runs" in words(page)
    assert charts(page) == 5
    assert all(len(chart.proto.alt) > 60 for chart in page.get("plotly_chart"))
    assert len(page.get("download_button")) == charts(page) + 1


def test_the_table_has_a_row_a_run_best_first_and_no_column_that_says_the_same_everywhere(open_page, searched):
    page = open_page()
    table = page.dataframe[0].value
    assert len(table) == CONFIGURATIONS + 15
    assert table["accuracy"].dropna().is_monotonic_decreasing
    assert "breeds" not in table
    assert "breeds 10" in words(page)
    assert table["pooling window"].nunique() == 3
    assert all(table[column].nunique(dropna=False) > 1 for column in table)


def test_failed_runs_stay_in_the_table_with_their_reason(open_page, searched):
    page = open_page()
    failed = page.dataframe[0].value[page.dataframe[0].value["accuracy"].isna()]
    assert len(failed) > 0
    assert failed["outcome"].str.contains("pooling window of convolution 3").all()
    assert "without a result" in page.expander[0].label
    assert "pooling window of convolution 3 is 4 px wide" in words(page)


def test_at_first_the_best_three_have_their_curves_and_others_can_be_chosen(open_page, searched):
    page = open_page()
    [search] = searches(load_runs("search"))
    assert page.multiselect[0].value == [run.id for run in search.first[:3]]
    page.multiselect[0].unselect(search.first[0].id).run()
    assert not page.exception
    assert page.multiselect[0].value == [run.id for run in search.first[1:3]]
    page.multiselect[0].set_value([]).run()
    assert not page.exception
    assert "Choose runs" in page.info[0].value


def test_the_curves_can_be_those_of_the_loss_over_minutes(open_page, searched):
    page = open_page()
    page.selectbox(key="drawn-metric").select("train_loss").run()
    page.toggle(key="over-minutes").set_value(True).run()
    assert not page.exception
    assert any("Training loss while training" in chart.proto.alt for chart in page.get("plotly_chart"))


def test_another_setting_can_be_looked_at(open_page, searched):
    page = open_page()
    assert page.selectbox(key="looked-at-setting").value == "pool"
    page.selectbox(key="looked-at-setting").select("learning_rate").run()
    assert not page.exception
    assert any("over its learning rate" in chart.proto.alt for chart in page.get("plotly_chart"))


def test_the_repetitions_say_how_much_depends_on_the_seed(open_page, searched):
    page = open_page()
    assert "The best 5 configurations were trained again" in words(page)
    assert "points** on average" in words(page)


def test_another_network_has_a_search_of_its_own(open_page, searched):
    decays = (0.01, 0.003, 0.001)
    for place, decay in enumerate(decays):
        history = {"validation_top1": [0.9 - decay]}
        keep(made_up_run(f"xception-search-{place}", history, weight_decay=decay, head="linear"))
    page = open_page()
    assert f"{CONFIGURATIONS} configurations" in words(page)
    page.get("button_group")[0].set_value("Xception (search, 10 breeds)").run()
    assert not page.exception
    assert "**3 configurations** of Xception" in words(page)
    assert sorted(page.dataframe[0].value["weight decay"]) == sorted(decays)
    assert "head linear" in words(page)
    assert "too few runs" in words(page)


@pytest.mark.parametrize("runs", [1, 2])
def test_runs_that_failed_or_measured_nothing_alone_break_nothing(open_page, new_store, runs):
    with pytest.raises(MemoryError), start_run("cnn-study", "search", {"pool": 2, "trial": 0}):
        raise MemoryError("no room for *this*")
    if runs == 2:
        with start_run("cnn-study", "search", {"pool": 3, "trial": 1}):
            pass
    page = open_page()
    assert not page.exception
    assert "1 failed" in words(page)
    assert "MemoryError: no room for *this*" in words(page)
    assert charts(page) == 0


def test_a_search_that_goes_on_shows_what_there_is(open_page, new_store):
    keep(
        *made_up_search(6, again=False),
        made_up_run("cnn-study-search-99", {"validation_top1": [0.9]}, "RUNNING", trial=99),
    )
    page = open_page()
    assert not page.exception
    assert "1 without a result so far" in words(page)
    assert "running" in page.dataframe[0].value["outcome"].tolist()
    assert "vary with the seed?" not in words(page)
