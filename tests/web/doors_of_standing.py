"""The doors of a body's standing items: the list, the forms, and placing a year's items."""

from __future__ import annotations

from door import Door, Form
from web_site import BODY, MARKER, TODAY, Site

from wheel.core.access import OPERATOR
from wheel.core.standing_items import StandingItem
from wheel.store.standing import standing_items_of
from wheel.usecases.place_standing import PlacingPage, show_placing

STANDING = f"/bodies/{BODY}/standing"
PLACEMENTS = f"{STANDING}/2027/placements"
A_FORM = {"title": "Økonomi", "kind": "every_meeting", "purpose": "information", "years_every": "1"}


def the_standing_item(site: Site, number: int = 0) -> StandingItem:
    """Those that tests put beside the sample's, in their order: one each quarter, a roster, and a closed one."""
    with site.database.reading() as session:
        found = standing_items_of(session, OPERATOR, BODY)
    closed = next(place for place, item in enumerate(found) if MARKER in item.title)
    return found[closed - 2 + number]


def standing(site: Site, rest: str = "", number: int = 0) -> str:
    return f"/standing/{the_standing_item(site, number).id}{rest}"


def seen_form(site: Site) -> Form:
    return {"seen": str(the_standing_item(site).version)}


def standing_form(site: Site) -> Form:
    return A_FORM | seen_form(site)


def lacking(site: Site, year: int = 2027) -> PlacingPage:
    with site.database.reading() as session:
        return show_placing(session, OPERATOR, BODY, year, TODAY)


def placing_form(site: Site) -> Form:
    """The first item that 2027 lacks of the one each quarter."""
    line = next(line for line in lacking(site).lines if line.standing.id == the_standing_item(site).id)
    return {"place": " ".join(line.choice)}


def ending_form(site: Site) -> Form:
    return seen_form(site) | {"last_day": "2027-06-25"}


DOORS: list[Door] = [
    Door("standing.show", "GET", f"{STANDING}?year=2027"),
    Door("standing.new", "GET", f"{STANDING}/new"),
    Door("standing.create", "POST", STANDING, 303, A_FORM),
    Door("standing.preview", "POST", f"{STANDING}/previews", 200, A_FORM),
    Door("standing.edit", "GET", standing),
    Door("standing.save", "POST", standing, 303, standing_form),
    Door("standing.end", "POST", lambda site: standing(site, "/endings"), 303, ending_form),
    Door("standing.delete", "POST", lambda site: standing(site, "/deletions"), 303, seen_form),
    Door("standing.placing", "GET", PLACEMENTS),
    Door("standing.place", "POST", PLACEMENTS, 303, placing_form),
]
