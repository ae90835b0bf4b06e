from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.breeds import breed
from dogbreed.dataset.label_errors import load_label_errors
from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.evaluation.stored_results import PREDICTIONS_FILE, load_predictions
from dogbreed.evaluation.top1 import load_top1
from dogbreed.evaluation.verdict_precision import verdicts
from dogbreed.inference.bundle import available, load_bundle
from dogbreed.networks.registry import in_order, title
from dogbreed.settings import settings
from dogbreed.ui.mistakes.label_errors import SUSPECT
from tests.conftest import use
from tests.made_up_networks import make_bundle
from tests.pages.conftest import APP
from tests.pages.drawn import photo
from tests.pages.galleries import found

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up networks: two of all breeds, one of thirty."""
    folder = tmp_path_factory.mktemp("examined")
    with pytest.MonkeyPatch.context() as patch:
        use(patch, folder / "mlflow.db")
        for name, strength, breeds in (("strong", 4, 120), ("weak", 1, 120), ("few", 2, 30)):
            make_bundle(name, name, strength, breeds, photos=6)
    settings.cache_clear()
    return folder / "models"


@pytest.fixture
def open_page(no_photos: None, models: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page under an address."""
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(models))
    settings.cache_clear()

    def open_(**address: Any) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/mistakes.py")
        app.query_params.update(address)
        return app.run()

    return open_


def words(page: AppTest) -> str:
    shown = [*page.markdown, *page.caption, *page.info, *page.error, *page.success]
    return " ".join(element.value for element in shown).replace("\N{NO-BREAK SPACE}", " ")


def wrong(name: str) -> pd.DataFrame:
    answers = load_top1(name)
    return answers[~answers["right"]]


def test_it_opens_with_the_mistakes_of_a_network_the_most_confident_first(open_page: Open) -> None:
    page = open_page(network="weak")
    assert not page.exception
    mistakes = wrong("weak")
    assert [metric.value for metric in page.metric][1] == str(len(mistakes))
    assert found(page) == len(mistakes)
    assert len(page.get("image")) == 12 + 12
    surest = mistakes.sort_values("probability", ascending=False).iloc[0]
    assert f"**{breed(surest['truth']).name}**" in words(page)
    assert words(page).count("Photos not installed") == 1


def test_the_most_confused_pair_is_named_and_its_link_shows_its_photos(open_page: Open) -> None:
    pair = confused_pairs(load_top1("weak")).iloc[0]
    one, other = breed(pair["one"]).name, breed(pair["other"]).name
    page = open_page(network="weak", breed=one, answer=other, both_ways="true")
    assert not page.exception
    assert f"{one} and {other} are confused most often" in words(page)
    assert found(page) == pair["one_as_other"] + pair["other_as_one"]
    selected = f"Mistakes; {one} mistaken for {other} or the other way round; most confident first"
    assert selected in words(page).replace("\\", "")
    page.toggle(key="both_ways").set_value(False).run()
    assert found(page) == pair["one_as_other"]


def test_the_address_may_name_a_breed_by_its_wordnet_id_and_keeps_the_rest(open_page: Open) -> None:
    wnid = wrong("weak")["truth"].iloc[0]
    page = open_page(breed=wnid, network="weak", confidence=["10", "100"])
    assert not page.exception
    assert page.selectbox(key="breed").value == wnid
    assert page.slider(key="confidence").value == (10, 100)
    assert page.query_params["breed"] == breed(wnid).name


def test_a_link_to_another_breed_works_on_every_visit(open_page: Open) -> None:
    first, second = wrong("weak")["truth"].unique()[:2]
    page = open_page(breed=first, network="weak")
    page.switch_page("pages/start.py").run()
    page.switch_page("pages/mistakes.py")
    page.query_params.clear()
    page.query_params["breed"] = second
    page.run()
    assert not page.exception
    assert page.selectbox(key="breed").value == second


def test_an_address_that_makes_no_sense_shows_the_first_view(open_page: Open) -> None:
    page = open_page(network="../x", breed="n99999999", page="900", confidence="dog", view="x")
    assert not page.exception
    assert page.selectbox(key="breed").value is None


def test_a_group_is_a_choice_like_a_breed(open_page: Open) -> None:
    page = open_page(network="weak", breed="Sighthounds", answer="Terriers")
    mistakes = wrong("weak")
    expected = (mistakes["truth_group"] == "Sighthounds") & (mistakes["answer_group"] == "Terriers")
    assert found(page) == expected.sum()


