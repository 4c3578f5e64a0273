"""Before an event is moved: what the move would bring with it, and the question whether it shall be."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, WheelError
from wheel.services import database, today
from wheel.usecases.move_occurrence import MoveOccurrence
from wheel.usecases.preview_move import MovePreview, preview_move
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import page_or_fragment, wants_fragment
from wheel.web.language import language_code
from wheel.web.move_words import move_notes, move_question, move_versions
from wheel.web.plan_forms import day_field, optional_day
from wheel.web.policies import planners_only
from wheel.web.versions import version_to_send

moves = Blueprint("moves", __name__)

CONFIRMED = "confirmed"
"""The field by which a form says that it stands in the confirmation, which then tells what was wrong."""

Asked = Mapping[str, str]


@moves.get("/occurrences/<occurrence_id>/moves/new")
@planners_only
def new(occurrence_id: str) -> Response:
    """`to_day` is the new first day; `last_day` is for another length."""
    return confirmation(occurrence_id, request.args)


@moves.get("/occurrences/<occurrence_id>/moves/notes")
@planners_only
def notes(occurrence_id: str) -> AnyResponse:
    """What speaks against it, alone: asked for while an event is being dragged."""
    preview = _preview(occurrence_id, request.args)
    if not wants_fragment():
        days = {name: request.args.get(name) for name in ("to_day", "last_day")}
        return redirect(url_for("moves.new", occurrence_id=occurrence_id, **days))  # type: ignore[arg-type]
    response = make_response(render_template("occurrences/_notes.html", notes=move_notes(preview)))
    response.vary.add("HX-Request")
    return response


def confirmation(occurrence_id: str, asked: Asked, error: WheelError | None = None) -> Response:
    """The question, with the reason that was typed and what was refused.

    What cannot be moved any more, or is on that day now, is told as a mistake of its own.
    """
    preview = _preview(occurrence_id, asked)
    return page_or_fragment(
        "occurrences/confirm.html",
        "occurrences/_confirm.html",
        status_of(error) if error else 200,
        occurrence=preview.occurrence,
        preview=preview,
        question=move_question(preview),
        items=preview.items,
        leaves_day=preview.leaves_day,
        notes=move_notes(preview),
        versions=move_versions(preview) if isinstance(error, ConflictError) else (),
        errors=field_errors(error),
        asked=asked,
        seen=version_to_send(error, preview.occurrence.version, asked.get("seen")),
        confirmed=CONFIRMED,
    )


def _preview(occurrence_id: str, asked: Asked) -> MovePreview:
    command = MoveOccurrence(
        occurrence_id, to_day=day_field(asked, "to_day", "Choose a date."), last_day=optional_day(asked, "last_day")
    )
    with database().reading() as session:
        return preview_move(session, viewer(), command, today(), language_code())
