from dogbreed.breeds import BREEDS
from dogbreed.other_breeds import other_breed, other_breeds


def test_every_name_can_stand_alone_and_in_a_sentence():
    for breed in other_breeds().values():
        article, _, name = breed.with_article.partition(" ")
        assert article in {"a", "an"}
        assert name.lower() == breed.name.lower()
        assert breed.name[0].isupper()
        assert len(breed.about.split()) <= 12
        assert not breed.about.endswith(".")


def test_none_of_them_is_one_of_the_120():
    known = {name.lower() for breed in BREEDS for name in (breed.name, *breed.aliases)}
    assert not known & {breed.name.lower() for breed in other_breeds().values()}


def test_a_mix_has_no_origin_and_a_breed_has_one():
    assert other_breed("goldendoodle").mix
    assert (other_breed("dachshund").with_article, other_breed("dachshund").origin) == ("a dachshund", "Germany")
    assert all(breed.origin for breed in other_breeds().values() if not breed.mix)
