"""Changing where an item stands: at another meeting, awaiting a date, on hold, up or down the agenda, or off it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.access import item_thing, require
from wheel.core.agenda import has_begun
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right
from wheel.core.stop_history import can_be_undone
from wheel.core.stop_rules import REFUSALS
from wheel.core.stops import Action, Stop
from wheel.errors import ConflictError, InvalidInputError, NotFoundError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.move_stop import hold_stop, move_stop, order_stop, resume_stop, wait_stop, withdraw_stop
from wheel.usecases.offer_undo import UndoOffer, offer_undo
from wheel.usecases.show_item import StopPage, show_stop
from wheel.usecases.show_meeting import find_meeting
from wheel.usecases.undo_stop import undo_stop
from wheel.web.agenda import agenda_changed
from wheel.web.awaiting import awaiting_changed
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import AWAITING, field_errors, order_form, withdraw_form
from wheel.web.htmx import done, page_or_fragment
from wheel.web.policies import agenda_keepers_only
from wheel.web.route_words import problems_after_move
from wheel.web.stop_commands import hold_command, move_command, resume_command, undo_command, wait_command
from wheel.web.translation import gettext
from wheel.web.waiting_forms import waiting_fields
from wheel.web.words import day_words

stops = Blueprint("stops", __name__)

Mistake = ConflictError | InvalidInputError | RefusedError


@stops.get("/stops/<stop_id>/moves/new")
@agenda_keepers_only
def new_move(stop_id: str) -> Response:
    """`to=awaiting` asks first why it is to wait; `back` is the page that the form comes back to.

    Where that is a meeting's, `meeting` is which.
    """
    return _form(stop_id, None)


@stops.post("/stops/<stop_id>/moves")
@agenda_keepers_only
def move(stop_id: str) -> AnyResponse:
    return _changed(stop_id, move_stop, move_command, _where)


@stops.post("/stops/<stop_id>/withdrawals")
@agenda_keepers_only
def withdraw(stop_id: str) -> AnyResponse:
    return _changed(stop_id, withdraw_stop, withdraw_form, lambda _stop: gettext("The item is withdrawn."))


@stops.post("/stops/<stop_id>/positions")
@agenda_keepers_only
def order(stop_id: str) -> AnyResponse:
    return _changed(stop_id, order_stop, order_form, _place)


@stops.post("/stops/<stop_id>/holds")
@agenda_keepers_only
def hold(stop_id: str) -> AnyResponse:
    return _changed(stop_id, hold_stop, hold_command, lambda _stop: gettext("The item is on hold."))


@stops.post("/stops/<stop_id>/waits")
@agenda_keepers_only
def wait(stop_id: str) -> AnyResponse:
    return _changed(stop_id, wait_stop, wait_command, lambda _stop: gettext("What the item waits for is saved."))


@stops.post("/stops/<stop_id>/resumptions")
@agenda_keepers_only
def resume(stop_id: str) -> AnyResponse:
    return _changed(stop_id, resume_stop, resume_command, _where)


@stops.post("/stops/<stop_id>/undos")
@agenda_keepers_only
def undo(stop_id: str) -> AnyResponse:
    return _changed(stop_id, undo_stop, undo_command, lambda _stop: gettext("The change is undone."))


def _changed(
    stop_id: str,
    usecase: Callable[..., Stop],
    command_of: Callable[[str, Any], object],
    words: Callable[[Stop], str],
) -> AnyResponse:
    try:
        command = command_of(stop_id, request.form)
        with database().writing() as session:
            stop = usecase(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(stop_id, error)
    return _answer(words(stop), stop)


def _answer(message: str, stop: Stop) -> AnyResponse:
    """Back to where the form was opened, which tells what was done."""
    match request.form.get("back"):
        case "awaiting":
            return awaiting_changed(message, stop.id)
        case "item":
            return done(message, url_for("items.show", item_id=stop.item_id))
        case "meeting" if _left_meeting(stop):
            to = url_for("meetings.show", meeting_id=request.form["meeting"], undo=stop.id)
            return done(message, to)
        case _:
            return agenda_changed(stop.body, message, stop.id)


def _left_meeting(stop: Stop) -> bool:
    """Whether `meeting` is one of the stop's own body: an address that was tampered with leads to the agenda."""
    with database().reading() as session:
        try:
            meeting, _body = find_meeting(session, viewer(), request.form.get("meeting", ""))
        except NotFoundError:
            return False
    return meeting.body == stop.body


