from dataclasses import replace

import numpy as np
import pytest

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.imagenet import IMAGENET, Kind
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.memory import Memory
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import Verdict, VerdictKind, decide, judge

DEERHOUND, WOLFHOUND, GREYHOUND, BORZOI = map(breed, ("n02092002", "n02090721", "n02091032", "n02090622"))
PUG, BEAGLE = breed("n02110958"), breed("n02088364")
THRESHOLDS = Thresholds(breed=0.7, lookalikes=0.9, group=0.9, dog=0.2)
CLASSES = tuple(known.wnid for known in BREEDS)
NAMES = {known.name.lower(): place for place, known in enumerate(IMAGENET)}


def top(*first: tuple[Breed, float]) -> list[tuple[Breed, float]]:
    """Ten answers, the rest of the probability on terriers."""
    others = [known for known in BREEDS if known.group == "Terriers"][: 10 - len(first)]
    rest = (1 - sum(probability for _, probability in first)) / len(others)
    return [*first, *((other, rest) for other in others)]


def seen(**shares: float) -> Scene:
    probabilities = np.zeros(1000, np.float32)
    for name, share in shares.items():
        probabilities[NAMES[name.replace("_", " ").lower()]] = share
    return Scene(probabilities)


def prediction(scene: Scene | None) -> Prediction:
    probabilities = np.full(120, 1e-4, np.float32)
    probabilities[CLASSES.index(DEERHOUND.wnid)] = 0.99
    return Prediction(CLASSES, np.log(probabilities), probabilities, np.zeros(2048), None, scene)


@pytest.mark.parametrize(
    ("first", "kind", "sentence"),
    [
        ([(DEERHOUND, 0.7)], VerdictKind.BREED, "Very likely a Scottish deerhound"),
        (
            [(DEERHOUND, 0.55), (WOLFHOUND, 0.36)],
            VerdictKind.LOOKALIKES,
            "A Scottish deerhound or an Irish wolfhound",
        ),
        (
            [(DEERHOUND, 0.4), (WOLFHOUND, 0.3), (BORZOI, 0.21)],
            VerdictKind.LOOKALIKES,
            "A Scottish deerhound, an Irish wolfhound or a borzoi",
        ),
        (
            [(DEERHOUND, 0.3), (WOLFHOUND, 0.3), (BORZOI, 0.2), (GREYHOUND, 0.15)],
            VerdictKind.GROUP,
            "A sighthound, but which one is not clear",
        ),
        (
            [(DEERHOUND, 0.3), (PUG, 0.3), (BEAGLE, 0.2)],
            VerdictKind.UNSURE,
            "A dog, but not clearly one of the 120 breeds we know",
        ),
    ],
)
def test_an_answer_goes_as_far_as_its_probabilities(first, kind, sentence):
    verdict = decide(top(*first), THRESHOLDS)
    assert (verdict.kind, verdict.sentence) == (kind, sentence)
    names_them = kind in {VerdictKind.BREED, VerdictKind.LOOKALIKES}
    assert verdict.named == (tuple(dog for dog, _ in first) if names_them else ())


def test_it_never_names_more_than_three():
    four = top((DEERHOUND, 0.3), (WOLFHOUND, 0.25), (BORZOI, 0.2), (GREYHOUND, 0.2))
    named = {
        threshold: len(decide(four, Thresholds(breed=1, lookalikes=threshold)).named)
        for threshold in (0.1, 0.55, 0.56, 0.75, 0.76, 0.95)
    }
    assert named == {0.1: 2, 0.55: 2, 0.56: 3, 0.75: 3, 0.76: 0, 0.95: 0}


def test_a_network_that_knows_dogs_alone_claims_no_dog():
    verdict = decide(top((DEERHOUND, 0.5)), Thresholds(breed=0.7))
    assert verdict.kind is VerdictKind.UNSURE
    assert verdict.sentence == "Not sure enough to name one breed; the closest is a Scottish deerhound"


