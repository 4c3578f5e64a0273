"""Every door of the service: each rule and method, an address that opens it, and what it answers the right person.

A rule that is added to the service and not here fails tests/web/test_web_doors.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from string import Formatter

from web_pages import page
from web_site import BODY, Site


@dataclass(frozen=True)
class Door:
    """`address` and `form` hold the {names} of `_IDS` in place of random ids."""

    endpoint: str
    method: str
    address: str
    status: int = 200
    form: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}"

    def address_on(self, site: Site) -> str:
        return _filled(self.address, site)

    def form_on(self, site: Site) -> dict[str, str]:
        return {name: _filled(value, site) for name, value in self.form.items()}


def _filled(text: str, site: Site) -> str:
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format_map({name: _IDS[name](site) for name in names})


def feed_address(site: Site) -> str:
    """The address that the page of subscriptions tells calendar programs: everything public."""
    return page(site.visitor().get("/feeds")).all("link", type="text/calendar")[0].attributes["href"]


_IDS = {
    "meeting": lambda site: site.meeting().id,
    "later": lambda site: site.meeting(1).id,
    "stop": lambda site: site.stop().id,
    "seen": lambda site: site.stop().version,
    "item": lambda site: site.stop().item_id,
    "feed": feed_address,
}

_look = partial(Door, method="GET")
_change = partial(Door, method="POST", status=303)

LOOKS = [
    _look("static", address="/static/page.css"),
    _look("wheel.front", address="/", status=302),
    _look("wheel.year", address="/wheel/2026"),
    _look("occurrences.show", address="/occurrences/{meeting}"),
    _look("agenda.bodies", address="/bodies"),
    _look("agenda.show", address=f"/bodies/{BODY}/agenda"),
    _look("items.show", address="/items/{item}"),
    _look("subscriptions.show", address="/feeds"),
    _look("subscriptions.body", address=f"/bodies/{BODY}/feed"),
    _look("accounts.sign_in_page", address="/sign-in"),
    _look("accounts.setup_page", address="/setup", status=303),
    _look("health.healthz", address="/healthz"),
    _look("health.robots", address="/robots.txt"),
]

# Answered in front of the pages: no session, no cookie, and plain text where something is wrong.
FEED = _look("feeds.calendar", address="{feed}")

# What anybody may send: nothing of the plan changes by it.
OWN_BUSINESS = [
    _change("accounts.sign_in_post", address="/sign-in", status=422),
    _change("accounts.sign_out", address="/sign-out"),
    _change("accounts.setup_post", address="/setup", status=422),
    _change("language.choose", address="/language", form={"language": "da"}),
]

# For secretaries and administrators.
FORMS = [
    _look("agenda.new_item", address=f"/bodies/{BODY}/items/new"),
    _look("stops.new_move", address="/stops/{stop}/moves/new"),
]
CHANGES = [
    _change("occurrences.move", address="/occurrences/{meeting}/moves", form={"to_day": "2026-11-27"}),
    _change("occurrences.cancel", address="/occurrences/{meeting}/cancellations", form={"reason": "Ferie"}),
    _change("agenda.create_item", address=f"/bodies/{BODY}/items", form={"title": "Nyt punkt", "meeting": "{meeting}"}),
    _change("stops.move", address="/stops/{stop}/moves", form={"seen": "{seen}", "to": "{later}"}),
    _change("stops.withdraw", address="/stops/{stop}/withdrawals", form={"seen": "{seen}", "reason": "Ikke aktuel"}),
    _change("stops.order", address="/stops/{stop}/positions", form={"seen": "{seen}", "position": "2"}),
]

PAGES = [*LOOKS, *OWN_BUSINESS, *FORMS, *CHANGES]
DOORS = [*PAGES, FEED]
