"""Every door of the service: each rule and method, an address that opens it, and what it answers the right person.

A room may list its own in doors_of_<room>.py. A rule that is in no list fails tests/web/test_web_doors.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

from door import Door
from web_pages import page
from web_site import BODY, UNUSED_BODY, UNUSED_RING, UNUSED_SERIES, Site

from wheel.usecases.public_feeds import show_feeds


def doors_of_others() -> Iterator[Door]:
    """Those that each room lists beside its own tests, in tests/web/doors_of_<room>.py."""
    for path in sorted(Path(__file__).parent.glob("doors_of_*.py")):
        yield from import_module(path.stem).DOORS


def _at(text: str) -> Callable[[Site], str]:
    """An address in which the {names} of `_IDS` stand for random ids."""
    return lambda site: _filled(text, site)


def _form(values: dict[str, str]) -> Callable[[Site], dict[str, str]]:
    return lambda site: {name: _filled(value, site) for name, value in values.items()}


def _look(endpoint: str, address: str, status: int = 200) -> Door:
    return Door(endpoint, "GET", _at(address), status)


def _change(endpoint: str, address: str, status: int = 303, form: dict[str, str] | None = None) -> Door:
    return Door(endpoint, "POST", _at(address), status, _form(form or {}))


def _filled(text: str, site: Site) -> str:
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format_map({name: _IDS[name](site) for name in names})


def feed_address(site: Site) -> str:
    """The address that the page of subscriptions tells calendar programs: everything public."""
    return page(site.visitor().get("/feeds")).all("link", type="text/calendar")[0].attributes["href"]


def feed_id(site: Site) -> str:
    """What everything's feed had in its address before it was called something."""
    with site.database.reading() as session:
        return next(feed.id for feed in show_feeds(session) if feed.source.is_everything)


_IDS = {
    "meeting": lambda site: site.meeting().id,
    "later": lambda site: site.meeting(1).id,
    "stop": lambda site: site.stop().id,
    "seen": lambda site: site.stop().version,
    "item": lambda site: site.stop().item_id,
    "cancelled": lambda site: site.cancelled_meeting().id,
    "cancelled_seen": lambda site: site.cancelled_meeting().version,
    "offer": lambda site: site.planning(2028).offers[0].key,
    "preview": lambda site: site.planning(2029).preview.seen,
    "entry": lambda site: site.planning(2026).history[0].id,
    "feed": feed_address,
    "feed_id": feed_id,
    "days": lambda site: site.local_days()[0].id,
    "series": lambda site: site.series("Direktionsmøde").id,
    "unused": lambda site: site.series(UNUSED_SERIES).id,
}

LOOKS = [
    _look("static", address="/static/page.css"),
    _look("wheel.front", address="/", status=302),
    _look("wheel.show", address="/wheel/2026"),
    _look("wheel.crowd", address="/wheel/2026/rings/direktion/2026-11-23..2026-11-29"),
    _look("occurrences.show", address="/occurrences/{meeting}"),
    _look("agenda.bodies", address="/bodies"),
    _look("agenda.show", address=f"/bodies/{BODY}/agenda"),
    _look("items.show", address="/items/{item}"),
    _look("subscriptions.show", address="/feeds"),
    _look("subscriptions.body", address=f"/bodies/{BODY}/feed"),
    _look("accounts.sign_in_page", address="/sign-in"),
    _look("health.healthz", address="/healthz"),
    _look("health.robots", address="/robots.txt"),
]

# Answered in front of the pages: no session, no cookie, and plain text where something is wrong.
FEEDS = [_look("feeds.called", address="{feed}"), _look("feeds.calendar", address="/feeds/{feed_id}/aarshjul.ics")]

# What anybody may send: nothing of the plan changes by it.
OWN_BUSINESS = [
    _change("accounts.sign_in_post", address="/sign-in", status=422),
    _change("accounts.sign_out", address="/sign-out"),
    _change("language.choose", address="/language", form={"language": "da"}),
]

