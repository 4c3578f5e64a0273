"""What the forms of routes hold: lines of bodies, from when or towards what, read into commands and filled in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wheel.core.routes import MOST_LEAD_DAYS, MOST_LEGS, Leg
from wheel.core.stops import Purpose
from wheel.errors import InvalidInputError
from wheel.usecases.plan_route import FoundRoute, PlanRoute, RouteLine
from wheel.usecases.save_route_template import SaveRoute
from wheel.web.plan_forms import day_field, seen, whole_number
from wheel.web.route_words import waiting_words
from wheel.web.translation import gettext
from wheel.web.versions import typed_day
from wheel.web.words import PURPOSES

EVERY_COMMITTEE = "*"
"""In the place of a body's short name."""

NEW_LINES = 3
FIELDS = ("body", "purpose", "lead", "beside", "condition")

Values = Mapping[str, str]


def compact(form: Values) -> dict[str, str]:
    """The form with the lines in which no body is chosen left out, so that they count from 0 without gaps."""
    chosen = [number for number in range(MOST_LEGS + NEW_LINES) if form.get(f"body-{number}")]
    values = {name: value for name, value in form.items() if name.rpartition("-")[0] not in FIELDS}
    for place, number in enumerate(chosen):
        values |= {f"{field}-{place}": form[f"{field}-{number}"] for field in FIELDS if f"{field}-{number}" in form}
    return values


def line_count(values: Values) -> int:
    """How many lines a compact form shows: those that are filled in, and empty ones to go on with."""
    filled = sum(name.startswith("body-") for name in values)
    return min(filled + NEW_LINES if values.get("more") or not filled else filled + 1, MOST_LEGS)


def legs_from(values: Values, first_step: int = 1) -> tuple[Leg, ...]:
    """The legs of a compact form. A line beside the one above has the same step; steps count from `first_step`.

    The first line has the step before that where it says that it is side by side with where the item stands.
    """
    legs: list[Leg] = []
    step = first_step - 1
    for number in range(MOST_LEGS):
        body = values.get(f"body-{number}")
        if not body:
            break
        step += values.get(f"beside-{number}") != "1"
        legs.append(_leg(values, number, None if body == EVERY_COMMITTEE else body, step))
    return tuple(legs)


def _leg(values: Values, number: int, body: str | None, step: int) -> Leg:
    try:
        purpose = Purpose(values.get(f"purpose-{number}") or Purpose.DISCUSSION)
    except ValueError as error:
        raise InvalidInputError("Choose a purpose from the list.", field=f"purpose-{number}") from error
    name = f"lead-{number}"
    lead = whole_number(values, name, 0, MOST_LEAD_DAYS) if values.get(name, "").strip() else 0
    return Leg(step, body, purpose, lead, values.get(f"condition-{number}", ""))


def leg_values(legs: Sequence[Leg]) -> dict[str, str]:
    """The legs as the lines of a form."""
    values: dict[str, str] = {}
    step: int | None = None
    for number, leg in enumerate(legs):
        values[f"body-{number}"] = leg.body or EVERY_COMMITTEE
        values[f"purpose-{number}"] = leg.purpose.value
        values[f"lead-{number}"] = str(leg.lead_days or "")
        if leg.step == step:
            values[f"beside-{number}"] = "1"
        step = leg.step
    return values


def plan_route_form(item_id: str, values: Values) -> PlanRoute:
    """Towards the meeting or within the round that is chosen, else from the day. Raises InvalidInputError."""
    command = PlanRoute(item_id, legs_from(values))
    target, political_round = values.get("target"), values.get("round")
    if target and political_round:
        raise InvalidInputError("Choose either a meeting or a political round.", field="round")
    if target or political_round:
        return replace(command, target=target or None, political_round=political_round or None)
    return replace(command, from_day=day_field(values, "from_day", "Choose the first day that will do."))


def save_route_form(route_id: str | None, values: Values) -> SaveRoute:
    # The first line of a route that is kept has nothing to be side by side with.
    lines = {name: value for name, value in values.items() if name != "beside-0"}
    return SaveRoute(route_id, values.get("name", ""), legs_from(lines), seen(values) if route_id else 0)


def route_words(values: Values, bodies: Values) -> dict[str, str]:
    """What a compact form says of a route, by the labels of its fields, to be set beside another version."""
    words = {gettext("Name"): values.get("name", "")}
    for number in range(MOST_LEGS):
        body = values.get(f"body-{number}", "")
        words[gettext("Line %(number)s", number=number + 1)] = _line_words(values, number, bodies) if body else ""
    return words


def _line_words(values: Values, number: int, bodies: Values) -> str:
    body = values.get(f"body-{number}", "")
    purposes = {purpose.value: str(words) for purpose, words in PURPOSES.items()}
    parts = [
        gettext("All committees") if body == EVERY_COMMITTEE else bodies.get(body, ""),
        purposes.get(values.get(f"purpose-{number}", ""), ""),
        gettext("working days before: %(count)s", count=values.get(f"lead-{number}") or "0"),
        gettext("side by side with the line above") if number and values.get(f"beside-{number}") == "1" else "",
    ]
    return ", ".join(filter(None, parts))


def reason_of(route: FoundRoute, line: RouteLine) -> str:
    """What the awaiting list says of an item that was sent on, where it got no place on an agenda."""
    sent = gettext("Sent on from %(body)s", body=route.bodies[route.item.body])
    if line.found.leg.condition:
        return f"{sent}: {line.found.leg.condition}"
    if line.found.wait is not None:
        return f"{sent}: {waiting_words(line.found.wait)}"
    day = typed_day(line.found.meeting.span.start.isoformat()) if line.found.meeting else ""
    return gettext("%(sent)s: can be treated on %(day)s", sent=sent, day=day)


def found_words(stamp: str, bodies: Values) -> dict[str, str]:
    """The days that a stamp says were found, by the names of the bodies in their order."""
    words = {}
    lines = [word.partition("=") for word in stamp.split() if "=" in word]
    for number, (body, _is, day) in enumerate(lines, start=1):
        label = f"{number}. {bodies.get(body, body)}"
        words[label] = typed_day(day.partition("@")[0]) if "@" in day else gettext("awaits a date")
    return words
