"""The series form as a planner fills it in, with or without JavaScript."""

from __future__ import annotations

from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX

NEW = "/series/new?body=direktionen"
EVEN_WEDNESDAYS = {"weekly_on_3": "1", "weekly_weeks": "even"}
NOT_IN_HOLIDAYS = {
    "on_closed": "skip",
    "closes_public_holidays": "1",
    "closes_closing_days": "1",
    "closes_school_holidays": "1",
}


def form_at(client: FlaskClient, address: str = NEW) -> Element:
    return page(client.get(address)).one("form", class_="series-form")


def typed_in(root: Element) -> dict[str, str]:
    """What the form on the page sends, without the token that is another each time."""
    sent = root.one("form", class_="series-form").sends()
    return {name: text for name, text in sent.items() if name != "csrf_token"}


def filled(client: FlaskClient, address: str = NEW, /, **typed: str) -> dict[str, str]:
    """What the form at the address sends once that is typed; a tick is taken away by typing nothing over it."""
    sent = typed_in(page(client.get(address))) | typed
    return {name: text for name, text in sent.items() if text or name not in typed}


def previewed(client: FlaskClient, form: dict[str, str]) -> Element:
    return fragment(client.post("/series/previews", data=form, headers=HTMX))


def lines(preview: Element) -> list[str]:
    """The dates of a preview, as they are read."""
    return [line.text for dates in preview.all("ol") for line in dates.all("li")]


def told(preview: Element) -> dict[str, str]:
    """What the preview tells the fields, by their names."""
    return {line.attributes["data-field"]: line.text for line in preview.all("li") if "data-field" in line.attributes}
