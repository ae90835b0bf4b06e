import pytest

from dogbreed.evaluation.top1 import load_top1
from dogbreed.settings import settings


@pytest.fixture
def open_page(app):
    def opened(**address):
        page = app.switch_page("pages/look_alikes.py")
        page.query_params.update(address)
        return page.run()

    return opened


def words(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.info, *page.success])


def test_it_opens_with_the_deerhound_and_the_wolfhound(open_page):
    page = open_page()
    assert not page.exception
    assert [header.value for header in page.header[:2]] == ["Scottish deerhound", "Irish wolfhound"]
    assert "akc.org" in words(page)
    answers = load_top1(settings().model)
    deerhounds = answers[answers["truth"] == "n02092002"]
    taken = int((deerhounds["answer"] == "n02090721").sum())
    assert f"{taken} of {len(deerhounds)} mistaken for an Irish wolfhound" in words(page)
    assert "Test photos; the dogbreed ensemble names the right breed in" in words(page)
    assert words(page).count("Photos not installed") == 1
    assert all(image.proto.imgs[0].alt for image in page.get("image"))


@pytest.mark.parametrize("husky", ["Siberian husky", "n02110185"])
def test_a_link_opens_any_pair_by_name_or_wordnet_id(open_page, husky):
    page = open_page(one="Eskimo dog", other=husky)
    if husky.startswith("n0"):
        page.run()
    assert not page.exception
    assert [header.value for header in page.header[:2]] == ["Eskimo dog", "Siberian husky"]


def test_a_confused_pair_can_be_taken_from_the_list(open_page):
    page = open_page()
    ranking = page.selectbox(key="pair-ranking")
    ranking.select_index(0).run()
    assert not page.exception
    one, other = (header.value for header in page.header[:2])
    assert f"{one}, {other}" == ranking.options[0]


def test_a_pair_without_a_text_still_has_its_photos(open_page):
    page = open_page(one="Chihuahua", other="Samoyed")
    assert not page.exception
    assert "No description for this pair yet" in words(page)
    assert len(page.get("image")) >= 6 + 8


def test_one_breed_twice_is_no_pair(open_page):
    page = open_page(one="Pug", other="Pug")
    assert not page.exception
    assert "two different breeds" in words(page)
