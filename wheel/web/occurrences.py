"""One event: its panel beside the wheel, or its own page; moving, cancelling, reinstating, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.plan_history import PlanAction, PlanEntry
from wheel.errors import ConflictError, InvalidInputError, NotFoundError, RefusedError, WheelError
from wheel.services import database, moment, today
from wheel.usecases.cancel_occurrence import cancel_occurrence, reinstate_occurrence
from wheel.usecases.latest_change import change_to_take_back
from wheel.usecases.meeting_items import MeetingItems, meeting_items
from wheel.usecases.move_occurrence import move_occurrence
from wheel.usecases.preview_move import foresee_move
from wheel.usecases.show_card import show_card
from wheel.usecases.show_occurrence import OccurrencePage, show_occurrence
from wheel.usecases.undo_entry import undo_entry
from wheel.web.beside_wheel import changed, is_beside_wheel, panel_again
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment, wants_fragment
from wheel.web.items_words import with_items
from wheel.web.language import language_code
from wheel.web.move_words import move_notes
from wheel.web.moves import CONFIRMED, confirmation
from wheel.web.planning.commands import cancel_command, move_command, move_values, reinstate_command
from wheel.web.policies import planners_only, public_part
from wheel.web.translation import gettext
from wheel.web.words import span_words

occurrences = Blueprint("occurrences", __name__)

MISTAKES = (InvalidInputError, RefusedError, ConflictError)
PANEL = "occurrences/_panel.html"


@occurrences.get("/occurrences/<occurrence_id>")
@public_part
def show(occurrence_id: str) -> Response:
    return _shown(occurrence_id)


@occurrences.get("/occurrences/<occurrence_id>/card")
@public_part
def card(occurrence_id: str) -> AnyResponse:
    """What is shown beside the pointer; a browser that comes here by itself is led to the whole."""
    with database().reading() as session:
        found = show_card(session, viewer(), occurrence_id)
    if not wants_fragment():
        return redirect(url_for("occurrences.show", occurrence_id=occurrence_id))
    response = make_response(render_template("occurrences/_card.html", card=found, today=today()))
    response.vary.add("HX-Request")
    return response


@occurrences.post("/occurrences/<occurrence_id>/moves")
@planners_only
def move(occurrence_id: str) -> AnyResponse:
    try:
        command = move_command(occurrence_id, request.form, in_draft=False)
        with database().writing() as session:
            preview = foresee_move(session, viewer(), command, today(), language_code())
            sent = move_occurrence(session, viewer(), command, moment())
    except MISTAKES as error:
        if request.form.get(CONFIRMED):
            return confirmation(occurrence_id, request.form, error)
        return _shown(occurrence_id, error, "move")
    read = _read(occurrence_id)
    # Who moves it without being asked first reads what the question would have said, while it can be undone.
    notes = move_notes(preview) if preview and not request.form.get(CONFIRMED) else ()
    return _changed(" ".join((with_items(_moved_words(read.page, read.latest), sent), *notes)), read)


def _moved_words(page: OccurrencePage, latest: PlanEntry | None) -> str:
    if latest is not None and latest.action is PlanAction.CHANGED:
        return gettext("The event has another time now.")
    days = span_words(page.occurrence.span)
    if page.occurrence.span.day_count > 1:
        return gettext("The event now lasts %(days)s.", days=days)
    return gettext("The event is moved to %(day)s.", day=days)


@occurrences.post("/occurrences/<occurrence_id>/cancellations")
@planners_only
def cancel(occurrence_id: str) -> AnyResponse:
    try:
        command = cancel_command(occurrence_id, request.form, in_draft=False)
        with database().writing() as session:
            sent = cancel_occurrence(session, viewer(), command, moment())
    except MISTAKES as error:
        return _shown(occurrence_id, error, "cancel")
    return _changed(with_items(gettext("The event is cancelled."), sent), _read(occurrence_id))


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
    return _changed(message, _read(occurrence_id))


@occurrences.post("/occurrences/<occurrence_id>/undos")
@planners_only
def undo(occurrence_id: str) -> AnyResponse:
    """Take back the entry of the plan's history that the form names; what was added is gone after that."""
    try:
        with database().writing() as session:
            entry = undo_entry(session, viewer(), request.form.get("entry", ""), moment())
    except MISTAKES as error:
        return _shown(occurrence_id, error, "undo")
    message = gettext("The change is undone.")
    try:
        return _changed(message, _read(occurrence_id))
    except NotFoundError:
        if is_beside_wheel():
            return panel_again(message, occurrence_id, "occurrences/_gone.html")
        return done(message, url_for("wheel.show", period=entry.year))


@dataclass(frozen=True)
class _Read:
    """The event, what its viewer may want to take back, and what is to be asked about its items."""

    page: OccurrencePage
    latest: PlanEntry | None
    items: MeetingItems


def _read(occurrence_id: str) -> _Read:
    with database().reading() as session:
        page = show_occurrence(session, viewer(), occurrence_id)
        latest = change_to_take_back(session, viewer(), occurrence_id, moment())
        asks = viewer().may_plan
        items = meeting_items(session, viewer(), page.occurrence, today()) if asks else MeetingItems()
        return _Read(page, latest, items)


def _changed(message: str, read: _Read) -> AnyResponse:
    return changed(message, read.page.occurrence.id, PANEL, **_values(read))


def _shown(occurrence_id: str, error: WheelError | None = None, form: str = "") -> Response:
    values = _values(_read(occurrence_id), error, form)
    return page_or_fragment("occurrences/occurrence.html", PANEL, status_of(error) if error else 200, **values)


def _values(read: _Read, error: WheelError | None = None, form: str = "") -> dict[str, object]:
    return values_of(read.page, read.latest, error, form, items=read.items)


def values_of(
    page: OccurrencePage,
    latest: PlanEntry | None,
    error: WheelError | None = None,
    form: str = "",
    items: MeetingItems | None = None,
) -> dict[str, object]:
    """What the panel is made of; after a mistake with which form it was in, and what was typed."""
    return {
        "page": page,
        "latest": latest,
        "today": today(),
        "errors": field_errors(error),
        "values": request.form,
        "stored": move_values(page.occurrence),
        "open_form": form,
        "items": items or MeetingItems(),
    }
