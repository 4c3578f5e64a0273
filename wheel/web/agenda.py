"""A body's forward agenda: its coming meetings, what awaits a date, and adding an item."""

from __future__ import annotations

from flask import Blueprint, Response, get_flashed_messages, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.access import require
from wheel.core.permissions import Right, Thing
from wheel.errors import InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.add_item import add_item
from wheel.usecases.agenda_notices import AgendaNotices, agenda_notices
from wheel.usecases.offer_undo import UndoOffer, offer_undo
from wheel.usecases.show_agenda import FIRST_ROWS, AgendaPage, show_agenda
from wheel.usecases.show_bodies import show_bodies
from wheel.web.addresses import stands_at
from wheel.web.agenda_address import agenda_address, install_agenda_address
from wheel.web.context import viewer
from wheel.web.forms import AWAITING, add_item_form, field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment, wants_fragment
from wheel.web.policies import agenda_keepers_only, public_part
from wheel.web.translation import gettext
from wheel.web.waiting_forms import waiting_fields

agenda = Blueprint("agenda", __name__)
install_agenda_address(agenda)


@agenda.get("/bodies")
@public_part
def bodies() -> Response:
    """`q` keeps those that go or went by what is written there."""
    wanted = request.args.get("q", "").strip()
    with database().reading() as session:
        found = show_bodies(session, viewer(), today(), wanted)
    return page_or_fragment(
        "agenda/bodies.html",
        "agenda/bodies.html",
        wanted=wanted,
        open_lines=[line for line in found if not line.is_closed],
        closed_lines=[line for line in found if line.is_closed],
    )


@agenda.get("/bodies/<name>/agenda")
@public_part
def show(name: str) -> AnyResponse:
    """`rows=all` shows every coming meeting, `n` so many of them, `view=columns` beside each other.

    `mine=1` and `q` look for items. `undo` is a stop that has just been changed. A body's other names lead to its
    short name.
    """
    page = read_agenda(name)
    if page.body.short_name != name:
        return stands_at(url_for("agenda.show", name=page.body.short_name))
    return page_or_fragment(
        "agenda/agenda.html",
        "agenda/_agenda.html",
        page=page,
        notices=AgendaNotices() if wants_fragment() else _notices(name),
        offer=_undo_offer(request.args.get("undo")),
        told=" ".join(map(str, get_flashed_messages())),
    )


@agenda.get("/bodies/<name>/items/new")
@agenda_keepers_only
def new_item(name: str) -> Response:
    return _form(name, None)


@agenda.post("/bodies/<name>/items")
@agenda_keepers_only
def create_item(name: str) -> AnyResponse:
    try:
        command = add_item_form(name, request.form)
        with database().writing() as session:
            add_item(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _form(name, error)
    return agenda_changed(name, gettext("The item is added."))


def read_agenda(name: str) -> AgendaPage:
    shown = agenda_address()
    with database().reading() as session:
        return show_agenda(
            session,
            viewer(),
            name,
            today(),
            all_rows=shown.first is None,
            first=shown.first or FIRST_ROWS,
            wanted=shown.wanted,
        )


def agenda_changed(name: str, message: str, stop_id: str | None = None) -> AnyResponse:
    """The whole agenda again: a move changes two meetings and the awaiting list at once.

    The change of `stop_id` can be undone from there, where it is one that can.
    """
    offer = _undo_offer(stop_id)
    return done(
        message,
        agenda_address().of(name, undo=offer.stop.id if offer else None),
        "agenda/_agenda.html",
        page=read_agenda(name),
        offer=offer,
        told=message,
    )


def _notices(name: str) -> AgendaNotices:
    with database().reading() as session:
        return agenda_notices(session, viewer(), name, today())


def _undo_offer(stop_id: str | None) -> UndoOffer | None:
    if not stop_id:
        return None
    with database().reading() as session:
        return offer_undo(session, viewer(), stop_id)


def _form(name: str, error: InvalidInputError | RefusedError | None) -> Response:
    with database().reading() as session:
        page = show_agenda(session, viewer(), name, today(), all_rows=True)
    require(viewer(), Right.CHANGE, Thing.OPEN_ITEM, page.body.short_name)
    response = page_or_fragment(
        "agenda/new_item.html",
        "agenda/_new_item.html",
        UNPROCESSABLE if error else 200,
        page=page,
        errors=field_errors(error),
        values=request.form or {"meeting": request.args.get("meeting", AWAITING)},
        awaiting=AWAITING,
        waiting=waiting_fields(page.body.short_name, request.form),
    )
    if error:
        # The form with its mistake takes the place where it was opened, not the agenda's.
        response.headers["HX-Retarget"] = "closest div"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
