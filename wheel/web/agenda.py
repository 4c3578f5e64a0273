"""A body's forward agenda: its coming meetings, what awaits a date, and adding an item."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.access import require
from wheel.core.permissions import Right, Thing
from wheel.errors import InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.add_item import add_item
from wheel.usecases.show_agenda import AgendaPage, show_agenda
from wheel.usecases.show_bodies import show_bodies
from wheel.web.addresses import stands_at
from wheel.web.context import viewer
from wheel.web.forms import AWAITING, add_item_form, field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.policies import agenda_keepers_only, public_part
from wheel.web.translation import gettext

agenda = Blueprint("agenda", __name__)


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
    """`rows=all` shows every coming meeting. A body's other names lead to its short name."""
    page = read_agenda(name)
    if page.body.short_name != name:
        return stands_at(url_for("agenda.show", name=page.body.short_name))
    return page_or_fragment("agenda/agenda.html", "agenda/_agenda.html", page=page)


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
    with database().reading() as session:
        return show_agenda(session, viewer(), name, today(), all_rows=request.values.get("rows") == "all")


def agenda_changed(name: str, message: str) -> AnyResponse:
    """The whole agenda again: a move changes two meetings and the awaiting list at once."""
    rows = request.values.get("rows") or None
    return done(message, url_for("agenda.show", name=name, rows=rows), "agenda/_agenda.html", page=read_agenda(name))


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
    )
    if error:
        # The form with its mistake takes the place where it was opened, not the agenda's.
        response.headers["HX-Retarget"] = "closest div"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
