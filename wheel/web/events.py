"""Adding an event where one points at the wheel, or from a form: one more of a series, or something new."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import InvalidInputError, RefusedError, WheelError
from wheel.services import database, moment, today
from wheel.usecases.add_event import AddEvent, add_event
from wheel.usecases.add_extra import AddExtra, add_extra
from wheel.usecases.latest_change import change_to_take_back
from wheel.usecases.show_occurrence import show_occurrence
from wheel.usecases.show_series import new_series
from wheel.web.beside_wheel import changed
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.event_form import event_command, series_groups, usual_values
from wheel.web.forms import field_errors
from wheel.web.htmx import page_or_fragment
from wheel.web.occurrences import PANEL, values_of
from wheel.web.plan_forms import optional_day
from wheel.web.policies import planners_only
from wheel.web.series_choices import series_options
from wheel.web.translation import gettext

events = Blueprint("events", __name__)


@events.get("/events/new")
@planners_only
def new() -> Response:
    """`ring` and `day` are where one pointed; `series` is for one more of it."""
    return _form()


@events.post("/events")
@planners_only
def create() -> AnyResponse:
    try:
        command = event_command(request.form)
        new_id = _added(command)
    except (InvalidInputError, RefusedError) as error:
        return _form(error)
    with database().reading() as session:
        page = show_occurrence(session, viewer(), new_id)
        latest = change_to_take_back(session, viewer(), new_id, moment())
    message = gettext("The event is added.")
    if page.occurrence.is_draft:
        draft = gettext("The plan for %(year)s is a draft, so only planners see it.", year=page.plan_year)
        message = f"{message} {draft}"
    return changed(message, new_id, PANEL, **values_of(page, latest))


def _added(command: AddEvent | AddExtra) -> str:
    with database().writing() as session:
        if isinstance(command, AddExtra):
            return add_extra(session, viewer(), command, moment())
        return add_event(session, viewer(), command, moment())


def _form(error: WheelError | None = None) -> Response:
    """The form as it was asked for; after a mistake with all that was typed."""
    with database().reading() as session:
        page = new_series(session, viewer(), today(), request.values.get("body", ""))
    values = request.form if error else usual_values(_asked(), page)
    ring = request.values.get("ring", "")
    return page_or_fragment(
        "occurrences/add.html",
        "occurrences/_add.html",
        status_of(error) if error else 200,
        values=values,
        errors=field_errors(error),
        groups=series_groups(page, ring, today()),
        options=series_options(page, {}),
    )


def _asked() -> dict[str, str]:
    """What the address asks for; a day that is none is passed over."""
    asked = dict(request.args)
    try:
        optional_day(asked, "day")
    except InvalidInputError:
        del asked["day"]
    return asked
