from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.breed_facts import breed_facts
from dogbreed.ui.widgets.breed_facts import height, weight, years

CHIHUAHUA, DEERHOUND, DHOLE = "n02085620", "n02092002", "n02115913"


@pytest.fixture(autouse=True)
def no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page is one of the whole app."""
    monkeypatch.setattr("dogbreed.ui.widgets.breed_facts.breed_link", lambda dog: None)


def in_short(wnid: str) -> str:
    def script(wnid: str) -> None:
        from dogbreed.breeds import breed
        from dogbreed.ui.widgets.breed_facts import facts_in_short

        facts_in_short(breed(wnid))

    page = AppTest.from_function(script, args=(wnid,)).run()
    assert not page.exception
    text = "\n".join(element.value for element in [*page.header, *page.subheader, *page.markdown, *page.caption])
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_all_facts_fit_a_few_lines_below_an_answer():
    facts = breed_facts(DEERHOUND)
    text = in_short(DEERHOUND)
    assert "About the Scottish deerhound" in text
    assert "From Scotland, bred for hunting red deer by sight. 71 to 81 cm (28 to 32 inches) at the shoulder" in text
    assert "34 to 50 kg (75 to 110 pounds)" in text
    assert "Lives 8 to 11 years." in text
    assert all(part in text for part in (facts.coat, facts.temperament, facts.telltale, *facts.sources))
    assert len(text.splitlines()) == 4


def test_a_wild_dog_was_bred_for_nothing():
    assert "Lives in Central, South and Southeast Asia. 43 to" in in_short(DHOLE)


def test_small_dogs_are_given_to_a_tenth_of_a_kilogram():
    assert weight(breed_facts(CHIHUAHUA)).replace("\N{NO-BREAK SPACE}", " ") == "0.9 to 2.7 kg (2 to 6 pounds)"


def test_a_range_of_one_value_is_written_once():
    facts = replace(breed_facts(DEERHOUND), height=(12, 12), weight=(12, 12), life_span=(12, 12))
    assert not any(" to " in written(facts) for written in (height, weight, years))
