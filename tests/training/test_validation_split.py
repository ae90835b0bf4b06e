from dogbreed.dataset.index import load_index
from dogbreed.training.validation_split import training_photos


def test_validation_is_ten_photos_of_every_breed_and_never_a_test_photo():
    photos = training_photos(load_index())
    assert len(photos) == 12_000
    assert set(photos["split"]) == {"train"}
    assert set(photos[photos["validation"]].groupby("wnid").size()) == {10}


def test_the_same_photos_are_held_out_whatever_the_order_of_the_table():
    index = load_index()
    shuffled = index.sample(frac=1, random_state=1)
    held_out = [set(table.loc[table["validation"], "file"]) for table in map(training_photos, (index, shuffled))]
    assert held_out[0] == held_out[1]


def test_a_small_dataset_keeps_half_of_a_breed_for_training():
    index = load_index().groupby(["wnid", "split"]).head(4)
    photos = training_photos(index)
    assert set(photos[photos["validation"]].groupby("wnid").size()) == {2}
