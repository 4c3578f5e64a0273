"""Everything that awaits a date or is on hold, over all bodies; and how much of it is overdue, for the menu."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, get_flashed_messages, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.access import reach
from wheel.core.permissions import Right, Thing
from wheel.services import database, today
from wheel.usecases.offer_undo import offer_undo
from wheel.usecases.show_awaiting import AwaitingFilter, AwaitingPage, count_overdue, show_awaiting
from wheel.web.context import viewer
from wheel.web.htmx import done, page_or_fragment
from wheel.web.policies import public_part
from wheel.web.waiting_words import install_waiting_words

awaiting = Blueprint("awaiting", __name__)
install_waiting_words(awaiting)

LIST = "awaiting/_awaiting.html"
LONGEST_WORDS = 200


@awaiting.get("/awaiting")
@public_part
def show() -> Response:
    """`body`, `mine=1`, `on_hold=1` and `q` choose lines; `undo` is a stop that has just been changed."""
    told = " ".join(map(str, get_flashed_messages()))
    return page_or_fragment("awaiting/awaiting.html", LIST, **_values(request.args.get("undo"), told))


def awaiting_changed(message: str, stop_id: str) -> AnyResponse:
    """The whole list again, with the change of the stop to undo where it is one that can be."""
    asked = _asked()
    to = url_for("awaiting.show", undo=stop_id, **_kept(asked))
    return done(message, to, LIST, **_values(stop_id, message))


def _values(undo: str | None, told: str) -> dict[str, object]:
    asked = _asked()
    with database().reading() as session:
        page: AwaitingPage = show_awaiting(session, viewer(), asked, today())
        offer = offer_undo(session, viewer(), undo) if undo else None
    return {"page": page, "asked": asked, "kept": _kept(asked), "offer": offer, "told": told}


def _asked() -> AwaitingFilter:
    """As the address says, or the form that comes back to the list."""
    said = request.values
    return AwaitingFilter(
        body=said.get("body", "")[:LONGEST_WORDS],
        mine=said.get("mine") == "1",
        on_hold=said.get("on_hold") == "1",
        text=said.get("q", "")[:LONGEST_WORDS].strip(),
    )


def _kept(asked: AwaitingFilter) -> dict[str, Any]:
    said = {
        "body": asked.body,
        "mine": "1" if asked.mine else "",
        "on_hold": "1" if asked.on_hold else "",
        "q": asked.text,
    }
    return {name: value for name, value in said.items() if value}


@awaiting.app_template_global()
def overdue_items() -> int | None:
    """How much is overdue on the agendas that the viewer keeps; None for who keeps none. A page's menu asks once."""
    if reach(viewer(), Right.CHANGE, Thing.OPEN_ITEM).is_empty:
        return None
    with database().reading() as session:
        return count_overdue(session, viewer(), today())
