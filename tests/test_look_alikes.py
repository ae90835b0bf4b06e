from dogbreed.breeds import breed
from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.evaluation.top1 import load_top1
from dogbreed.look_alikes import differences, how_to_tell_apart
from dogbreed.settings import settings


def test_the_forty_most_confused_pairs_have_a_text_with_its_sources():
    worst = confused_pairs(load_top1(settings().model)).head(40)
    for one, other in zip(worst["one"], worst["other"], strict=True):
        difference = how_to_tell_apart(one, other)
        assert difference is not None, f"{breed(one).name} and {breed(other).name}"
        assert difference == how_to_tell_apart(other, one)


def test_the_pair_of_the_study_comes_first_with_the_kennel_club_s_page():
    first = differences()[0]
    assert {breed(wnid).name for wnid in first.breeds} == {"Scottish deerhound", "Irish wolfhound"}
    assert any("difference-between-irish-wolfhound-scottish-deerhound" in url for url in first.sources)


def test_every_text_is_short_and_sourced_and_no_pair_comes_twice():
    pairs = [difference.breeds for difference in differences()]
    assert len(set(pairs)) == len(pairs)
    for difference in differences():
        assert len(difference.breeds) == 2
        assert all(breed(wnid) for wnid in difference.breeds)
        assert 50 < len(difference.text) < 450
        assert difference.sources and all(url.startswith("http") for url in difference.sources)
        assert "\n" not in difference.text


def test_other_pairs_have_none():
    assert how_to_tell_apart("n02085620", "n02111889") is None
