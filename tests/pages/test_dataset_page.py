import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dogbreed.dataset.duplicates import load_duplicates
from dogbreed.dataset.index import load_index
from dogbreed.dataset.photo_facts import photo_facts
from dogbreed.ui.dataset.problems import PAIRS_PER_PAGE
from tests.pages.conftest import APP
from tests.pages.drawn import photo
from tests.pages.galleries import found

Open = Callable[..., AppTest]
FACTS = photo_facts(load_index())
CHIHUAHUA = "n02085620"


@pytest.fixture
def open_page(no_photos: None) -> Open:
    """Opens the page under an address."""

    def open_(**address: Any) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=120).switch_page("pages/dataset.py")
        app.query_params.update(address)
        return app.run()

    return open_


def words(page: AppTest) -> str:
    shown = [*page.markdown, *page.caption, *page.info, *page.error]
    return " ".join(element.value for element in shown).replace("\N{NO-BREAK SPACE}", " ")


def alts(page: AppTest) -> list[str]:
    return [chart.proto.alt for chart in page.get("plotly_chart")]


def test_it_opens_with_the_figures_of_the_study_and_photos_to_look_at(open_page: Open) -> None:
    page = open_page()
    assert not page.exception
    assert [metric.value for metric in page.metric] == [
        "20,580",
        "120",
        "148 to 252",
        "97 to 3,264",
        "100 to 2,562",
    ]
    assert found(page) == 20_580
    assert len(page.get("image")) == 12 + 2 * 6
    assert words(page).count("Photos not installed") == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"breed": "Chihuahua"}, FACTS["wnid"] == CHIHUAHUA),
        ({"breed": CHIHUAHUA}, FACTS["wnid"] == CHIHUAHUA),
        ({"breed": "Terriers", "split": "Test photos"}, FACTS["group"].eq("Terriers") & FACTS["split"].eq("test")),
        ({"dogs": "4 or more"}, FACTS["dogs"] >= 4),
        ({"dogs": "2", "fill": ["50", "100"]}, (FACTS["dogs"] == 2) & (FACTS["fill"] >= 0.5)),
        ({"width": ["512", "1024"]}, (FACTS["width"] >= 512) & (FACTS["width"] < 1024)),
        ({"height": ["100", "128"]}, FACTS["height"] < 128),
        ({"aspect": ["0.3", "0.5"]}, FACTS["aspect"] < 0.5),
        ({"breed": "dog", "split": "x", "width": "y", "fill": "-4", "page": "99999", "view": "z"}, FACTS["width"] > 0),
    ],
)  # fmt: skip
def test_a_link_reproduces_the_view(open_page: Open, address: dict[str, Any], expected: Any) -> None:
    page = open_page(**address)
    assert not page.exception
    assert found(page) == expected.sum()


@pytest.mark.parametrize(("view", "charts"), [("Breeds", 1), ("Kennel groups", 2), ("Sizes", 2), ("Dogs", 2)])
def test_every_view_has_alts_and_numbers(open_page: Open, view: str, charts: int) -> None:
    page = open_page(view=view)
    assert not page.exception
    assert len(alts(page)) == charts
    assert all(alts(page))
    assert len(page.get("download_button")) == charts + 2


@pytest.mark.parametrize("view", ["Breeds", "Kennel groups", "Sizes", "Dogs"])
def test_without_a_photo_every_view_says_so(open_page: Open, view: str) -> None:
    page = open_page(view=view, breed="Chihuahua", dogs="4 or more", width=["97", "108"], split="Test photos")
    assert not page.exception
    assert found(page) == 0
    page.button[0].click().run()
    assert not page.exception
    assert found(page) == 20_580


def test_breeds_can_be_searched_and_sorted(open_page: Open) -> None:
    page = open_page(search="TERRIER", sort="Fewest first")
    assert not page.exception
    terriers = FACTS[FACTS["breed"].str.contains("terrier", case=False)]
    assert f"{terriers['wnid'].nunique()} breeds with" in words(page)
    fewest = terriers["breed"].value_counts().min()
    assert f", {fewest};" in alts(page)[0]
    page.text_input(key="search").set_value("unicorn").run()
    assert not page.exception
    assert "No photo matches" in words(page)


