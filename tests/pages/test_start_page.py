import re


def texts(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.warning])


def test_it_tells_the_study_in_order(start_page):
    assert not start_page.exception
    assert [header.value for header in start_page.header] == [
        "The problem",
        "The data",
        "The networks",
        "The evaluation",
        "The mistakes",
        "Where it could go next",
    ]


def test_every_chart_has_a_title_words_for_screen_readers_and_its_numbers(start_page):
    charts = start_page.get("plotly_chart")
    assert len(charts) == 5
    assert all(len(chart.proto.alt) > 60 for chart in charts)
    assert [button.label for button in start_page.get("download_button")] == [
        f"{table} as CSV"
        for table in ("Photos per breed", "Accuracy", "Reliability", "Confused pairs", "Wrong answers")
    ]


def test_figures_are_those_of_the_dataset(start_page):
    words = texts(start_page)
    for fact in ("20,580 colour photos", "12,000 to learn from", "8,580 kept for the test", "148 to 252 photos"):
        assert fact in words


def test_the_2023_study_is_named_wherever_its_figures_stand(start_page):
    words = texts(start_page)
    assert "2.62 (CNN, 30 breeds) and 1.42 (Xception, number of breeds not reported)" in words
    accuracy = next(chart for chart in start_page.get("plotly_chart") if "2023 study" in chart.proto.alt)
    assert "25.0\N{NO-BREAK SPACE}% (2023 study: CNN, 30 breeds)" in accuracy.proto.alt
    assert "73.0\N{NO-BREAK SPACE}% (2023 study: Xception, number of breeds not reported)" in accuracy.proto.alt


def test_it_says_that_the_network_has_probably_seen_the_test_photos(start_page):
    assert "probably seen the test photos" in start_page.warning[0].value
    assert "open question" in start_page.warning[0].value


def test_without_any_photos_cards_stand_in_and_say_where_photos_come_from(start_page):
    assert len(start_page.get("image")) == 2
    assert "dogbreed data download" in texts(start_page)
    assert [toggle.key for toggle in start_page.toggle] == ["stage-switch"]


def test_percentages_have_one_decimal(start_page):
    shares = re.findall(r"([\d.]+)\N{NO-BREAK SPACE}%", texts(start_page))
    assert shares
    assert all(re.fullmatch(r"\d+\.\d", share) for share in shares)


def test_the_button_leads_to_the_identify_page(start_page):
    start_page.button[0].click().run()
    assert not start_page.exception
    assert start_page.title[0].value == "Which breed is it?"
