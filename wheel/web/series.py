"""The series form: make a series, change it and its rule, and see which dates it gives before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.schedule import Schedule
from wheel.errors import ConflictError, InvalidInputError, RefusedError, WheelError
from wheel.services import database, moment, today
from wheel.usecases.preview_series import SeriesPreview, preview_series
from wheel.usecases.remove_series import RemoveSeries, remove_series
from wheel.usecases.save_series import changed_schedule, save_series
from wheel.usecases.show_series import SeriesPage, new_series, show_series
from wheel.web.context import viewer
from wheel.web.errors import sentence, status_of
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.plan_forms import seen
from wheel.web.policies import planners_only
from wheel.web.rule_form.parts import MONTHS, WEEKDAYS
from wheel.web.rule_form.recurrences import NTH
from wheel.web.rule_form.whole import CLOSURES
from wheel.web.rule_form.words import usual_words
from wheel.web.rule_words import schedule_words
from wheel.web.series_choices import preview_day, series_options
from wheel.web.series_form import SeriesForm, blamed, new_series_fields, read_series_form, series_fields
from wheel.web.translation import gettext

series = Blueprint("series", __name__)
series.add_app_template_filter(preview_day)

OK = 200
_TICKED = (*WEEKDAYS, *MONTHS, *NTH, *CLOSURES)
PAGE, FORM, PREVIEW = "series/series.html", "series/_series.html", "series/_preview.html"


@series.get("/series/new")
@planners_only
def new() -> Response:
    """`body`, `year` and `month` say what to begin with."""
    return _form("")


@series.post("/series")
@planners_only
def create() -> AnyResponse:
    return _saved("", gettext("The series is made. Its dates come into the plan when the year is planned."))


@series.get("/series/<series_id>")
@planners_only
def show(series_id: str) -> Response:
    return _form(series_id)


@series.post("/series/<series_id>")
@planners_only
def save(series_id: str) -> AnyResponse:
    return _saved(series_id, gettext("The series is saved. What is planned changes when the year is planned again."))


@series.post("/series/previews")
@planners_only
def preview() -> Response:
    """What the form says now: without JavaScript the whole page again. Nothing is saved."""
    series_id = request.form.get("series_id", "")
    form = read_series_form(request.form, series_id)
    page = _read(series_id)
    found, mistake = _previewed(form, page)
    mistakes = {**_sentences(form.mistakes), **mistake}
    return _answer(PREVIEW, OK, page, request.form, found, mistakes)


def _is_begun(name: str) -> bool:
    """Whether anything is typed, chosen or ticked there: who has not come to a field yet has made no mistake in it."""
    values = request.form
    return bool(values.get(name, "").strip()) or any(f"{name}_{key}" in values for key in _TICKED)


@series.post("/series/<series_id>/deletions")
@planners_only
def delete(series_id: str) -> AnyResponse:
    try:
        with database().writing() as session:
            gone = remove_series(session, viewer(), RemoveSeries(series_id, seen(request.form)), moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(series_id, error)
    message = gettext("The series “%(title)s” is removed.", title=gone.title)
    return done(message, url_for("plan.show", year=today().year))


def _saved(series_id: str, message: str) -> AnyResponse:
    try:
        form = read_series_form(request.form, series_id, seen(request.form) if series_id else 1)
        if form.command is None:
            return _form(series_id, form=form)
        with database().writing() as session:
            saved_id = save_series(session, viewer(), form.command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(series_id, error)
    return done(message, url_for("series.show", series_id=saved_id))


def _read(series_id: str) -> SeriesPage:
    with database().reading() as session:
        if series_id:
            return show_series(session, viewer(), series_id, today())
        return new_series(session, viewer(), today(), request.args.get("body", ""))


def _form(series_id: str, error: WheelError | None = None, form: SeriesForm | None = None) -> Response:
    """The form: as stored, or as typed with what is wrong with it, and after a conflict with what is stored now."""
    page = _read(series_id)
    is_typed = request.method == "POST"
    values = request.form if is_typed else _stored_fields(page)
    form = form or read_series_form(values, series_id)
    found, mistake = _previewed(form, page)
    mistakes = {**mistake, **_sentences(form.mistakes)} if is_typed else {}
    if error is not None:
        mistakes = {_field(error, values): sentence(error)}
    status = status_of(error) if error else UNPROCESSABLE if is_typed else OK
    return _answer(FORM, status, page, values, found, mistakes, is_conflict=isinstance(error, ConflictError))


def _field(error: WheelError, values: Mapping[str, str]) -> str:
    return blamed(error, values) if isinstance(error, InvalidInputError) else ""


def _stored_fields(page: SeriesPage) -> dict[str, str]:
    if page.series is not None:
        return series_fields(page.series, today(), page.next_year)
    asked = request.args
    begins = max(today(), date(asked.get("year", today().year, type=_shown_year), 1, 1))
    return new_series_fields(begins, page.ring, asked.get("body", ""), MONTHS.get(asked.get("month", "")))


def _shown_year(text: str) -> int:
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    return year


def _previewed(form: SeriesForm, page: SeriesPage) -> tuple[SeriesPreview | None, dict[str, str]]:
    """The dates of what could be read, or nothing and what is wrong with counting from another series."""
    if form.schedule is None:
        return None, {}
    stored = page.series
    schedule = changed_schedule(stored.schedule, form.schedule, form.counts_from) if stored else form.schedule
    try:
        with database().reading() as session:
            return preview_series(session, viewer(), schedule, today(), stored.id if stored else ""), {}
    except InvalidInputError as error:
        return None, {error.field or "": sentence(error)}


def _sentences(mistakes: Mapping[str, InvalidInputError]) -> dict[str, str]:
    return {name: sentence(error) for name, error in mistakes.items()}


def _answer(
    fragment: str,
    status: int,
    page: SeriesPage,
    values: Mapping[str, str],
    found: SeriesPreview | None,
    mistakes: Mapping[str, str],
    *,
    is_conflict: bool = False,
) -> Response:
    names = {one.id: one.title for one in (*page.choices.others, *([page.series] if page.series else []))}
    return page_or_fragment(
        PAGE,
        fragment,
        status,
        page=page,
        values=values,
        errors=mistakes,
        is_begun=_is_begun,
        preview=found,
        is_conflict=is_conflict,
        usual_words=usual_words(values),
        options=series_options(page, values),
        say=lambda schedule: _capital(schedule_words(schedule, names)),
        Schedule=Schedule,
        today=today(),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
