"""Addresses that a request hands in and that we send a browser to."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.wrappers import Response


def local_address(wanted: str, otherwise: str = "/") -> str:
    """`wanted` if it is a path on this site, else `otherwise`: nobody is sent to another site by a link to ours."""
    # Browsers read a backslash as a slash and leave out tabs and line ends, so that "/\t/host" is another site too.
    is_local = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if is_local else otherwise


def stands_at(address: str) -> Response:
    """Send the browser to where the page that it asked for stands, with the query that it asked with.

    Not for ever (302): the name of a body that was asked for may come to mean another body.
    """
    query = request.query_string.decode("utf-8", "replace")
    return redirect(f"{address}?{query}" if query else address, code=302)


def open_page() -> str:
    """The page that the reader has open: this one, or the one that a form was sent from, since a form has no page."""
    if request.method == "GET":
        return request.full_path
    sent_from = request.headers.get("HX-Current-URL") or request.referrer or "/"
    return local_address(sent_from.removeprefix(request.host_url.rstrip("/")))
