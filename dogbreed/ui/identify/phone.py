"""What the visitor's browser says of the device: a phone has a camera at hand and no files to drop."""

from urllib.parse import urlsplit

import streamlit as st

from dogbreed.ui.server_owner import is_loopback


def on_phone() -> bool:
    """Whether the browser calls itself mobile."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def camera_allowed() -> bool:
    """Whether browsers give their camera to this page: over HTTPS, or on this machine."""
    address = urlsplit(st.context.url or "")
    return address.scheme == "https" or is_loopback(address.hostname or "")