def test_filters_narrow_what_is_shown_and_the_pages_begin_again(open_page: Open) -> None:
    page = open_page(network="weak", page="3")
    assert next(pages for pages in page.get("pagination") if pages.key == "page").value == 3
    mistakes = wrong("weak")
    page.slider(key="confidence").set_value((50, 100)).run()
    assert found(page) == (mistakes["probability"] >= 0.5).sum()
    page.slider(key="confidence").set_value((0, 100)).run()
    page.selectbox(key="right_breed").select("not among the first five").run()
    assert found(page) == (~mistakes["rank"].between(1, 5)).sum()
    assert not page.exception
    assert "page" not in page.query_params


def test_two_networks_part_the_mistakes_into_common_ones_and_those_of_each(open_page: Open) -> None:
    page = open_page(network="strong", compare_with="weak")
    assert not page.exception
    strong, weak = (load_top1(name).set_index("file")["right"] for name in ("strong", "weak"))
    expected = {
        "both wrong": (~strong & ~weak).sum(),
        "only the first wrong": (~strong & weak).sum(),
        "only the second wrong": (strong & ~weak).sum(),
    }
    assert [metric.value for metric in page.metric][3:] == [str(number) for number in expected.values()]
    assert "Only weak wrong" in page.selectbox(key="photos").options
    for kind, number in expected.items():
        page.selectbox(key="photos").select(kind).run()
        assert found(page) == number


def test_without_the_other_network_its_filters_go_too(open_page: Open) -> None:
    page = open_page(network="strong", compare_with="weak", photos="Only weak wrong")
    assert "Only weak wrong" in words(page)
    page.selectbox(key="compare_with").select(None).run()
    assert not page.exception
    assert found(page) == len(wrong("strong"))


def test_networks_of_different_breeds_are_compared_on_common_photos(open_page: Open) -> None:
    page = open_page(network="strong", compare_with="few")
    assert not page.exception
    assert "Mistakes in 180 photos" in [metric.label for metric in page.metric]


@pytest.mark.parametrize("view", ["Kennel groups", "Terriers", "Wild dogs", "Breeds of your choice"])
def test_every_matrix_comes_with_its_numbers(open_page: Open, view: str) -> None:
    page = open_page(network="weak", view="Matrix", matrix=view, breeds=["Chow Chow", "Pug"])
    assert not page.exception
    alts = [chart.proto.alt for chart in page.get("plotly_chart")]
    assert any(alt.startswith("A confusion matrix") for alt in alts)
    assert len(page.get("download_button")) == 4


def test_the_breeds_of_your_choice_are_at_first_the_most_confused(open_page: Open) -> None:
    page = open_page(network="weak", view="Matrix", matrix="Breeds of your choice")
    assert not page.exception
    assert confused_pairs(load_top1("weak"))["one"].iloc[0] in page.multiselect(key="breeds").value
    page.multiselect(key="breeds").set_value([]).run()
    assert "Choose two breeds or more" in words(page)


def test_a_network_of_some_breeds_has_a_matrix_of_these(open_page: Open) -> None:
    page = open_page(network="few", view="Matrix", matrix="Sighthounds")
    assert not page.exception
    assert set(page.selectbox(key="matrix").options) < {
        *open_page(network="weak", view="Matrix").selectbox(key="matrix").options
    }


def test_each_direction_can_be_ranked(open_page: Open) -> None:
    page = open_page(network="weak", directions="Each direction")
    assert not page.exception
    assert "The most frequent mistake" in words(page)


def test_a_confidence_threshold_is_told_in_photos_and_mistakes(open_page: Open) -> None:
    page = open_page(network="weak", threshold="80")
    answers = load_top1("weak")
    given = answers[answers["probability"] >= 0.8]
    assert (
        f"answers for {len(given)} of 720 photos and makes {(~given['right']).sum()} mistakes instead of "
        f"{(~answers['right']).sum()}" in words(page)
    )


def test_a_photo_looked_at_closer_comes_with_five_answers(open_page: Open) -> None:
    page = open_page(network="weak")
    surest = wrong("weak").sort_values("probability", ascending=False, kind="stable").iloc[0]
    page.button(key=f"closer-{surest['file']}").click().run()
    assert not page.exception
    assert f"It shows **{breed(surest['truth']).with_article}**" in words(page)
    assert surest["file"] in words(page)


def test_a_photo_looked_at_closer_comes_with_the_answers_of_both_compared_networks(open_page: Open) -> None:
    page = open_page(network="strong", compare_with="weak")
    file = next(button.key for button in page.button if button.key.startswith("closer-")).removeprefix("closer-")
    page.button(key=f"closer-{file}").click().run()
    assert not page.exception
    shown = [bar.proto.text for bar in page.get("progress")]
    for name, places in (("strong", slice(0, 3)), ("weak", slice(3, 6))):
        row = load_top1(name).set_index("file").loc[file]
        assert f"**{name}**: " in words(page)
        assert f"Loss {row['loss']:.2f}." in words(page)
        for text, wnid in zip(shown[places], row["answers"][:3], strict=True):
            assert breed(wnid).name in text


