"""What an item's fields, and where it stands, are called: by their usual names, or by those of a body."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from wheel.core.case_numbers import is_unusual
from wheel.core.item_content import TEXT_FIELDS, recommendation
from wheel.core.plan import Body
from wheel.core.stops import BackReference, Stop, StopState
from wheel.web.translation import gettext
from wheel.web.words import day_words, plain_day


def usual_names() -> dict[str, str]:
    """The usual name of each text field of an item, in the order they stand in."""
    names = {
        "decision_theme": gettext("Matter for decision"),
        "text": gettext("Case presentation"),
        "economy": gettext("Economy"),
        "legal_basis": gettext("Legal basis"),
        "recommendation": gettext("Recommendation"),
    }
    return {field: names[field] for field in TEXT_FIELDS}


def field_names(body: Body | None) -> dict[str, str]:
    """The names of the text fields as a body calls them."""
    return usual_names() | dict(body.field_names if body else ())


def labels(body: Body | None) -> dict[str, str]:
    """The labels of all that an item's form holds, by field: no two alike, whatever the body calls its own."""
    own = {
        "title": gettext("Title"),
        "case_number": gettext("Case number"),
        "case_officer": gettext("Case officer (post)"),
        "participants": gettext("Participants for this item"),
        "tags": gettext("Tags"),
        "is_closed": gettext("Closed"),
    }
    taken = {label.casefold() for label in own.values()}
    named = {}
    for field, name in field_names(body).items():
        # A body that calls its text "Title" still sees which field is meant.
        named[field] = name if name.casefold() not in taken else f"{name} ({usual_names()[field]})"
        taken.add(named[field].casefold())
    return {"title": own["title"], **named, **own}


def number_note(number: str) -> str:
    """What to say beside a case number that does not look like one; "" for one that does."""
    if not is_unusual(number):
        return ""
    return gettext("This does not look like a case number, such as 00.15.10-P35-2-18 or 13/3462. It is kept as it is.")


def stand_words(stop: Stop) -> str:
    """Where a stop stands, as a sentence that does not name its body. Only for who may see more than its number."""
    if stop.meeting_day is None:
        return _without_meeting(stop)
    where = {"day": day_words(stop.meeting_day), "position": stop.position}
    match stop.state:
        case StopState.POSTPONED:
            return gettext("Postponed by the meeting of %(day)s, number %(position)s", **where)
        case StopState.WITHDRAWN:
            return gettext("Withdrawn from number %(position)s on the agenda of %(day)s", **where) + _because(stop)
        case StopState.TREATED | StopState.RESUMED:
            return gettext("Treated as number %(position)s at the meeting of %(day)s", **where)
    return gettext("Number %(position)s on the agenda of %(day)s", **where)


def _without_meeting(stop: Stop) -> str:
    said = {StopState.WITHDRAWN: gettext("Withdrawn"), StopState.ON_HOLD: gettext("On hold")}
    return said.get(stop.state, gettext("Awaits a date")) + _because(stop)


def _because(stop: Stop) -> str:
    return f": {stop.reason}" if stop.reason else ""


def reference_words(reference: BackReference, bodies: Mapping[str, Body]) -> str:
    """The stop that another one takes up again: "Direktionen 8. september 2020, pkt. 2"."""
    body = bodies.get(reference.body)
    name = body.name if body else reference.body
    if reference.day is None:
        return name
    day = plain_day(reference.day)
    return gettext("%(body)s %(day)s, item %(position)s", body=name, day=day, position=reference.position)


def install_item_words(app: Flask) -> None:
    app.jinja_env.filters.update(number_note=number_note, stand_words=stand_words, reference_words=reference_words)
    app.jinja_env.globals.update(usual_names=usual_names, item_labels=labels, recommendation=recommendation)
