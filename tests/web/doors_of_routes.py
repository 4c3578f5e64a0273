"""The doors of routes: those that are kept, an item that is sent on, and a journey whose later stops move along."""

from __future__ import annotations

from door import Door
from doors_of_items import item
from web_site import BODY, THEN, TODAY, Site

from wheel.core.access import OPERATOR, sign
from wheel.core.routes import Leg
from wheel.core.stops import Purpose, Waiting
from wheel.store.routes import all_routes, find_route
from wheel.store.stop_writing import StopTerms, add_stop
from wheel.usecases.move_journey import find_new_days
from wheel.usecases.plan_route import preview_route
from wheel.usecases.save_route_template import SaveRoute, save_route_template
from wheel.web.route_forms import compact, plan_route_form

ROUTES = "/routes"
FORUM = "chefforum"
NEW = {"name": "Direktionen → Chefforum", "body-0": BODY, "body-1": FORUM, "purpose-1": "consultation", "lead-1": "2"}
ONWARDS = {"body-0": FORUM, "purpose-0": "discussion", "from_day": TODAY.isoformat()}


def route_id(site: Site) -> str:
    """A route that is kept, which is made where there is none."""
    with site.database.writing() as session:
        known = all_routes(session, OPERATOR)
        if known:
            return known[0].id
        legs = (Leg(1, BODY), Leg(2, FORUM, Purpose.DECISION))
        return save_route_template(session, OPERATOR, SaveRoute(None, "Til Chefforum", legs), THEN)


def route(site: Site, rest: str = "") -> str:
    return f"{ROUTES}/{route_id(site)}{rest}"


def seen_route(site: Site) -> dict[str, str]:
    known = route_id(site)
    with site.database.reading() as session:
        return {"seen": str(find_route(session, OPERATOR, known).version)}


def send_form(site: Site, **choice: str) -> dict[str, str]:
    """What the page with the days found sends."""
    form = ONWARDS | choice
    command = plan_route_form(site.stop().item_id or "", compact(form))
    with site.database.reading() as session:
        return form | {"seen": preview_route(session, OPERATOR, command, TODAY).stamp}


def hurried(site: Site) -> str:
    """The item with another stop in BODY that comes too soon after the first; its address."""
    terms = StopTerms(Purpose.DISCUSSION, step=2, lead_days=10)
    meeting, signature = site.meeting(1).id, sign(OPERATOR, THEN)
    with site.database.writing() as session:
        add_stop(session, site.stop().item_id or "", BODY, meeting, Waiting(""), signature, terms)
    return item(site)


def days_form(site: Site) -> dict[str, str]:
    hurried(site)
    return {"seen": stamp_of_days(site)}


def stamp_of_days(site: Site) -> str:
    with site.database.reading() as session:
        return find_new_days(session, OPERATOR, site.stop().item_id or "", TODAY).stamp


DOORS: list[Door] = [
    Door("routes.show", "GET", ROUTES),
    Door("routes.new", "GET", f"{ROUTES}/new"),
    Door("routes.create", "POST", ROUTES, 303, NEW),
    Door("routes.edit", "GET", route),
    Door("routes.save", "POST", route, 303, lambda site: NEW | seen_route(site)),
    Door("routes.delete", "POST", lambda site: route(site, "/deletions"), 303, seen_route),
    Door("routes.plan", "GET", lambda site: item(site, "/route")),
    Door("routes.send", "POST", lambda site: item(site, "/route"), 303, send_form),
    Door("routes.new_days", "GET", lambda site: item(site, "/route/days")),
    Door("routes.take_days", "POST", lambda site: item(site, "/route/days"), 303, days_form),
]
