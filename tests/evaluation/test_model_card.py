import pytest

from dogbreed.evaluation.model_card import MODEL_CARD_FILE, render
from dogbreed.evaluation.report import load_report
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
    for figure in (f"{figures['top1']['value']:.1%}", f"{figures['top5']['value']:.1%}"):
        assert figure in row
    assert f"{figures['cross_entropy']['value']:.2f}" in row


def test_the_readme_gives_what_the_answers_are_worth():
    readme = (PROJECT / "README.md").read_text()
    verdicts = load_report("served")["verdicts"]
    for kind in ("breed", "lookalikes", "group"):
        assert f"{verdicts[kind]['coverage']['value']:.1%}" in readme
        assert f"{verdicts[kind]['kept']['value']:.1%}" in readme
    assert f"refuses {verdicts['not_a_dog']['coverage']['value']:.1%} of" in readme.replace("\n", " ")
