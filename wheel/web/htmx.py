"""The one place that knows htmx: whether a fragment is asked for, and how the answers to one are addressed."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template
from htmx_flask import request
from werkzeug.wrappers import Response as AnyResponse

UNPROCESSABLE = 422


def wants_fragment() -> bool:
    """Whether htmx asks for a piece of the page, rather than a browser for the whole of it."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page_or_fragment(whole: str, fragment: str, status: int = 200, /, **values: object) -> Response:
    """The fragment for htmx, else the page that includes it; caches are told that it depends."""
    name = fragment if wants_fragment() else whole
    response = make_response(render_template(name, **values), status)
    response.vary.add("HX-Request")
    return response


def done(message: str, to: str, fragment: str | None = None, /, **values: object) -> AnyResponse:
    """After a change: htmx gets the changed fragment with the message, a browser is sent to a page that shows it."""
    if wants_fragment() and fragment is not None:
        return make_response(render_template("_changed.html", fragment=fragment, message=message, **values))
    flash(message)
    if wants_fragment():
        return Response(status=204, headers={"HX-Redirect": to})
    return redirect(to, code=303)
