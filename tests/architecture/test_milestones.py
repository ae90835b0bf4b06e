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


def test_figures_are_those_of_the_papers():
    table = milestones().set_index(["network", "networks", "crops"])
    assert table.loc[("AlexNet", 1, "10"), ["top1_error", "top5_error"]].tolist() == [40.7, 18.2]
    assert table.loc[("ResNet-152", 1, "10"), ["top1_error", "top5_error"]].tolist() == [21.43, 5.71]
    assert table.loc[("Xception", 1, "1"), ["top1_error", "top5_error"]].tolist() == [21.0, 5.5]
