"""An item's own page: what it is, its attachments, where it stands and what follows; and the form to change it."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.save_item import save_item
from wheel.usecases.show_item import show_item
from wheel.usecases.show_item_content import show_item_content, show_item_to_change
from wheel.usecases.show_route import show_journey
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import AWAITING, field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.item_forms import item_form, item_values, item_words, stop_names
from wheel.web.policies import agenda_keepers_only, public_part
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

items = Blueprint("items", __name__)

Refusal = ConflictError | InvalidInputError | RefusedError


@items.get("/items/<item_id>")
@public_part
def show(item_id: str) -> Response:
    return item_page(item_id)


@items.get("/items/<item_id>/changes/new")
@agenda_keepers_only
def new_change(item_id: str) -> Response:
    return _form(item_id, None)


@items.post("/items/<item_id>/changes")
@agenda_keepers_only
def change(item_id: str) -> AnyResponse:
    try:
        command = item_form(item_id, request.form)
        with database().writing() as session:
            save_item(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(item_id, error)
    return done(gettext("The item is saved."), url_for("items.show", item_id=item_id))


def item_page(item_id: str, error: Refusal | None = None) -> Response:
    """The item as it is now; after a refusal of a button on it with what was refused."""
    return page_or_fragment(
        "items/item.html",
        "items/_item.html",
        status_of(error) if error else 200,
        **_item(item_id),
        errors=field_errors(error),
    )


def item_changed(item_id: str, message: str) -> AnyResponse:
    """After a change of what stands on the item's page: that page again."""
    return done(message, url_for("items.show", item_id=item_id), "items/_item.html", **_item(item_id), errors={})


def _item(item_id: str) -> dict[str, object]:
    with database().reading() as session:
        pages = show_item(session, viewer(), item_id, today())
        content = show_item_content(session, viewer(), item_id, today())
        journey = show_journey(session, viewer(), item_id, today())
    return {"pages": pages, "item": pages[0].stop, "content": content, "journey": journey, "awaiting": AWAITING}


def _form(item_id: str, error: Refusal | None) -> Response:
    """The form to change an item; after a refusal with what was typed, and with what others did meanwhile."""
    with database().reading() as session:
        page = show_item_to_change(session, viewer(), item_id, today())
    stored = item_values(page.item, page.treated)
    typed = dict(request.form) if error else stored
    is_conflict = isinstance(error, ConflictError)
    names = stop_names(page.treated, page.bodies)
    versions = (item_words(values, page.body, names) for values in (stored, typed))
    return page_or_fragment(
        "items/change.html",
        "items/_change.html",
        status_of(error) if error else 200,
        page=page,
        item=page.stops[0],
        stop_names=names,
        values=typed,
        errors=field_errors(error),
        seen=version_to_send(error, page.stops[0].item_version or 0, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(*versions) if is_conflict else (),
    )
