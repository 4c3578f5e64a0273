"""One meeting: its agenda, sending that out, what was decided there, and who was absent."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError, WheelError
from wheel.services import database, moment, today
from wheel.usecases.conclude_meeting import RowsRefusedError, conclude_meeting
from wheel.usecases.move_stop import OrderStop, order_stop
from wheel.usecases.note_absent import NoteAbsent, note_absent
from wheel.usecases.offer_undo import UndoOffer, offer_undo
from wheel.usecases.send_agenda import SendAgenda, send_agenda
from wheel.usecases.show_decisions import show_decisions
from wheel.usecases.show_meeting import MeetingPage, show_meeting
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import AWAITING, field_errors, order_form
from wheel.web.htmx import done, page_or_fragment
from wheel.web.meeting_forms import POSTPONED, WITHDRAWN, decisions_form, rows_of
from wheel.web.meeting_words import changes_in_words, state_words
from wheel.web.plan_forms import seen
from wheel.web.policies import agenda_keepers_only, public_part
from wheel.web.translation import gettext, ngettext
from wheel.web.versions import version_to_send

meetings = Blueprint("meetings", __name__)

MISTAKES = (ConflictError, InvalidInputError, RefusedError)
CONFLICT = 409


@meetings.get("/meetings/<meeting_id>")
@public_part
def show(meeting_id: str) -> Response:
    """`undo` is a stop that has just been moved from here, and can be moved back."""
    return _page(meeting_id)


@meetings.get("/meetings/<meeting_id>/versions/<int:number>")
@public_part
def version(meeting_id: str, number: int) -> Response:
    """The agenda as it was sent that time."""
    page = _read(meeting_id)
    sent = next((one for one in page.sent if one.number == number), None)
    if sent is None:
        abort(404)
    return page_or_fragment("meetings/version.html", "meetings/version.html", page=page, sent=sent)


@meetings.post("/meetings/<meeting_id>/versions")
@agenda_keepers_only
def send(meeting_id: str) -> AnyResponse:
    def change() -> str:
        command = SendAgenda(meeting_id, request.form.get("seen", ""))
        with database().writing() as session:
            number = send_agenda(session, viewer(), command, moment())
        if number == 1:
            return gettext("The agenda is written down as sent out.")
        return gettext("The agenda is written down as sent out again, as version %(number)s.", number=number)

    return _changed(meeting_id, change, "send")


@meetings.post("/meetings/<meeting_id>/positions")
@agenda_keepers_only
def order(meeting_id: str) -> AnyResponse:
    """Move the item `stop` up or down, and stay here."""

    def change() -> str:
        command: OrderStop = order_form(request.form.get("stop", ""), request.form)
        with database().writing() as session:
            stop = order_stop(session, viewer(), command, moment())
        return gettext("The item is now number %(place)s.", place=stop.position)

    return _changed(meeting_id, change, "order")


@meetings.post("/meetings/<meeting_id>/absences")
@agenda_keepers_only
def absent(meeting_id: str) -> AnyResponse:
    def change() -> str:
        command = NoteAbsent(meeting_id, seen(request.form), request.form.get("absent", ""))
        with database().writing() as session:
            note_absent(session, viewer(), command, moment())
        return gettext("It is noted who was absent.")

    return _changed(meeting_id, change, "absent")


@meetings.get("/meetings/<meeting_id>/decisions")
@public_part
def decisions(meeting_id: str) -> Response:
    """The minutes: what came out of each item, to read and to print."""
    page = _read(meeting_id)
    return page_or_fragment("meetings/decisions.html", "meetings/decisions.html", page=page)


@meetings.get("/meetings/<meeting_id>/decisions/new")
@agenda_keepers_only
def write(meeting_id: str) -> Response:
    return _form(meeting_id)


@meetings.post("/meetings/<meeting_id>/decisions")
@agenda_keepers_only
def conclude(meeting_id: str) -> AnyResponse:
    try:
        command = decisions_form(meeting_id, request.form)
        with database().writing() as session:
            conclusion = conclude_meeting(session, viewer(), command, moment())
    except MISTAKES as error:
        return _form(meeting_id, error)
    if conclusion.left:
        message = ngettext(
            "Saved. Nothing is written of %(num)s item yet.",
            "Saved. Nothing is written of %(num)s items yet.",
            conclusion.left,
        )
    else:
        message = gettext("Saved. Everything on the agenda is written.")
    return done(message, url_for("meetings.decisions", meeting_id=meeting_id))


def _changed(meeting_id: str, change: Callable[[], str], form: str) -> AnyResponse:
    try:
        message = change()
    except MISTAKES as error:
        return _page(meeting_id, error, form)
    to = url_for("meetings.show", meeting_id=meeting_id)
    return done(message, to, "meetings/_meeting.html", **_values(_read(meeting_id)))


def _read(meeting_id: str) -> MeetingPage:
    with database().reading() as session:
        return show_meeting(session, viewer(), meeting_id, today())


def _undo_offer() -> UndoOffer | None:
    stop_id = request.args.get("undo")
    if not stop_id:
        return None
    with database().reading() as session:
        return offer_undo(session, viewer(), stop_id)


def _page(meeting_id: str, error: WheelError | None = None, form: str = "") -> Response:
    status = status_of(error) if error else 200
    values = _values(_read(meeting_id), error, form)
    return page_or_fragment("meetings/meeting.html", "meetings/_meeting.html", status, **values)


def _values(page: MeetingPage, error: WheelError | None = None, form: str = "") -> dict[str, object]:
    typed = request.form if form == "absent" else {}
    return {
        "page": page,
        "today": today(),
        "offer": _undo_offer(),
        "is_late": page.is_late(today()),
        "state_words": state_words(page.state),
        "unsent": changes_in_words(page.unsent),
        "adjusted": changes_in_words(page.adjusted),
        "errors": field_errors(error),
        "open_form": form,
        "is_conflict": isinstance(error, ConflictError),
        "absent": {"absent": typed.get("absent", page.record.absent)},
        "absent_seen": version_to_send(error, page.record.version, typed.get("seen")),
    }


def _form(meeting_id: str, error: WheelError | None = None) -> Response:
    """The form to write decisions in; after a mistake with what was typed, and what is wrong beside each item."""
    with database().reading() as session:
        found = show_decisions(session, viewer(), meeting_id, today())
    status = status_of(error) if error else 200
    if isinstance(error, RowsRefusedError) and error.is_conflict:
        status = CONFLICT
    return page_or_fragment(
        "meetings/writing.html",
        "meetings/_writing.html",
        status,
        page=found.page,
        choices=found.choices,
        rows=rows_of(found, viewer(), request.form, error),
        errors=field_errors(error),
        awaiting=AWAITING,
        postponed=POSTPONED,
        withdrawn=WITHDRAWN,
    )
