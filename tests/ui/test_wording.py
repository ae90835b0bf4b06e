from dogbreed.ui.wording import count, loss, percent, plain


def test_figures_look_the_same_everywhere():
    assert percent(0.9124) == "91.2\N{NO-BREAK SPACE}%"
    assert loss(0.2846) == "0.28"
    assert count(20580) == "20,580"


def test_nearly_certain_never_reads_as_certain():
    assert percent(0.99951) == "> 99.9\N{NO-BREAK SPACE}%"
    assert percent(0.00049) == "< 0.1\N{NO-BREAK SPACE}%"
    assert (percent(0.0), percent(1.0)) == ("0.0\N{NO-BREAK SPACE}%", "100.0\N{NO-BREAK SPACE}%")
    assert (percent(0.0005), percent(0.9994)) == ("0.1\N{NO-BREAK SPACE}%", "99.9\N{NO-BREAK SPACE}%")


def test_a_file_name_is_shown_as_it_is():
    assert plain("my_dog_*1*.jpg") == r"my\_dog\_\*1\*\.jpg"
