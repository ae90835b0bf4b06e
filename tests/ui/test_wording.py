from dogbreed.ui.wording import count, loss, percent, plain


def test_figures_look_the_same_everywhere():
    assert percent(0.9124) == "91.2\N{NO-BREAK SPACE}%"
    assert loss(0.2846) == "0.28"
    assert count(20580) == "20,580"


def test_a_file_name_is_shown_as_it_is():
    assert plain("my_dog_*1*.jpg") == r"my\_dog\_\*1\*\.jpg"
