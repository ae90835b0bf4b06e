import pytest

from dogbreed.evaluation.model_card import MODEL_CARD_FILE, render
from dogbreed.evaluation.stored_results import load_report
from dogbreed.inference.bundle import available, load_bundle
from dogbreed.settings import PROJECT


def test_every_model_card_says_what_the_files_beside_it_say():
    for name in available():
        bundle = load_bundle(name)
        assert (bundle.folder / MODEL_CARD_FILE).read_text() == render(bundle)


@pytest.mark.parametrize("name", ["served", "xception", "gate", "cnn", "cnn-study"])
def test_the_readme_gives_the_measured_figures(name):
    row = next(line for line in (PROJECT / "README.md").read_text().splitlines() if line.startswith(f"| `{name}`"))
    figures = load_report(name)["all"]
    top1, top5, cross_entropy = (figures[name]["value"] for name in ("top1", "top5", "cross_entropy"))
    assert row.endswith(f"| {top1:.1%} | {top5:.1%} | {cross_entropy:.2f} |")


def test_the_readme_gives_what_the_answers_are_worth():
    readme = " ".join((PROJECT / "README.md").read_text().split())
    verdicts = load_report("served")["verdicts"]
    coverage = {kind: f"{verdict['coverage']['value']:.1%}" for kind, verdict in verdicts.items()}
    right = {kind: f"{verdicts[kind]['kept']['value']:.1%}" for kind in ("breed", "lookalikes")}
    named = f"{verdicts['lookalikes']['named']:.1f}"
    for sentence in (
        f"names one breed for {coverage['breed']} of these photos and is right for {right['breed']} of them",
        f"for {coverage['lookalikes']} it names two or three, {named} on average, and the right one is among them in "
        f"{right['lookalikes']}",
        f"refuses {coverage['not_a_dog']} of the photos of dogs",
    ):
        assert sentence in readme