@pytest.mark.parametrize("name", available())
def test_every_network_of_the_models_folder_can_be_looked_at_closer(no_photos: None, name: str) -> None:
    page = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/mistakes.py")
    page.query_params["network"] = name
    page.run()
    assert page.selectbox(key="network").options == [title(known) for known in in_order(available())]
    closer = next(button.key for button in page.button if button.key.startswith("closer-"))
    page.button(key=closer).click().run()
    assert not page.exception
    table = load_predictions(name)
    [said] = verdicts(table[table["file"] == closer.removeprefix("closer-")], load_bundle(name).card.thresholds)
    assert f"**{title(name)}**: {said.sentence}" in words(page)


def test_the_address_opens_a_photo_and_an_unknown_one_is_passed_over(open_page: Open) -> None:
    row = load_top1("weak").iloc[0]
    page = open_page(network="weak", opened=row["file"].rpartition("/")[2].removesuffix(".jpg"))
    assert not page.exception
    assert f"It shows **{breed(row['truth']).with_article}**" in words(page)
    page = open_page(network="weak", opened="n00000000_1")
    assert not page.exception
    assert "It shows" not in words(page)


def test_a_closed_photo_stays_closed_though_the_address_still_names_it(open_page: Open) -> None:
    page = open_page(network="weak")
    closer = next(button.key for button in page.button if button.key.startswith("closer-"))
    page.button(key=closer).click().run()
    assert "It shows" in words(page)
    opened = page.query_params["opened"]
    page.session_state["closed-photo"] = opened  # what closing the dialog does, which AppTest cannot
    page.query_params["opened"] = opened
    page.run()
    assert "It shows" not in words(page)
    assert "opened" not in page.query_params
    page.button(key=closer).click().run()
    assert "It shows" in words(page)


def test_what_speaks_for_the_answer_is_painted_on_request(no_photos: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dogbreed.ui.widgets.gallery.photos", lambda files: dict.fromkeys(files, photo()))
    monkeypatch.setattr("dogbreed.ui.mistakes.look_closer.photo", lambda file: photo())
    page = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/mistakes.py")
    page.query_params["network"] = "xception"
    page.run()
    first = next(button.key for button in page.button if button.key.startswith("closer-"))
    page.button(key=first).click().run()
    assert "**Orange** speaks for" not in words(page)
    # A click on the toggle runs the dialog alone, which AppTest cannot.
    page.session_state["mistakes-evidence"] = True
    page.button(key=first).click().run()
    assert not page.exception
    assert "**Orange** speaks for" in words(page)


def test_without_networks_it_says_where_it_looked(no_photos: None, new_store: Callable[..., Path]) -> None:
    page = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/mistakes.py").run()
    assert not page.exception
    assert f"{settings().models_dir}, does not exist" in page.error[0].value
    assert "DOGBREED_MODELS_DIR" in page.error[0].value


def test_without_predictions_it_says_how_to_make_them(no_photos: None, new_store: Callable[..., Path]) -> None:
    make_bundle("xception", "broken", 1, photos=1)
    (settings().models_dir / "xception" / PREDICTIONS_FILE).unlink()
    page = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/mistakes.py").run()
    assert not page.exception
    assert "python -m dogbreed evaluate" in page.info[0].value


def test_damaged_predictions_are_told_in_a_sentence(no_photos: None, new_store: Callable[..., Path]) -> None:
    make_bundle("broken", "broken", 1, photos=1)
    (settings().models_dir / "broken" / PREDICTIONS_FILE).write_bytes(b"no")
    page = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/mistakes.py").run()
    assert not page.exception
    assert "evaluate broken" in page.error[0].value


def test_suspected_label_errors_are_listed_with_both_names_and_can_be_narrowed(open_page: Open) -> None:
    page = open_page()
    suspects = load_label_errors()
    first = suspects.iloc[0]
    captions = " ".join(caption.value for caption in page.caption)
    assert f"Label: **{breed(first['given']).name}**" in captions
    assert f"{len(suspects)} of the 12,000 training photos" in " ".join(text.value for text in page.markdown)
    page.selectbox(key=SUSPECT).set_value(first["given"]).run()
    assert not page.exception
    listed = [caption.value for caption in page.caption if caption.value.startswith("Label:")]
    assert listed and all(breed(first["given"]).name in caption for caption in listed)