def test_a_cat_is_no_dog_however_sure_the_breed_is():
    verdict = judge(prediction(seen(tabby_cat=0.7, Persian_cat=0.2, Chihuahua=0.1)), THRESHOLDS)
    assert verdict.kind is VerdictKind.NOT_A_DOG
    assert verdict.sentence == "No dog found: this looks like a tabby cat"


def test_what_is_not_clearly_recognised_is_not_named():
    verdict = judge(prediction(seen(dust_jacket=0.3, couch=0.3, Chihuahua=0.1)), THRESHOLDS)
    assert verdict.kind is VerdictKind.NOT_A_DOG
    assert verdict.sentence == "No dog found in this photo"


def test_a_wolf_is_not_a_dog():
    verdict = judge(prediction(seen(grey_wolf=0.6, Siberian_husky=0.4)), THRESHOLDS)
    assert verdict.kind is VerdictKind.NOT_A_DOG
    assert verdict.sentence == "This looks like a grey wolf, not a dog"


def test_a_dalmatian_is_a_dog_but_not_one_of_our_breeds():
    verdict = judge(prediction(seen(Dalmatian=0.8, beagle=0.2)), THRESHOLDS)
    assert verdict.kind is VerdictKind.OTHER_BREED
    assert verdict.sentence == "A mix or a breed it has not learned; of the 120 most like a Scottish deerhound"


def test_a_dog_beside_something_else_is_still_a_dog():
    verdict = judge(prediction(seen(couch=0.7, Scottish_deerhound=0.3)), THRESHOLDS)
    assert verdict == Verdict(VerdictKind.BREED, (DEERHOUND,))


def test_without_a_scene_the_breed_decides():
    assert judge(prediction(None), Thresholds(breed=0.7)).kind is VerdictKind.BREED


def test_imagenet_holds_the_120_breeds_in_their_order():
    assert [known.wnid for known in IMAGENET if known.kind is Kind.BREED] == list(CLASSES)
    assert len(IMAGENET) == 1000


def test_a_breed_that_is_not_familiar_is_not_named_however_probable_it_is():
    thresholds = THRESHOLDS.model_copy(update={"familiarity": 9.0})
    first = top((DEERHOUND, 0.99))
    assert decide(first, thresholds, familiarity=9.0).kind is VerdictKind.BREED
    verdict = decide(first, thresholds, familiarity=8.9)
    assert verdict.kind is VerdictKind.OTHER_BREED
    assert verdict.sentence == "A mix or a breed it has not learned; of the 120 most like a Scottish deerhound"
    assert not verdict.named


def test_a_cat_stays_a_cat_however_unfamiliar():
    verdict = decide(top((DEERHOUND, 0.99)), THRESHOLDS.model_copy(update={"familiarity": 9.0}), dog=0.1, familiarity=0)
    assert verdict.kind is VerdictKind.NOT_A_DOG


def test_a_dog_like_other_dogs_in_the_memory_gets_their_names():
    thresholds = Thresholds(breed=0.7, familiarity=0, suggestion=0.7)
    like_the_known, like_another, like_none = np.eye(4, dtype=np.float32)[:3]
    memory = made_up_memory(known=like_the_known, other=like_another, name="dachshund")

    def sentence(embedding):
        return judge(replace(prediction(None), embedding=embedding), thresholds, memory).sentence

    assert sentence(like_the_known) == "Very likely a Scottish deerhound"
    assert sentence(like_another) == "Not one of the 120 breeds it learned. Most like a dachshund"
    strange = like_none + 0.5 * like_another
    assert sentence(strange) == "A mix or a breed it has not learned; of the 120 most like a Scottish deerhound"


def made_up_memory(known, other, name):
    empty = np.zeros((1, 1), np.float32)
    prototypes, others = ((127 * vector[None]).astype(np.int8) for vector in (known, other))
    return Memory(empty, empty, empty, empty, prototypes, others, np.array([name]), weight=10)
