"""The pages where a planner keeps the local calendar: the school holidays and closing days of each year."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.local_days import LocalDays
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.copy_local_days import copy_local_days
from wheel.usecases.delete_local_days import DeleteLocalDays, delete_local_days
from wheel.usecases.save_local_days import save_local_days
from wheel.usecases.show_calendar_settings import show_calendar_settings, show_local_days, suggested_days
from wheel.web.calendar_forms import (
    LOCAL_KINDS,
    NEW,
    copies_form,
    copies_values,
    copy_lines,
    local_days_form,
    local_days_values,
    local_days_words,
)
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.language import language_code
from wheel.web.plan_forms import seen
from wheel.web.policies import planners_only
from wheel.web.translation import gettext, ngettext
from wheel.web.versions import differences, version_to_send

calendar_settings = Blueprint("calendar_settings", __name__, url_prefix="/settings/calendar")

Refusal = ConflictError | InvalidInputError | RefusedError


@calendar_settings.get("")
@planners_only
def this_year() -> AnyResponse:
    return redirect(url_for("calendar_settings.year", year=today().year))


@calendar_settings.get("/<int:year>")
@planners_only
def year(year: int) -> Response:
    return _year(year, None)


@calendar_settings.post("/<int:year>")
@planners_only
def create(year: int) -> AnyResponse:
    try:
        command = local_days_form(None, request.form)
        with database().writing() as session:
            days = save_local_days(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _year(year, error)
    return done(_followed(gettext("The days are added.")), _address(days))


@calendar_settings.get("/<int:year>/copies/new")
@planners_only
def new_copies(year: int) -> Response:
    return _copies(year, None)


@calendar_settings.post("/<int:year>/copies")
@planners_only
def copy(year: int) -> AnyResponse:
    try:
        command = copies_form(request.form)
        with database().writing() as session:
            count = copy_local_days(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _copies(year, error)
    message = ngettext(
        "The holiday or closing day is added.", "The %(num)s holidays and closing days are added.", count
    )
    return done(_followed(message), url_for("calendar_settings.year", year=year))


@calendar_settings.get("/days/<days_id>")
@planners_only
def show(days_id: str) -> Response:
    return _days(days_id, None)


@calendar_settings.post("/days/<days_id>")
@planners_only
def save(days_id: str) -> AnyResponse:
    def change() -> tuple[str, LocalDays]:
        command = local_days_form(days_id, request.form)
        with database().writing() as session:
            return gettext("The days are saved."), save_local_days(session, viewer(), command, moment())

    return _changed(days_id, change)


@calendar_settings.post("/days/<days_id>/deletions")
@planners_only
def delete(days_id: str) -> AnyResponse:
    def change() -> tuple[str, LocalDays]:
        command = DeleteLocalDays(days_id, seen(request.form))
        with database().writing() as session:
            return gettext("The days are deleted."), delete_local_days(session, viewer(), command, moment())

    return _changed(days_id, change)


def _changed(days_id: str, change: Callable[[], tuple[str, LocalDays]]) -> AnyResponse:
    try:
        message, days = change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _days(days_id, error)
    return done(_followed(message), _address(days))


def _followed(message: str) -> str:
    """Planning has made its dates already, and nothing of the plan moves by itself."""
    return f"{message} {gettext('Years that are planned already follow when they are planned again.')}"


def _address(days: LocalDays) -> str:
    """The year in which the days begin."""
    return url_for("calendar_settings.year", year=days.span.start.year)


def _year(year: int, error: InvalidInputError | RefusedError | None) -> Response:
    with database().reading() as session:
        page = show_calendar_settings(session, viewer(), year, language_code())
    return page_or_fragment(
        "settings/calendar.html",
        "settings/_calendar.html",
        UNPROCESSABLE if error else 200,
        page=page,
        kinds=LOCAL_KINDS,
        errors=field_errors(error),
        form_values=request.form or NEW,
    )


def _copies(year: int, error: InvalidInputError | RefusedError | None) -> Response:
    with database().reading() as session:
        suggestions = suggested_days(session, viewer(), year)
    values = request.form or copies_values(suggestions)
    return page_or_fragment(
        "settings/copies.html",
        "settings/_copies.html",
        UNPROCESSABLE if error else 200,
        year=year,
        lines=copy_lines(values),
        kinds=LOCAL_KINDS,
        errors=field_errors(error),
        form_values=values,
    )


def _days(days_id: str, error: Refusal | None) -> Response:
    """The page of some days; after a refusal with what was typed, and with what somebody else did meanwhile."""
    with database().reading() as session:
        days = show_local_days(session, viewer(), days_id)
    stored = local_days_values(days)
    # Deleting sends no fields.
    typed = dict(request.form) if "name" in request.form else stored
    is_conflict = isinstance(error, ConflictError)
    return page_or_fragment(
        "settings/local_days.html",
        "settings/_local_days.html",
        status_of(error) if error else 200,
        days=days,
        kinds=LOCAL_KINDS,
        errors=field_errors(error),
        form_values=typed,
        seen=version_to_send(error, days.version, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(local_days_words(stored), local_days_words(typed)) if is_conflict else (),
    )
