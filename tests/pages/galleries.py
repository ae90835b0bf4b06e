"""What a page with a gallery says of it."""

import re

from streamlit.testing.v1 import AppTest


def found(page: AppTest) -> int:
    """How many photos the page says it found."""
    if any("No photo matches" in element.value for element in page.info):
        return 0
    [line] = [element.value for element in page.markdown if re.match(r"\*\*[\d,]+ photos?\*\*: ", element.value)]
    return int(line.split()[0].strip("*").replace(",", ""))
