import re
from urllib.parse import parse_qs

import pytest

from dogbreed.breed_facts import breed_facts
from dogbreed.breeds import BREEDS
from dogbreed.evaluation.top1 import load_top1
from dogbreed.settings import settings
from tests.pages.galleries import found

DEERHOUND, WOLFHOUND, NEVER_CONFUSED = "n02092002", "n02090721", "Bedlington terrier"


@pytest.fixture
def open_page(app):
    def opened(**address):
        page = app.switch_page("pages/breed.py")
        page.query_params.update(address)
        return page.run()

    return opened


def words(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.warning, *page.success])


def table(page):
    [shown] = page.table
    return {fact.strip("*"): value for fact, value in shown.value.itertuples(index=False)}


def links(page, target):
    """Labels and addresses of the links to a page."""
    shown = [link.proto for link in page.get("page_link") if link.proto.page == target]
    return {link.label: {key: value for key, [value] in parse_qs(link.query_string).items()} for link in shown}


def test_it_opens_with_the_deerhound_and_its_facts_and_their_sources(open_page):
    page = open_page()
    assert not page.exception
    assert page.title[0].value == "Scottish deerhound"
    facts = table(page)
    assert facts["From"] == "Scotland"
    assert facts["Bred for"] == "Hunting red deer by sight"
    assert facts["Height"].replace("\N{NO-BREAK SPACE}", " ") == "71 to 81 cm (28 to 32 inches) at the shoulder"
    assert facts["Weight"].replace("\N{NO-BREAK SPACE}", " ") == "34 to 50 kg (75 to 110 pounds)"
    assert facts["Life span"] == "8 to 11 years"
    assert breed_facts(DEERHOUND).telltale in words(page)
    assert all(f"({url})" in words(page) for url in breed_facts(DEERHOUND).sources)
    assert "Sighthounds" in words(page)
    assert "Deerhound" in words(page)


@pytest.mark.parametrize(
    "address",
    ["Irish wolfhound", WOLFHOUND, "irish_WOLFHOUND", "Xoloitzcuintli", "Mexican hairless", "Brabancon griffon"],
)
def test_a_link_opens_a_breed_by_any_of_its_names(open_page, address):
    page = open_page(breed=address)
    assert not page.exception
    assert not page.warning
    shown = page.title[0].value
    assert shown in {"Irish wolfhound", "Xoloitzcuintli", "Brabançon griffon"}
    assert page.selectbox(key="breed-shown").value == next(dog.wnid for dog in BREEDS if dog.name == shown)


def test_an_address_without_a_breed_that_there_is_gets_a_sentence(open_page):
    page = open_page(breed="Goat *")
    assert not page.exception
    assert page.title[0].value == "Scottish deerhound"
    assert page.warning[0].value == "“Goat \\*” is none of the 120 breeds. This is a Scottish deerhound."


def test_the_menu_changes_the_breed_and_its_address(open_page):
    page = open_page(breed="Pug")
    page.selectbox(key="breed-shown").set_value(WOLFHOUND).run()
    assert page.title[0].value == "Irish wolfhound"
    assert page.query_params["breed"] == "Irish wolfhound"


def test_back_by_an_address_without_the_breed_shows_the_last_one(open_page, app):
    open_page(breed="Pug")
    app.switch_page("pages/mistakes.py").run()
    assert open_page().title[0].value == "Pug"


def test_every_number_leads_to_its_photos(open_page, app):
    page = open_page(breed="Scottish deerhound")
    answers = load_top1(settings().model)
    own = answers[answers["truth"] == DEERHOUND]
    there = int((own["answer"] == WOLFHOUND).sum())
    other = answers[answers["truth"] == WOLFHOUND]
    back = int((other["answer"] == DEERHOUND).sum())
    right = int(own["right"].sum())
    assert f"{100 * own['right'].mean():.1f}\N{NO-BREAK SPACE}%** of {len(own)} test photos" in words(page)
    assert re.search(r"95 % interval [\d.]+\s% to [\d.]+\s%", words(page))
    numbers = links(page, "mistakes")
    assert {
        f"{right} right answers": right,
        f"{len(own) - right} mistakes": len(own) - right,
        f"{there} of {len(own)} photos mistaken for it": there,
        f"{back} of its {len(other)} photos mistaken for this breed": back,
    }.items() <= {label: int(label.split()[0]) for label in numbers}.items()
    for label, address in numbers.items():
        app.switch_page("pages/breed.py").run()
        mistakes = app.switch_page("pages/mistakes.py")
        mistakes.query_params.clear()
        mistakes.query_params.update(address)
        mistakes.run()
        assert found(mistakes) == int(label.split()[0]), label


def test_a_breed_that_it_is_confused_with_comes_with_what_tells_it_apart(open_page):
    page = open_page(breed="Scottish deerhound")
    assert page.subheader[0].value == "Irish wolfhound"
    assert "greyhound in a rough coat" in words(page)
    assert links(page, "look_alikes")["Side by side"].keys() == {"one", "other"}
    for other in page.subheader[1:]:
        wnid = next(dog.wnid for dog in BREEDS if dog.name == other.value)
        assert breed_facts(wnid).telltale in words(page)


def test_no_heading_stands_over_nothing(open_page):
    page = open_page(breed=NEVER_CONFUSED)
    assert not page.exception
    assert "confused with no other breed" in words(page)
    assert [header.value for header in page.header] == ["How well is it recognised?"]
    assert not page.subheader
    assert not any("mistake" in label for label in links(page, "mistakes"))


def test_a_wild_dog_lives_somewhere_and_was_bred_for_nothing(open_page):
    facts = table(open_page(breed="Dingo"))
    assert facts["Lives in"] == "Australia"
    assert not {"From", "Bred for"} & facts.keys()


def test_photos_that_are_not_installed_are_cards_with_a_text(open_page):
    page = open_page(breed="Pug")
    assert len(page.get("image")) == 6
    assert all("pug" in image.proto.imgs[0].alt for image in page.get("image"))
    assert words(page).count("Photos not installed") == 1


def test_the_look_alikes_lead_to_both_breeds_and_say_how_to_recognise_them(app):
    page = app.switch_page("pages/look_alikes.py")
    page.query_params.update({"one": "Chihuahua", "other": "Samoyed"})
    page.run()
    assert links(page, "breed") == {
        "More about the Chihuahua": {"breed": "Chihuahua"},
        "More about the Samoyed": {"breed": "Samoyed"},
    }
    shown = " ".join(element.value for element in page.markdown)
    assert all(breed_facts(wnid).telltale in shown for wnid in ("n02085620", "n02111889"))
