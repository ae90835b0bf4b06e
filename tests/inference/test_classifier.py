import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest


def test_the_evidence_averages_exactly_to_the_logits(classifier, drawn):
    prediction = classifier.predict(drawn)
    assert prediction.evidence.values.shape == (10, 10, 120)
    assert prediction.evidence.values.mean(axis=(0, 1)) == pytest.approx(prediction.logits, abs=1e-3)


def test_probabilities_are_calibrated_logits_and_the_top_five_are_in_order(classifier, drawn):
    prediction = classifier.predict(drawn)
    scaled = np.exp(prediction.logits.astype(np.float64) / classifier.bundle.card.temperature)
    assert prediction.probabilities == pytest.approx(scaled / scaled.sum(), abs=1e-5)
    probabilities = [probability for _, probability in prediction.top(5)]
    assert probabilities == sorted(probabilities, reverse=True)
    assert probabilities[0] == pytest.approx(prediction.probabilities.max())


def test_features_are_2048_numbers_that_depend_on_the_photo(classifier, drawn):
    features, dark = (classifier.predict(pixels).features for pixels in (drawn, drawn // 8))
    assert features.shape == (2048,)
    assert not np.allclose(features, dark)


def test_eight_callers_at_once_get_what_each_would_get_alone(classifier, drawn):
    photos = [np.roll(drawn, 37 * shift, axis=1) for shift in range(8)]
    alone = [classifier.predict(photo).logits for photo in photos]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda photo: classifier.predict(photo).logits, photos))
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one, other)


def test_answering_does_not_import_tensorflow():
    code = (
        "import sys; from dogbreed.inference.identify import identify; from dogbreed.commands.predict import predict; "
        "from dogbreed.inference.bundle import load_bundle; from dogbreed.inference.classifier import Classifier; "
        "Classifier(load_bundle('xception')); "
        "sys.exit(bool({'tensorflow', 'keras', 'mlflow', 'torch'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
