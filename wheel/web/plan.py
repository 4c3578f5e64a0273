"""The planning page: a year's grid with what is beside it, and all that a planner does to the year from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.add_extra import add_extra
from wheel.usecases.cancel_occurrence import cancel_occurrence, reinstate_occurrence
from wheel.usecases.carry_over import carry_over
from wheel.usecases.move_occurrence import move_occurrence
from wheel.usecases.plan_year import plan_year
from wheel.usecases.publish_year import begin_draft, discard_draft, publish_year
from wheel.usecases.show_plan import PlanFilter, show_plan
from wheel.usecases.undo_entry import undo_entry
from wheel.web.context import viewer
from wheel.web.errors import sentence, status_of
from wheel.web.htmx import done, wants_fragment
from wheel.web.items_words import with_affected, with_items
from wheel.web.language import language_code
from wheel.web.planning.chips import short_month_names
from wheel.web.planning.commands import add_command, cancel_command, meant_for_draft, move_command, reinstate_command
from wheel.web.planning.editor import Refused, add_editor, date_editor
from wheel.web.planning.links import PlanLinks
from wheel.web.planning.page import PlanView
from wheel.web.policies import planners_only
from wheel.web.speech import month_names
from wheel.web.translation import gettext, ngettext

plan = Blueprint("plan", __name__)

FIRST_MONTH_OF_PLANNING = 8
"""From August on, a secretariat plans the year to come."""

Changed = tuple[str, str]
"""The date that was changed (its id), and the sentence that says so."""

_PIECES = {"plan-grid": "plan/_grid.html", "editor": "plan/_editor.html"}
"""What htmx may ask for alone, by the element that it is put into: neither says anything of the rules."""


@plan.get("/plan")
@planners_only
def front() -> AnyResponse:
    return redirect(url_for("plan.show", year=planning_year(today())))


def planning_year(day: date) -> int:
    """The year that is being planned on that day: from August on, the next."""
    return day.year + 1 if day.month >= FIRST_MONTH_OF_PLANNING else day.year


@plan.get("/plan/<int:year>")
@planners_only
def show(year: int) -> AnyResponse:
    """`q`, `group` and `conflicts=1` choose rows; `at` opens a date, `add` (and `month`) the form to add one."""
    page = _read(year, with_preview=_asked_piece() is None)
    view = _open(page, request.args.get("at", ""), request.args.get("add", ""))
    if view.editor and view.editor.one.plan_year != year:
        return redirect(url_for("plan.show", year=view.editor.one.plan_year, at=view.open_id))
    opened: dict[str, Any] = {name: request.args[name] for name in ("at", "add", "month") if request.args.get(name)}
    here = url_for("plan.show", year=year, **view.links.kept, **opened)
    return _at(here, _page(view)) if wants_fragment() else _page(view)


@plan.post("/plan/<int:year>/plannings")
@planners_only
def plan_it(year: int) -> AnyResponse:
    def change() -> str:
        is_published = request.form.get("publish") == "1"
        with database().writing() as session:
            plan_year(session, viewer(), year, moment(), publish=is_published, seen=request.form.get("seen", ""))
        if is_published:
            return gettext("The plan of %(year)s is published.", year=year)
        return gettext("The dates are put into the draft of %(year)s.", year=year)

    return _year_changed(year, change)


@plan.post("/plan/<int:year>/publications")
@planners_only
def publish(year: int) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            affected = publish_year(session, viewer(), year, moment())
        return with_affected(gettext("The plan of %(year)s is published.", year=year), affected)

    return _year_changed(year, change)


@plan.post("/plan/<int:year>/drafts")
@planners_only
def begin(year: int) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            begin_draft(session, viewer(), year, moment())
        return gettext("The draft is begun: what you do now is seen by planners only until you publish it.")

    return _year_changed(year, change)


@plan.post("/plan/<int:year>/drafts/deletions")
@planners_only
def discard(year: int) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            discard_draft(session, viewer(), year, moment())
        return gettext("The draft is discarded. The published plan is as it was.")

    return _year_changed(year, change)


@plan.post("/plan/<int:year>/carried")
@planners_only
def carry(year: int) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            count = carry_over(session, viewer(), year, request.form.getlist("keys"), moment())
        return ngettext("The event is carried over.", "The %(num)s events are carried over.", count)

    return _year_changed(year, change)


@plan.post("/plan/<int:year>/undos")
@planners_only
def undo(year: int) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            undo_entry(session, viewer(), request.form.get("entry", ""), moment())
        return gettext("The change is undone.")

    return _year_changed(year, change)


@plan.post("/plan/occurrences/<occurrence_id>/moves")
@planners_only
def move(occurrence_id: str) -> AnyResponse:
    def change() -> Changed:
        command = move_command(occurrence_id, request.form, in_draft=meant_for_draft(request.form))
        with database().writing() as session:
            sent = move_occurrence(session, viewer(), command, moment())
        return occurrence_id, with_items(gettext("The event is moved."), sent)

    return _date_changed("move", change, occurrence_id)


@plan.post("/plan/occurrences/<occurrence_id>/cancellations")
@planners_only
def cancel(occurrence_id: str) -> AnyResponse:
    def change() -> Changed:
        command = cancel_command(occurrence_id, request.form, in_draft=meant_for_draft(request.form))
        with database().writing() as session:
            sent = cancel_occurrence(session, viewer(), command, moment())
        return occurrence_id, with_items(gettext("The event is cancelled."), sent)

    return _date_changed("cancel", change, occurrence_id)


@plan.post("/plan/occurrences/<occurrence_id>/reinstatements")
@planners_only
def reinstate(occurrence_id: str) -> AnyResponse:
    def change() -> Changed:
        command = reinstate_command(occurrence_id, request.form, in_draft=meant_for_draft(request.form))
        with database().writing() as session:
            reinstate_occurrence(session, viewer(), command, moment())
        return occurrence_id, gettext("The event takes place after all.")

    return _date_changed("reinstate", change, occurrence_id)


@plan.post("/plan/series/<series_id>/occurrences")
@planners_only
def add(series_id: str) -> AnyResponse:
    def change() -> Changed:
        command = add_command(series_id, request.form, in_draft=meant_for_draft(request.form))
        with database().writing() as session:
            return add_extra(session, viewer(), command, moment()), gettext("The date is added.")

    return _date_changed("add", change, adding=series_id)


def _year_changed(year: int, change: Callable[[], str]) -> AnyResponse:
    """The whole page again: a change of the year may change every row."""
    try:
        message = change()
    except (InvalidInputError, RefusedError, ConflictError) as error:
        return _page(replace(_read(year), refusal=sentence(error)), status_of(error))
    to = PlanLinks(year, _chosen()).year_address
    if not wants_fragment():
        return done(message, to)
    return _at(to, done(message, to, "plan/_plan.html", **_shown(_read(year))))


def _at(address: str, response: AnyResponse) -> AnyResponse:
    """The answer to htmx, which is to show that address from now on."""
    response.headers["HX-Replace-Url"] = address
    return response


def _date_changed(form: str, change: Callable[[], Changed], at: str = "", adding: str = "") -> AnyResponse:
    """The date's editor, what is beside the grid, and the rows that may look otherwise now."""
    try:
        at, message = change()
    except (InvalidInputError, RefusedError, ConflictError) as error:
        return _date_refused(Refused(form, error, request.form), at, adding)
    year = _asked_year()
    to = url_for("plan.show", year=year, at=at, **PlanLinks(year, _chosen()).kept)
    if not wants_fragment():
        return done(message, to)
    view = _open(_read(year, PlanFilter()), at)
    if view.editor is None or view.editor.one.plan_year != year:
        return done(message, to)
    return _at(to, done(message, to, "plan/_date_changed.html", rows=view.rows(_changed_rows(view)), **_shown(view)))


