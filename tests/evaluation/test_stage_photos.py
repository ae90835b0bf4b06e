from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import load_index
from dogbreed.evaluation.stage_photos import stage_photos
from dogbreed.evaluation.top1 import load_top1
from dogbreed.networks.registry import ENSEMBLE


def test_every_breed_has_photos_for_a_round_and_typical_ones():
    index = load_index().set_index("file").loc[list(stage_photos())]
    counted = index.groupby(["wnid", "split"]).size().unstack()
    assert len(counted) == len(BREEDS)
    assert counted["test"].min() >= 2
    assert counted["train"].min() >= 6


def test_they_are_few_and_each_is_named_once():
    assert len(stage_photos()) == len(set(stage_photos())) < 1200


def test_the_most_important_come_first():
    index, files = load_index().set_index("file"), stage_photos()
    one, other = index.loc[list(files[:2]), "wnid"]
    answers = load_top1(ENSEMBLE)
    wrong = answers[~answers["right"]]
    assert ((wrong["truth"] == one) & (wrong["answer"] == other)).any()
    assert index.loc[list(files[2:122]), "wnid"].is_unique
