"""Changing where an item stands: to another meeting, to the awaiting list, up or down the agenda, or off it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.access import item_thing, require
from wheel.core.permissions import Right
from wheel.core.stops import Stop
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.move_stop import move_stop, order_stop, withdraw_stop
from wheel.usecases.show_item import show_stop
from wheel.web.agenda import agenda_changed
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import AWAITING, field_errors, move_form, order_form, withdraw_form
from wheel.web.htmx import page_or_fragment
from wheel.web.policies import agenda_keepers_only
from wheel.web.translation import gettext
from wheel.web.words import day_words

stops = Blueprint("stops", __name__)


@stops.get("/stops/<stop_id>/moves/new")
@agenda_keepers_only
def new_move(stop_id: str) -> Response:
    return _form(stop_id, None)


@stops.post("/stops/<stop_id>/moves")
@agenda_keepers_only
def move(stop_id: str) -> AnyResponse:
    def change() -> Stop:
        command = move_form(stop_id, request.form)
        with database().writing() as session:
            return move_stop(session, viewer(), command, moment())

    return _changed(stop_id, change, _where)


@stops.post("/stops/<stop_id>/withdrawals")
@agenda_keepers_only
def withdraw(stop_id: str) -> AnyResponse:
    def change() -> Stop:
        command = withdraw_form(stop_id, request.form)
        with database().writing() as session:
            return withdraw_stop(session, viewer(), command, moment())

    return _changed(stop_id, change, lambda _stop: gettext("The item is withdrawn."))


@stops.post("/stops/<stop_id>/positions")
@agenda_keepers_only
def order(stop_id: str) -> AnyResponse:
    def change() -> Stop:
        command = order_form(stop_id, request.form)
        with database().writing() as session:
            return order_stop(session, viewer(), command, moment())

    return _changed(stop_id, change, lambda stop: gettext("The item is now number %(place)s.", place=stop.position))


def _changed(stop_id: str, change: Callable[[], Stop], words: Callable[[Stop], str]) -> AnyResponse:
    try:
        stop = change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(stop_id, error)
    return agenda_changed(stop.body, words(stop))


def _where(stop: Stop) -> str:
    if stop.meeting_day is None:
        return gettext("The item now awaits a date.")
    return gettext("The item is moved to %(day)s.", day=day_words(stop.meeting_day))


def _form(stop_id: str, error: ConflictError | InvalidInputError | RefusedError | None) -> Response:
    """The form to move a stop; after a refusal with what was asked for, and with what somebody else did meanwhile."""
    with database().reading() as session:
        page = show_stop(session, viewer(), stop_id, today())
    require(viewer(), Right.CHANGE, item_thing(page.stop.is_closed), page.stop.body)
    if page.stop.title is None:
        abort(404)
    wanted = next((meeting for meeting in page.choices if meeting.id == request.form.get("to")), None)
    response = page_or_fragment(
        "items/move.html",
        "items/_move.html",
        status_of(error) if error else 200,
        page=page,
        errors=field_errors(error),
        is_conflict=isinstance(error, ConflictError),
        wanted=wanted,
        # A form that is opened to let the item await a date says so in its address.
        values=request.values,
        awaiting=AWAITING,
        rows=request.values.get("rows", ""),
    )
    if error:
        # The answer to a button in the agenda takes the place where the item's form opens, not the agenda's.
        response.headers["HX-Retarget"] = f"#form-{page.stop.id}"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