def _where(stop: Stop) -> str:
    """Where it is now, and what of its journey no longer fits."""
    said = gettext("The item now awaits a date.")
    if stop.meeting_day is not None:
        said = gettext("The item is moved to %(day)s.", day=day_words(stop.meeting_day))
    return " ".join((said, *problems_after_move(stop)))


def _place(stop: Stop) -> str:
    return gettext("The item is now number %(place)s.", place=stop.position)


def _form(stop_id: str, error: Mistake | None) -> Response:
    """All that can be done with a stop; after a refusal with what was asked for, and what somebody else did since."""
    page, offer = _read(stop_id)
    response = page_or_fragment(
        "items/move.html", "items/_move.html", status_of(error) if error else 200, **_values(page, offer, error)
    )
    if error:
        # The answer to a button in a list takes the place where the item's form opens, not the list's.
        response.headers["HX-Retarget"] = f"#form-{page.stop.id}"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _read(stop_id: str) -> tuple[StopPage, UndoOffer | None]:
    with database().reading() as session:
        page = show_stop(session, viewer(), stop_id, today())
        offer = offer_undo(session, viewer(), stop_id)
    require(viewer(), Right.CHANGE, item_thing(page.stop.is_closed), page.stop.body)
    if page.stop.title is None:
        abort(404)
    return page, offer


def _values(page: StopPage, offer: UndoOffer | None, error: Mistake | None) -> dict[str, object]:
    stop, open_form = page.stop, _open_form()
    return {
        "page": page,
        "offer": offer,
        "errors": field_errors(error),
        "is_conflict": isinstance(error, ConflictError),
        "wanted": _wanted(page),
        # A form that is opened to let the item await a date says so in its address.
        "values": request.values,
        "usual": _usual(page),
        "waiting": waiting_fields(stop.body, request.form if open_form == "wait" else None, stop),
        "open_form": open_form,
        "has_begun": has_begun(stop, today()),
        "asked_words": _asked_words(page),
        "may": {action.value: not REFUSALS.get((stop.state, action), "") for action in Action},
        "refusal": REFUSALS.get((stop.state, Action.MOVED), ""),
        "awaiting": AWAITING,
        "back": request.values.get("back", ""),
    }


@stops.app_template_global()
def can_take_back(page: StopPage) -> bool:
    """Whether the viewer made the stop's last change, and may undo it: for the item's page, which has its history."""
    stop, history = page.stop, page.history
    may_change = stop.title is not None and viewer().may_change_item(stop.body, stop.is_closed)
    return may_change and can_be_undone(history) and history[-1].actor == viewer().name


def _usual(page: StopPage) -> Occurrence | None:
    """The next meeting after the one where it stands; without one after that, as for what awaits a date, the first."""
    coming = [meeting for meeting in page.choices if meeting.span.start > today()]
    stands = page.stop.meeting_day or today()
    return next((meeting for meeting in coming if meeting.span.start > stands), coming[0] if coming else None)


def _open_form() -> str:
    """Which of the forms was sent, or is asked for."""
    sent = (request.endpoint or "").removeprefix("stops.")
    if sent in ("move", "new_move", "resume"):
        return "wait" if request.values.get("to") == AWAITING else "move"
    return "wait" if sent in ("hold", "wait") else sent


def _wanted(page: StopPage) -> Occurrence | None:
    """The meeting that was asked for, where it may still be."""
    return next((meeting for meeting in page.choices if meeting.id == request.form.get("to")), None)


def _asked_words(page: StopPage) -> str:
    """After a lost update, what was asked for, to say beside what somebody else did."""
    match (request.endpoint or "").removeprefix("stops."):
        case "withdraw":
            return gettext("withdraw it")
        case "hold":
            return gettext("put it on hold")
        case "wait":
            return gettext("write anew what it waits for: %(reason)s", reason=request.form.get("reason", ""))
        case "undo":
            return gettext("undo the last change")
        case "order":
            return gettext("place %(place)s on the agenda", place=request.form.get("position", ""))
    if request.form.get("to") == AWAITING:
        return gettext("let it await a date")
    wanted = _wanted(page)
    return (
        gettext("move it to %(day)s", day=day_words(wanted.span.start))
        if wanted
        else gettext("move it to where it now is")
    )
