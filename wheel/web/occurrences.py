"""One event: its panel beside the wheel, or its own page; moving and cancelling it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.access import require_edit
from wheel.errors import InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.move_occurrence import CancelOccurrence, MoveOccurrence, cancel_occurrence, move_occurrence
from wheel.usecases.show_occurrence import show_occurrence
from wheel.web.context import viewer
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.sessions import signed_in_only
from wheel.web.translation import gettext

occurrences = Blueprint("occurrences", __name__)


@occurrences.get("/occurrences/<occurrence_id>")
def show(occurrence_id: str) -> Response:
    return _shown(occurrence_id)


@occurrences.post("/occurrences/<occurrence_id>/moves")
@signed_in_only
def move(occurrence_id: str) -> AnyResponse:
    form = request.form
    try:
        command = MoveOccurrence(occurrence_id, _day(form.get("to_day", "")), form.get("reason", ""))
        with database().writing() as session:
            move_occurrence(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _shown(occurrence_id, error, "move")
    return done(gettext("The event is moved."), url_for("occurrences.show", occurrence_id=occurrence_id))


@occurrences.post("/occurrences/<occurrence_id>/cancellations")
@signed_in_only
def cancel(occurrence_id: str) -> AnyResponse:
    command = CancelOccurrence(occurrence_id, request.form.get("reason", ""))
    try:
        with database().writing() as session:
            cancel_occurrence(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _shown(occurrence_id, error, "cancel")
    message = gettext("The event is cancelled. What was on its agenda awaits a date.")
    return done(message, url_for("occurrences.show", occurrence_id=occurrence_id))


def _shown(occurrence_id: str, error: InvalidInputError | RefusedError | None = None, form: str = "") -> Response:
    if error:
        require_edit(viewer())
    with database().reading() as session:
        page = show_occurrence(session, viewer(), occurrence_id)
    return page_or_fragment(
        "occurrences/occurrence.html",
        "occurrences/_panel.html",
        UNPROCESSABLE if error else 200,
        page=page,
        today=today(),
        errors=field_errors(error),
        values=request.form,
        open_form=form,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError("Choose a date.", field="to_day") from error
