import pytest

from dogbreed.architecture.milestones import milestones


def test_every_measurement_has_its_paper_its_source_and_how_it_was_made():
    table = milestones()
    assert table["link"].str.startswith("https://").all()
    for column in ("paper", "source", "split", "networks", "crops"):
        assert table[column].notna().all()
    assert table[["top1_error", "top5_error"]].max().max() < 50
    assert (table["top1_error"].dropna() > table["top5_error"][table["top1_error"].notna()]).all()


def test_one_measurement_a_network_is_compared_and_it_is_of_one_network():
    compared = milestones().query("compared")
    assert compared["network"].is_unique
    assert (compared["networks"] == 1).all()
    assert (compared["split"] == "validation").all()
    assert set(compared.query("crops != '1'")["network"]) == {"AlexNet"}


@pytest.mark.parametrize(
    ("network", "crops", "errors"),
    [("AlexNet", "10", [40.7, 18.2]), ("ResNet-152", "10", [21.43, 5.71]), ("Xception", "1", [21.0, 5.5])],
)
def test_figures_are_those_of_the_papers(network, crops, errors):
    table = milestones()
    [row] = table[(table["network"] == network) & (table["networks"] == 1) & (table["crops"] == crops)].index
    assert table.loc[row, ["top1_error", "top5_error"]].tolist() == errors
