"""The pages where a planner keeps the rings: add, change, put in order and delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment
from wheel.usecases.delete_ring import DeleteRing, delete_ring
from wheel.usecases.move_ring import MoveRing, move_ring
from wheel.usecases.save_ring import SaveRing, save_ring
from wheel.usecases.show_rings import show_ring, show_rings
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.plan_forms import seen
from wheel.web.policies import planners_only
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

ring_settings = Blueprint("ring_settings", __name__, url_prefix="/settings/rings")

Refusal = ConflictError | InvalidInputError | RefusedError
NEW = {"colour": "#0b5a8a"}
STEPS = {"up": -1, "down": 1}


@ring_settings.get("")
@planners_only
def rings() -> Response:
    return _list(None)


@ring_settings.get("/new")
@planners_only
def new() -> Response:
    return _new_form(None)


@ring_settings.post("")
@planners_only
def create() -> AnyResponse:
    try:
        with database().writing() as session:
            save_ring(session, viewer(), _command(None, request.form), moment())
    except (InvalidInputError, RefusedError) as error:
        return _new_form(error)
    return done(gettext("The ring is added. It is the innermost."), url_for("ring_settings.rings"))


@ring_settings.get("/<key>")
@planners_only
def show(key: str) -> Response:
    return _page(key, None)


@ring_settings.post("/<key>")
@planners_only
def save(key: str) -> AnyResponse:
    def change() -> str:
        command = _command(key, request.form)
        with database().writing() as session:
            save_ring(session, viewer(), command, moment())
        return gettext("The ring is saved.")

    return _changed(key, change)


@ring_settings.post("/<key>/deletions")
@planners_only
def delete(key: str) -> AnyResponse:
    def change() -> str:
        command = DeleteRing(key, seen(request.form))
        with database().writing() as session:
            delete_ring(session, viewer(), command, moment())
        return gettext("The ring is deleted.")

    return _changed(key, change)


@ring_settings.post("/<key>/positions")
@planners_only
def order(key: str) -> AnyResponse:
    try:
        command = MoveRing(key, seen(request.form), STEPS.get(request.form.get("step", ""), 0))
        with database().writing() as session:
            place = move_ring(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _list(error)
    message = gettext("The ring is now number %(place)s from the outside.", place=place)
    with database().reading() as session:
        shown = show_rings(session, viewer())
    return done(message, url_for("ring_settings.rings"), "settings/_rings.html", rings=shown, errors={})


def _command(key: str | None, form: Mapping[str, str]) -> SaveRing:
    return SaveRing(key, form.get("name", ""), form.get("colour", ""), seen(form) if key else 0)


def _changed(key: str, change: Callable[[], str]) -> AnyResponse:
    try:
        message = change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _page(key, error)
    return done(message, url_for("ring_settings.rings"))


def _list(error: Refusal | None) -> Response:
    with database().reading() as session:
        shown = show_rings(session, viewer())
    status = status_of(error) if error else 200
    return page_or_fragment(
        "settings/rings.html", "settings/_rings.html", status, rings=shown, errors=field_errors(error)
    )


def _page(key: str, error: Refusal | None) -> Response:
    """The ring's page; after a refusal with what was typed, and with what somebody else did meanwhile."""
    with database().reading() as session:
        page = show_ring(session, viewer(), key)
    stored = {"name": page.ring.name, "colour": page.ring.colour}
    # Deleting sends no fields.
    typed = dict(request.form) if "name" in request.form else stored
    is_conflict = isinstance(error, ConflictError)
    return page_or_fragment(
        "settings/ring.html",
        "settings/_ring.html",
        status_of(error) if error else 200,
        page=page,
        errors=field_errors(error),
        form_values=typed,
        seen=version_to_send(error, page.ring.version, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(_words(stored), _words(typed)) if is_conflict else (),
    )


def _words(values: Mapping[str, str]) -> dict[str, str]:
    return {gettext("Name"): values.get("name", ""), gettext("Colour"): values.get("colour", "")}


def _new_form(error: InvalidInputError | RefusedError | None) -> Response:
    return page_or_fragment(
        "settings/new_ring.html",
        "settings/_new_ring.html",
        UNPROCESSABLE if error else 200,
        errors=field_errors(error),
        form_values=request.form or NEW,
    )
