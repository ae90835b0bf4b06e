import pytest

from dogbreed.batch.photo_file import printable


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot 2026-01-01 at 9.41\u202fPM.png",
        "a\u00a0b",
        "犬\u3000海",
        "👩\u200d🦰",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\ufeffa",
        "e\u0301",
    ],
)
def test_names_are_shown_as_they_are(name):
    assert printable(name) == name


@pytest.mark.parametrize(
    "character", ["\0", "\n", "\x1b", "\x7f", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f"]
)
def test_what_commands_a_terminal_or_turns_the_text_round_is_replaced(character):
    assert printable(f"a{character}gpj.exe") == "a\N{REPLACEMENT CHARACTER}gpj.exe"


def test_bytes_that_are_not_utf8_are_replaced():
    assert printable(b"a\xff.jpg".decode(errors="surrogateescape")) == "a\N{REPLACEMENT CHARACTER}.jpg"