def _changed_rows(view: PlanView) -> frozenset[str]:
    """The date's own series, those that were in conflict with it, and those that are so now."""
    if view.editor is None:
        return frozenset()
    was = request.form.get("rows", "").split()
    return frozenset((view.editor.occurrence.series_id, *was, *view.editor.rows.split()))


def _date_refused(refused: Refused, at: str, adding: str) -> Response:
    view = _open(_read(_asked_year()), at, adding, refused)
    if view.is_missing:
        view = replace(view, refusal=sentence(refused.error))
    if not isinstance(refused.error, ConflictError):
        view = replace(view, sent_in_draft=refused.sent.get("in_draft", ""))
    return _page(view, status_of(refused.error), "plan/_editor.html")


def _asked_year() -> int:
    """The year whose page the form stood on."""
    return request.values.get("year", planning_year(today()), type=int)


def _chosen() -> PlanFilter:
    """With JavaScript every form sends the filters as they are now; without it they stand in its address."""
    values = request.form if "q" in request.form else request.args
    return PlanFilter(values.get("q", ""), values.get("group", ""), values.get("conflicts") == "1")


def _read(year: int, chosen: PlanFilter | None = None, *, with_preview: bool = True) -> PlanView:
    """`chosen` is only for reading other rows than those that were asked for."""
    asked = _chosen()
    rows = asked if chosen is None else chosen
    with database().reading() as session:
        page = show_plan(session, viewer(), year, rows, today(), language_code(), with_preview=with_preview)
    return PlanView(page, asked, PlanLinks(year, asked))


def _open(view: PlanView, at: str, adding: str = "", refused: Refused | None = None) -> PlanView:
    """The view with the editor of a date, or the form to add one to a series; or saying that it is gone."""
    if at:
        editor = date_editor(view.page, view.links, at, refused)
        return replace(view, editor=editor, is_missing=editor is None)
    if adding:
        month = request.args.get("month", 0, type=int)
        form = add_editor(view.page, adding, month, refused)
        return replace(view, adding=form, is_missing=form is None)
    return view


def _page(view: PlanView, status: int = 200, fragment: str = "") -> Response:
    """The whole page; for htmx the piece that is to be put in."""
    piece = fragment or _asked_piece() or "plan/_plan.html"
    name = piece if wants_fragment() else "plan/plan.html"
    response = make_response(render_template(name, **_shown(view)), status)
    response.vary.update(("HX-Request", "HX-Target"))
    return response


def _asked_piece() -> str | None:
    return _PIECES.get(request.headers.get("HX-Target", "")) if wants_fragment() else None


def _shown(view: PlanView) -> dict[str, object]:
    return {"view": view, "month_names": month_names(), "short_months": short_month_names()}
