from dogbreed.evaluation.model_card import MODEL_CARD_FILE, render
from dogbreed.evaluation.report import load_report
from dogbreed.inference.bundle import available, load_bundle
from dogbreed.settings import PROJECT


def test_every_model_card_says_what_the_files_beside_it_say():
    for name in available():
        bundle = load_bundle(name)
        assert (bundle.folder / MODEL_CARD_FILE).read_text() == render(bundle)


def test_the_readme_gives_the_measured_figures():
    readme = (PROJECT / "README.md").read_text()
    report = load_report("xception")
    assert f"{report['all']['top1']['value']:.1%}" in readme
    assert f"{report['all']['top5']['value']:.1%}" in readme
    assert f"{report['whole']['top1']['value']:.1%}" in readme