# For those who plan.
SETTINGS = [
    _look("plan.front", address="/plan", status=302),
    _look("plan.show", address="/plan/2027"),
    _look("body_settings.bodies", address="/settings/bodies"),
    _look("calendar_settings.this_year", address="/settings/calendar", status=302),
    _change("series.preview", address="/series/previews", status=200),
]
FORMS = [
    _look("agenda.new_item", address=f"/bodies/{BODY}/items/new"),
    _look("stops.new_move", address="/stops/{stop}/moves/new"),
    _look("body_settings.new", address="/settings/bodies/new"),
    _look("body_settings.show", address=f"/settings/bodies/{BODY}"),
    _look("ring_settings.rings", address="/settings/rings"),
    _look("ring_settings.new", address="/settings/rings/new"),
    _look("ring_settings.show", address="/settings/rings/med"),
    _look("calendar_settings.year", address="/settings/calendar/2027"),
    _look("calendar_settings.new_copies", address="/settings/calendar/2029/copies/new"),
    _look("calendar_settings.show", address="/settings/calendar/days/{days}"),
    _look("series.new", address="/series/new"),
    _look("series.show", address="/series/{series}"),
]
CHANGES = [
    _change("occurrences.move", address="/occurrences/{meeting}/moves", form={"to_day": "2026-11-27", "seen": "1"}),
    _change("occurrences.cancel", address="/occurrences/{meeting}/cancellations", form={"reason": "F", "seen": "1"}),
    _change(
        "occurrences.reinstate",
        address="/occurrences/{cancelled}/reinstatements",
        form={"seen": "{cancelled_seen}"},
    ),
    _change("agenda.create_item", address=f"/bodies/{BODY}/items", form={"title": "Nyt punkt", "meeting": "{meeting}"}),
    _change("stops.move", address="/stops/{stop}/moves", form={"seen": "{seen}", "to": "{later}"}),
    _change("stops.withdraw", address="/stops/{stop}/withdrawals", form={"seen": "{seen}", "reason": "Ikke aktuel"}),
    _change("stops.order", address="/stops/{stop}/positions", form={"seen": "{seen}", "position": "2"}),
]

_BODY = {"name": "Ny gruppe", "kind": "forum", "visibility": "public", "notice": "none"}
_DAYS = {"kind": "closing_day", "name": "Lukket", "first": "2027-05-14", "last": "2027-05-15"}
_COPY = {f"{name}-0": value for name, value in _DAYS.items()}
CHANGES += [
    _change("body_settings.create", address="/settings/bodies", form=_BODY),
    _change("body_settings.save", address=f"/settings/bodies/{BODY}", form=_BODY | {"seen": "1"}),
    _change(
        "body_settings.close",
        address=f"/settings/bodies/{BODY}/closings",
        form={"seen": "1", "closes_on": "2027-12-31"},
    ),
    _change("body_settings.delete", address=f"/settings/bodies/{UNUSED_BODY}/deletions", form={"seen": "1"}),
    _change("ring_settings.create", address="/settings/rings", form={"name": "Ny ring", "colour": "#0b5a8a"}),
    _change("ring_settings.save", address="/settings/rings/med", form={"name": "M", "colour": "#0b5a8a", "seen": "1"}),
    _change("ring_settings.order", address="/settings/rings/med/positions", form={"step": "up", "seen": "1"}),
    _change("ring_settings.delete", address=f"/settings/rings/{UNUSED_RING}/deletions", form={"seen": "1"}),
    _change("calendar_settings.create", address="/settings/calendar/2027", form=_DAYS),
    _change("calendar_settings.copy", address="/settings/calendar/2027/copies", form=_COPY | {"add-0": "1"}),
    _change("calendar_settings.save", address="/settings/calendar/days/{days}", form=_DAYS | {"seen": "1"}),
    _change("calendar_settings.delete", address="/settings/calendar/days/{days}/deletions", form={"seen": "1"}),
]

_EASTER = {"rule_kind": "easter", "easter_days": "1", "easter_side": "after", "length_days": "1", "every_years": "1"}
_SERIES = _EASTER | {"title": "Ny titel", "kind": "meeting", "body": BODY, "ring": "direktion", "visibility": "public"}
_SERIES |= {"on_closed": "keep"}
CHANGES += [
    _change("series.create", address="/series", form=_SERIES),
    _change("series.save", address="/series/{series}", form=_SERIES | {"seen": "1", "counts": "start"}),
    _change("series.delete", address="/series/{unused}/deletions", form={"seen": "1"}),
]

_SEEN = {"seen": "1", "in_draft": "0"}
CHANGES += [
    _change("plan.plan_it", address="/plan/2029/plannings", form={"seen": "{preview}"}),
    _change("plan.publish", address="/plan/2028/publications"),
    _change("plan.begin", address="/plan/2027/drafts"),
    _change("plan.discard", address="/plan/2026/drafts/deletions"),
    _change("plan.carry", address="/plan/2028/carried", form={"keys": "{offer}"}),
    _change("plan.undo", address="/plan/2026/undos", form={"entry": "{entry}"}),
    _change("plan.move", address="/plan/occurrences/{meeting}/moves?year=2026", form=_SEEN | {"to_day": "2026-11-27"}),
    _change("plan.cancel", address="/plan/occurrences/{meeting}/cancellations?year=2026", form=_SEEN | {"reason": "F"}),
    _change(
        "plan.reinstate",
        address="/plan/occurrences/{cancelled}/reinstatements?year=2026",
        form=_SEEN | {"seen": "{cancelled_seen}"},
    ),
    _change("plan.add", address="/plan/series/{series}/occurrences?year=2026", form=_SEEN | {"day": "2026-12-29"}),
]

OTHERS = list(doors_of_others())
PAGES = [*LOOKS, *OWN_BUSINESS, *SETTINGS, *FORMS, *CHANGES, *OTHERS]
DOORS = [*PAGES, *FEEDS]
