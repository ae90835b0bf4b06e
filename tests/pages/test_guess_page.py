import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.dataset import sources
from dogbreed.dataset.sources import SourcedPhoto
from dogbreed.ui.guess import quiz
from tests.pages.conftest import APP
from tests.pages.real import dog


@pytest.fixture
def page(app):
    return app.switch_page("pages/guess.py").run()


@pytest.fixture
def photos(monkeypatch):
    """Every breed has a photo, which shows a German shepherd."""
    monkeypatch.setattr(sources, "drawable", lambda: True)
    monkeypatch.setattr(
        quiz, "random_photo", lambda of, rng: SourcedPhoto(dog(), f"{of.folder}/{of.wnid}_1.jpg", of, "local")
    )


def words(page):
    return " ".join(
        element.value for element in [*page.header, *page.subheader, *page.markdown, *page.caption, *page.info]
    )


def begin(page, number=5):
    page.button_group[0].set_value(number).run()
    return page.button(key="start").click().run()


def question(page):
    game = page.session_state["game"]
    return game.questions[game.position]


def guess(page, right=True):
    asked = question(page)
    place = next(place for place, option in enumerate(asked.options, 1) if (option == asked.truth) == right)
    return page.button(key=f"option-{place}").click().run()


def test_it_says_how_to_play(page):
    assert not page.exception
    assert "you name the breed first" in words(page)
    assert page.button(key="start").label == "Start"


def test_without_photos_it_says_so_before_a_round(page):
    assert not page.exception
    assert "No photos for a round" in words(page)
    assert page.button(key="start").disabled


def test_the_person_guesses_first_then_the_networks_answer(page, photos):
    begin(page)
    assert not page.exception
    assert "Photo **1** of 5" in words(page)
    assert len([button for button in page.button if button.key.startswith("option-")]) == 4
    assert question(page).truth.name not in words(page)
    guess(page)
    assert not page.exception
    assert page.success[0].value == f"Right: it is {question(page).truth.with_article}."
    assert "Xception:" in words(page)
    assert "Our CNN:" in words(page)
    assert "you **1**" in words(page)


def test_a_wrong_guess_is_told_with_the_way_to_the_look_alikes(page, photos):
    guess(begin(page), right=False)
    assert not page.exception
    assert question(page).truth.with_article in page.error[0].value
    [link] = [link for link in page.get("page_link") if "Compare with a" in link.proto.label]
    assert link.proto.query_string


def test_a_whole_round_ends_with_the_score_what_was_hard_and_its_csv(page, photos):
    begin(page)
    for right in (True, False, True, True, True):
        guess(page, right)
        page.button(key="next").click().run()
        assert not page.exception
    assert page.metric[0].value == "4 of 5"
    assert [metric.label for metric in page.metric] == ["You", "Our CNN", "Xception"]
    assert "Difficult photos" in words(page)
    assert page.get("download_button")
    assert any("Compare with a" in link.proto.label for link in page.get("page_link"))


def test_the_same_photos_can_be_played_again_and_others_too(page, photos):
    begin(page)
    files = [asked.photo.file for asked in page.session_state["game"].questions]
    for _ in range(5):
        guess(page)
        page.button(key="next").click().run()
    page.button(key="again").click().run()
    assert not page.exception
    assert "Photo **1** of 5" in words(page)
    assert [asked.photo.file for asked in page.session_state["game"].questions] == files
    for _ in range(5):
        guess(page)
        page.button(key="next").click().run()
    page.button(key="another").click().run()
    assert not page.exception
    assert page.number_input[0].value != 1


def test_a_link_opens_a_round(app, photos):
    page = app.switch_page("pages/guess.py")
    page.query_params["round_number"] = "42"
    page.run()
    assert page.number_input[0].value == 42
    begin(page)
    assert page.session_state["game"].seed == 42


def test_a_round_waits_while_other_pages_are_looked_at(page, photos):
    guess(begin(page))
    page.switch_page("pages/start.py").run()
    page.switch_page("pages/guess.py").run()
    assert not page.exception
    assert "you **1**" in words(page)


def test_a_reload_goes_on_where_the_round_was(page, app, photos):
    begin(page)
    for right in (True, False):
        guess(page, right)
        page.button(key="next").click().run()
    address = {key: page.query_params[key] for key in ("round_number", "photos", "place", "picked")}
    picked = page.session_state["game"].picked
    assert address == {"round_number": "1", "photos": "5", "place": "3", "picked": "".join(map(str, picked))}

    reloaded = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/guess.py")
    for key, value in address.items():
        reloaded.query_params[key] = value
    reloaded.run()
    assert not reloaded.exception
    assert "Photo **3** of 5" in words(reloaded)
    assert "you **1**" in words(reloaded)
    assert reloaded.session_state["game"].picked == picked


@pytest.mark.parametrize(
    "wrong", [{"place": "9"}, {"picked": "129"}, {"picked": "1"}, {"photos": "1000"}, {"place": "-1"}]
)
def test_a_damaged_address_says_so_and_keeps_the_number_of_the_round(app, photos, wrong):
    page = app.switch_page("pages/guess.py")
    for key, value in ({"round_number": "7", "photos": "5", "place": "3", "picked": "12"} | wrong).items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    assert "Start it again" in page.warning[0].value
    assert page.number_input[0].value == 7


def test_what_everybody_got_right_is_not_among_the_difficult_photos(page, photos):
    begin(page)
    for right in (True, False, True, True, True):
        guess(page, right)
        page.button(key="next").click().run()
    game = page.session_state["game"]
    hard = {
        asked.truth.name
        for asked, guessed, choices in zip(game.questions, game.guesses, game.choices, strict=True)
        if {guessed, *(choice.breed for choice in choices.values())} != {asked.truth}
    }
    listed = {caption.value.partition("**")[2].partition("**")[0] for caption in page.caption}
    assert listed & {asked.truth.name for asked in game.questions} == hard
