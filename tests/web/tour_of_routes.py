"""A tour of routes for the test of languages: every page, every mistake, every change; the secretariat takes it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from doors_of_items import item
from doors_of_routes import NEW, ONWARDS, ROUTES, hurried, route, seen_route, send_form, stamp_of_days
from web_site import BODY, Site

from wheel.core.occurrences import Kind

Visit = tuple[str, dict[str, str] | None]
OLD = {"seen": "0"}


def routes_to_read(place: Site) -> Iterator[Visit]:
    for path in (ROUTES, f"{ROUTES}/new", route(place), item(place, "/route"), item(place, "/route/days")):
        yield path, None
    yield f"/items/{place.closed().item_id}/route", None
    for choice in (
        {"fetch": "1", "template": route(place).rpartition("/")[2]},
        {"find": "1", "body-0": "*", "body-1": "oekonomiudvalget", "beside-1": "1", "body-2": "kommunalbestyrelsen"},
        {"find": "1", "target": place.meeting(3, "hovedmed").id, "body-1": "hovedmed"},
        {"find": "1", "round": _round(place), "body-1": "hovedmed", "condition-2": "0", "body-2": BODY},
        {"find": "1", "body-0": "pytonudvalg", "body-1": BODY, "from_day": "2028-12-31"},
    ):
        yield f"{item(place, '/route')}?{urlencode(ONWARDS | choice)}", None


def _round(place: Site) -> str:
    return next(one.id for one in place.occurrences(2027, kinds=(Kind.ROUND,)))


def routes_mistakes(place: Site) -> Iterator[Visit]:
    for wrong in (
        {"name": ""},
        {"name": "0" * 121},
        {"body-0": "0"},
        {"purpose-0": "0"},
        {"lead-1": "?"},
        {"lead-1": "61"},
        {"body-1": BODY, "beside-1": "1"},
    ):
        yield ROUTES, NEW | wrong
    yield ROUTES, {"name": "0"}
    yield f"{ROUTES}/0", None
    for mistake in (OLD, {"seen": "?"}):
        yield route(place), NEW | mistake
        yield route(place, "/deletions"), mistake
    way = item(place, "/route")
    for wrong in (
        {"from_day": ""},
        {"from_day": "0"},
        {"target": "0"},
        {"round": "0"},
        {"round": "0", "target": "0"},
        {"body-0": "0"},
        {"lead-0": "?"},
        {"condition-0": "0" * 201},
    ):
        yield f"{way}?{urlencode(ONWARDS | {'find': '1'} | wrong)}", None
        yield way, ONWARDS | wrong
    yield way, ONWARDS | OLD
    yield item(place, "/route/days"), OLD
    yield item(place, "/route/days"), {"seen": ""}


def routes_changes(place: Site) -> Iterator[Visit]:
    yield ROUTES, NEW | {"name": "0"}
    yield route(place), NEW | seen_route(place) | {"name": "1"}
    yield route(place, "/deletions"), seen_route(place)
    yield item(place, "/route"), send_form(place)
    yield item(place, "/route"), send_form(place, **{"body-1": BODY, "condition-1": "0", "body-2": "hovedmed"})
    hurried(place)
    for path in (item(place), item(place, "/route/days")):
        yield path, None
    yield item(place, "/route/days"), {"seen": stamp_of_days(place)}
    yield item(place), None
