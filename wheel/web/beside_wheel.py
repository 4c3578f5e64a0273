"""Answers to what is changed beside the wheel: the panel anew, what was done, and word that the wheel has changed."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from flask import make_response, render_template, url_for
from htmx_flask import request
from werkzeug.wrappers import Response

from wheel.web.htmx import done, wants_fragment

CHANGED = "wheel-changed"
"""What the page is told, so that its script asks for the wheel anew."""


def changed(message: str, occurrence_id: str, panel: str, /, **values: object) -> Response:
    """The event's page says what was done; beside the wheel its panel does, and the wheel is drawn again."""
    if not is_beside_wheel():
        return done(message, url_for("occurrences.show", occurrence_id=occurrence_id))
    return panel_again(message, occurrence_id, panel, **values)


def panel_again(message: str, occurrence_id: str, panel: str, /, **values: object) -> Response:
    """The panel, wherever in the page the change was sent from."""
    page = render_template("occurrences/_changed.html", fragment=panel, message=message, **values)
    response = make_response(page)
    response.headers["HX-Retarget"] = "#panel"
    response.headers["HX-Reswap"] = "innerHTML"
    response.headers["HX-Trigger"] = json.dumps({CHANGED: {"id": occurrence_id}})
    return response


def is_beside_wheel() -> bool:
    """Whether htmx asks from a page with a wheel, by the address that the browser shows."""
    address = request.htmx.current_url if wants_fragment() else None
    wheels = url_for("wheel.front") + "wheel/"
    return address is not None and urlsplit(address).path.startswith(wheels)
