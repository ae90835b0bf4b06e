"""Figures and names as every page writes them."""

import re


def percent(share: float) -> str:
    """A share, 0 to 1, with one decimal: `91.2 %`; what is nearly all or nothing does not read as all or nothing."""
    if 0 < share < 0.0005:
        return "< 0.1\N{NO-BREAK SPACE}%"
    if 0.9995 <= share < 1:
        return "> 99.9\N{NO-BREAK SPACE}%"
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def loss(value: float) -> str:
    """A cross-entropy in nats, with two decimals: `0.28`."""
    return f"{value:.2f}"


def count(number: int) -> str:
    """A number of things: `20,580`."""
    return f"{number:,}"


def plain(text: str) -> str:
    """Text whose every character is shown as it is where Streamlit would read Markdown, such as a file's name."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])", r"\\\1", text)
