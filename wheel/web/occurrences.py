"""One event: its panel beside the wheel, or its own page; moving, cancelling and reinstating it."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError, WheelError
from wheel.services import database, moment, today
from wheel.usecases.cancel_occurrence import cancel_occurrence, reinstate_occurrence
from wheel.usecases.move_occurrence import move_occurrence
from wheel.usecases.show_occurrence import show_occurrence
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.planning.commands import cancel_command, move_command, move_values, reinstate_command
from wheel.web.policies import planners_only, public_part
from wheel.web.translation import gettext

occurrences = Blueprint("occurrences", __name__)

MISTAKES = (InvalidInputError, RefusedError, ConflictError)


@occurrences.get("/occurrences/<occurrence_id>")
@public_part
def show(occurrence_id: str) -> Response:
    return _shown(occurrence_id)


@occurrences.post("/occurrences/<occurrence_id>/moves")
@planners_only
def move(occurrence_id: str) -> AnyResponse:
    try:
        command = move_command(occurrence_id, request.form, in_draft=False)
        with database().writing() as session:
            move_occurrence(session, viewer(), command, moment())
    except MISTAKES as error:
        return _shown(occurrence_id, error, "move")
    return done(gettext("The event is moved."), url_for("occurrences.show", occurrence_id=occurrence_id))


@occurrences.post("/occurrences/<occurrence_id>/cancellations")
@planners_only
def cancel(occurrence_id: str) -> AnyResponse:
    try:
        command = cancel_command(occurrence_id, request.form, in_draft=False)
        with database().writing() as session:
            cancel_occurrence(session, viewer(), command, moment())
    except MISTAKES as error:
        return _shown(occurrence_id, error, "cancel")
    message = gettext("The event is cancelled. What was on its agenda awaits a date.")
    return done(message, url_for("occurrences.show", occurrence_id=occurrence_id))


@occurrences.post("/occurrences/<occurrence_id>/reinstatements")
@planners_only
def reinstate(occurrence_id: str) -> AnyResponse:
    try:
        command = reinstate_command(occurrence_id, request.form, in_draft=False)
        with database().writing() as session:
            reinstate_occurrence(session, viewer(), command, moment())
    except MISTAKES as error:
        return _shown(occurrence_id, error, "reinstate")
    message = gettext("The event takes place after all. Items that awaited a date still do.")
    return done(message, url_for("occurrences.show", occurrence_id=occurrence_id))


def _shown(occurrence_id: str, error: WheelError | None = None, form: str = "") -> Response:
    with database().reading() as session:
        page = show_occurrence(session, viewer(), occurrence_id)
    return page_or_fragment(
        "occurrences/occurrence.html",
        "occurrences/_panel.html",
        status_of(error) if error else 200,
        page=page,
        today=today(),
        errors=field_errors(error),
        values=request.form,
        stored=move_values(page.occurrence),
        open_form=form,
    )
