"""The pages where a planner keeps the bodies: add, change, close and delete."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.plan import Body
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.close_body import close_body
from wheel.usecases.delete_body import DeleteBody, delete_body
from wheel.usecases.save_body import save_body
from wheel.usecases.show_body_settings import (
    BodySettings,
    show_all_body_settings,
    show_body_settings,
    show_other_bodies,
)
from wheel.web.addresses import stands_at
from wheel.web.body_forms import (
    BODY_KINDS,
    NEW,
    VISIBILITIES,
    body_form,
    body_values,
    body_words,
    closing_form,
    closing_words,
    uses_words,
    validity_words,
    weekdays,
)
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.plan_forms import seen
from wheel.web.policies import planners_only
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

body_settings = Blueprint("body_settings", __name__, url_prefix="/settings/bodies")

body_settings.add_app_template_filter(validity_words)
body_settings.add_app_template_filter(uses_words)

Refusal = ConflictError | InvalidInputError | RefusedError
SAVE, CLOSE, DELETE = "save", "close", "delete"
"""The forms of a body's page."""


@body_settings.get("")
@planners_only
def bodies() -> Response:
    with database().reading() as session:
        lines = show_all_body_settings(session, viewer())
    is_closed = [line.body.valid_until is not None and line.body.valid_until <= today() for line in lines]
    return page_or_fragment(
        "settings/bodies.html",
        "settings/_bodies.html",
        open_lines=[line for line, closed in zip(lines, is_closed, strict=True) if not closed],
        closed_lines=[line for line, closed in zip(lines, is_closed, strict=True) if closed],
        names={line.body.short_name: line.body.name for line in lines},
        kinds=BODY_KINDS,
    )


@body_settings.get("/new")
@planners_only
def new() -> Response:
    return _new_form(None)


@body_settings.post("")
@planners_only
def create() -> AnyResponse:
    try:
        command = body_form("", request.form)
        with database().writing() as session:
            save_body(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _new_form(error)
    return done(gettext("The body is added."), url_for("body_settings.bodies"))


@body_settings.get("/<name>")
@planners_only
def show(name: str) -> AnyResponse:
    """A body's other names lead to its short name."""
    page = _read(name)
    if page.body.short_name != name:
        return stands_at(url_for("body_settings.show", name=page.body.short_name))
    return _page(page, None, "")


@body_settings.post("/<name>")
@planners_only
def save(name: str) -> AnyResponse:
    def change() -> str:
        command = body_form(name, request.form)
        with database().writing() as session:
            save_body(session, viewer(), command, moment())
        return gettext("The body is saved.")

    return _changed(name, change, SAVE)


@body_settings.post("/<name>/closings")
@planners_only
def close(name: str) -> AnyResponse:
    def change() -> str:
        command = closing_form(name, request.form)
        with database().writing() as session:
            close_body(session, viewer(), command, moment())
        return gettext("The body's last day is saved.") if command.closes_on else gettext("The body is open again.")

    return _changed(name, change, CLOSE)


@body_settings.post("/<name>/deletions")
@planners_only
def delete(name: str) -> AnyResponse:
    def change() -> str:
        command = DeleteBody(name, seen(request.form))
        with database().writing() as session:
            delete_body(session, viewer(), command, moment())
        return gettext("The body is deleted.")

    return _changed(name, change, DELETE)


def _changed(name: str, change: Callable[[], str], form: str) -> AnyResponse:
    try:
        message = change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _page(_read(name), error, form)
    return done(message, url_for("body_settings.bodies"))


def _read(name: str) -> BodySettings:
    with database().reading() as session:
        return show_body_settings(session, viewer(), name)


def _page(page: BodySettings, error: Refusal | None, form: str) -> Response:
    """The body's page; after a refusal with what was typed into that `form`, and with what others did meanwhile."""
    stored = body_values(page.body)
    typed = dict(request.form)
    bodies = (page.body, *page.others)
    words = {SAVE: body_words, CLOSE: closing_words}.get(form)
    is_conflict = isinstance(error, ConflictError)
    return page_or_fragment(
        "settings/body.html",
        "settings/_body.html",
        status_of(error) if error else 200,
        page=page,
        open_form=form,
        errors=field_errors(error),
        values={SAVE: stored, CLOSE: stored, form: typed},
        seen=dict.fromkeys((SAVE, CLOSE, DELETE), str(page.body.version))
        | {form: version_to_send(error, page.body.version, typed.get("seen"))},
        is_conflict=is_conflict,
        differences=differences(words(stored, bodies), words(typed, bodies)) if is_conflict and words else (),
        **_choices(page.others),
    )


def _new_form(error: InvalidInputError | RefusedError | None) -> Response:
    with database().reading() as session:
        others = show_other_bodies(session, viewer())
    return page_or_fragment(
        "settings/new_body.html",
        "settings/_new_body.html",
        UNPROCESSABLE if error else 200,
        errors=field_errors(error),
        form_values=request.form or NEW,
        **_choices(others),
    )


def _choices(others: tuple[Body, ...]) -> dict[str, object]:
    return {
        "kinds": BODY_KINDS,
        "visibilities": VISIBILITIES,
        "weekdays": weekdays(),
        "others": {body.short_name: body.name for body in others},
    }
