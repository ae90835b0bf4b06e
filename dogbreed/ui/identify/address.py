"""The page's address: it says which photo is open, so that the browser's Back leads from a photo to the overview.

It also says that photos were added, so that a page that is reloaded can tell that they are gone. It holds nothing that
would show them to another visitor: a photo's number counts in its own session only.
"""

import streamlit as st

from dogbreed.ui.identify.album import Album

OPEN, PHOTOS, ADDED = "open", "photos", "added"
GONE = "Your photos and answers are gone: the page was reloaded, or the server was restarted. Add the photos again."


def keep_address(album: Album) -> None:
    """Open the photo of an address that the visitor went to; else write the open photo into the address.

    A new session that finds an address with photos says that they are gone.
    """
    address = st.query_params.to_dict()
    ours = {key: address[key] for key in (PHOTOS, OPEN) if key in address}
    if ours and album.untouched:
        st.session_state["photos-gone"] = True
    if ours.get(OPEN) != st.session_state.get("open-in-address"):
        album.open_number(ours.get(OPEN))
    opened = album.entries.get(album.opened or "")
    wanted = ({PHOTOS: ADDED} if album.entries else {}) | ({OPEN: str(opened.number)} if opened else {})
    if wanted != ours:
        others = {key: value for key, value in address.items() if key not in ours}
        st.query_params.from_dict(others | wanted)
    st.session_state["open-in-address"] = wanted.get(OPEN)
    if album.untouched and st.session_state.get("photos-gone"):
        st.warning(GONE, icon=":material/history:")
