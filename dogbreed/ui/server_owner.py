"""Who runs the server: what it downloads is that person's choice, not any visitor's."""

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

import streamlit as st

from dogbreed.settings import settings

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
"""Headers by which a proxy tells whom it speaks for."""


def may_download() -> bool:
    """Whether this visitor runs the server, or everybody may download photos to it (`DOGBREED_ALLOW_DOWNLOAD`)."""
    return settings().allow_download or is_local(st.context.ip_address, st.context.headers)


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a browser runs on the server's own computer, and no proxy there speaks for others.

    Args:
        address: From where the connection comes; None for this computer.
        headers: Of the connection. `Host` and `Origin` are what the visitor's browser has as the page's address.
    """
    if any(name in headers for name in FORWARDED) or not is_loopback(address or "localhost"):
        return False
    hosts = [urlsplit(f"//{headers.get('Host', '')}").hostname, urlsplit(headers.get("Origin", "")).hostname]
    return all(host and is_loopback(host) for host in hosts)


def is_loopback(host: str) -> bool:
    """Whether a name or an IP address is that of the computer itself."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback
