"""Addresses that a request hands in and that we send a browser to."""

from __future__ import annotations

from urllib.parse import urlsplit


def local_address(wanted: str, otherwise: str = "/") -> str:
    """`wanted` if it is a path on this site, else `otherwise`: nobody is sent to another site by a link to ours."""
    parts = urlsplit(wanted)
    is_local = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return wanted if is_local and wanted.isprintable() and "\\" not in wanted else otherwise