def test_a_chart_shows_what_the_other_filters_leave(open_page: Open) -> None:
    page = open_page(view="Kennel groups", breed="Chihuahua", split="Test photos")
    test = FACTS[FACTS["split"] == "test"]
    assert f"; Sighthounds, {(test['group'] == 'Sighthounds').sum()}" in alts(page)[0]
    chihuahuas = FACTS[FACTS["wnid"] == CHIHUAHUA]
    assert f"Training photos, 100; Test photos, {len(chihuahuas) - 100}" in alts(page)[1]


def test_the_target_of_the_network_is_told_in_photos(open_page: Open) -> None:
    below = (FACTS["pixels"] < 50_176).mean()
    assert (
        f"{100 * below:.1f} % of the photos have fewer pixels than the 224 \N{MULTIPLICATION SIGN} 224 = 50,176"
        in words(open_page(view="Sizes"))
    )


def test_the_pages_begin_again_with_other_photos(open_page: Open) -> None:
    page = open_page(page="7")
    assert page.get("pagination")[0].value == 7
    page.selectbox(key="split").select("test").run()
    assert page.get("pagination")[0].value == 1


def test_sliders_chart_and_key_figures_have_the_same_ends(open_page: Open) -> None:
    page = open_page(view="Sizes")
    figures = {metric.label: metric.value for metric in page.metric}
    assert (figures["Width in pixels"], figures["Height in pixels"]) == ("97 to 3,264", "100 to 2,562")
    assert page.select_slider(key="width").value == (97, 3264)
    assert page.select_slider(key="height").value == (100, 2562)
    axes = json.loads(page.get("plotly_chart")[0].proto.spec)["layout"]
    assert [round(10**end) for end in axes["xaxis"]["range"]] == [97, 3264]
    assert [round(10**end) for end in axes["yaxis"]["range"]] == [100, 2562]
    assert "97 to 128 px wide" in words(open_page(width=["97", "128"]))


def test_the_order_is_a_choice(open_page: Open) -> None:
    page = open_page(order="Fewest pixels first")
    assert not page.exception
    smallest = FACTS.sort_values("pixels", kind="stable").iloc[0]
    assert f"{smallest['width']}\N{MULTIPLICATION SIGN}{smallest['height']} px" in words(page)


def test_photos_on_disk_are_shown_with_boxes_and_only_those_of_the_page_are_read(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def local(files: Any) -> dict[str, bytes]:
        read.extend(files)
        return dict.fromkeys(files, photo(size=(224, 168)))

    monkeypatch.setattr("dogbreed.ui.widgets.gallery.photos", local)
    page = open_page(page="2", width=["97", "512"])
    assert not page.exception
    narrow = FACTS[FACTS["width"] < 512]
    duplicates = load_duplicates()[["file", "other"]].head(PAIRS_PER_PAGE).to_numpy().ravel()
    assert read == [*narrow["file"].iloc[12:24], *dict.fromkeys(duplicates)]
    assert "copies that show only a part of the original" in words(page)


def test_near_duplicates_are_told_across_the_split_and_under_two_labels(open_page: Open) -> None:
    pairs, split = load_duplicates(), FACTS.set_index("file")["split"]
    across = pairs["file"].map(split) != pairs["other"].map(split)
    page = open_page(pairs="Across training and test set")
    assert not page.exception
    assert f"**{len(pairs)} pairs**" in words(page)
    assert f"**{across.sum()}** have one photo in the training set" in words(page)
    assert f"{pairs[across]['distance'].iloc[0]} of 256 bits differ" in words(page)


def test_tiny_photos_and_implausible_boxes_are_listed(open_page: Open) -> None:
    assert f"**{(FACTS['pixels'] < 50_176).sum():,} photos**" in words(open_page(oddity="Tiny photos"))
    page = open_page(oddity="Implausible boxes")
    assert not page.exception
    assert "1 larger than the photo, 1 outside the photo" in words(page)
    assert "box larger than the photo, 99.9 % of the photo" in words(page)


def test_a_link_to_a_page_of_problems_works_and_other_pairs_begin_again(open_page: Open) -> None:
    page = open_page(pairs_page="3", oddity="Near-duplicates")
    assert not page.exception
    distances = [f"{bits} of 256 bits differ" for bits in load_duplicates()["distance"].iloc[12:18]]
    assert [caption.value for caption in page.caption if "bits differ" in caption.value] == distances
    page.segmented_control(key="pairs").set_value("With two different labels").run()
    assert not page.exception
    assert sum("bits differ" in caption.value for caption in page.caption) == 5
    page = open_page(oddity="Implausible boxes", odd_boxes_page="5")
    assert not page.exception
    assert page.get("pagination")[-1].value == 5
