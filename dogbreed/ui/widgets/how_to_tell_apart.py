"""What tells the two apart, in words."""

from urllib.parse import urlsplit

import streamlit as st

from dogbreed.look_alikes import Difference, how_to_tell_apart
from dogbreed.ui.look_alikes.pair_choice import Pair


def difference(pair: Pair) -> None:
    """What has been written down about the two."""
    found = how_to_tell_apart(pair.one.wnid, pair.other.wnid)
    if found is None:
        st.markdown("Nobody has written down yet how to tell these two apart. Their photos have to do.")
        return
    in_words(found)


def in_words(found: Difference) -> None:
    """The text with its sources, in a column of any width."""
    st.markdown(found.text)
    links = ", ".join(f"[{urlsplit(url).netloc.removeprefix('www.')}]({url})" for url in found.sources)
    st.caption(f"In our words, from {links}.")
