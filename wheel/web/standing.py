"""The pages of a body's standing items: the list with its rosters, their forms, and placing a year's items."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.rosters import Cover
from wheel.core.standing import Wanted
from wheel.core.standing_items import checked_standing_item
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases import save_standing_item as use
from wheel.usecases import show_standing as reads
from wheel.usecases.place_standing import place_standing_items, show_placing
from wheel.usecases.show_standing import StandingToChange
from wheel.web.addresses import stands_at
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment, wants_fragment
from wheel.web.plan_forms import seen
from wheel.web.policies import agenda_keepers_only
from wheel.web.standing_forms import (
    NEW,
    ending_form,
    placing_form,
    standing_form,
    standing_item,
    standing_values,
    standing_words,
)
from wheel.web.standing_words import COVERS, KINDS, PLACES, month_names, rule_sentence
from wheel.web.translation import gettext, ngettext
from wheel.web.versions import differences, version_to_send

standing = Blueprint("standing", __name__)

standing.add_app_template_filter(rule_sentence)

Refusal = ConflictError | InvalidInputError | RefusedError
SAVE, END, DELETE = "save", "end", "delete"
"""The forms of a standing item's page."""


@standing.get("/bodies/<name>/standing")
@agenda_keepers_only
def show(name: str) -> AnyResponse:
    """`year` is the one whose rosters and agendas are looked at. A body's other names lead to its short name."""
    with database().reading() as session:
        page = reads.show_standing(session, viewer(), name, _year(), today())
    if page.body.short_name != name:
        return stands_at(url_for("standing.show", name=page.body.short_name))
    return page_or_fragment(
        "standing/standing.html", "standing/_standing.html", page=page, covers=COVERS, Cover=Cover, today=today()
    )


@standing.get("/bodies/<name>/standing/new")
@agenda_keepers_only
def new(name: str) -> Response:
    return _form(_read_new(name), None, SAVE)


@standing.post("/bodies/<name>/standing")
@agenda_keepers_only
def create(name: str) -> AnyResponse:
    try:
        command = standing_form(name, "", request.form)
        with database().writing() as session:
            use.save_standing_item(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _form(_read_new(name), error, SAVE)
    return done(gettext("The standing item is added."), url_for("standing.show", name=name))


@standing.post("/bodies/<name>/standing/previews")
@agenda_keepers_only
def preview(name: str) -> Response:
    """The dates of what is typed: for htmx these alone, else the whole form as it is with them. Nothing is saved.

    `standing` is the id of the standing item whose form it is, if it is there already.
    """
    standing_id = request.form.get("standing", "")
    page = _read(standing_id) if standing_id else _read_new(name)
    return _form(page, None, SAVE, is_preview=True)


@standing.get("/standing/<standing_id>")
@agenda_keepers_only
def edit(standing_id: str) -> Response:
    return _form(_read(standing_id), None, "")


@standing.post("/standing/<standing_id>")
@agenda_keepers_only
def save(standing_id: str) -> AnyResponse:
    def change(body: str) -> str:
        command = standing_form(body, standing_id, request.form)
        with database().writing() as session:
            use.save_standing_item(session, viewer(), command, moment())
        return gettext("The standing item is saved.")

    return _changed(standing_id, change, SAVE)


@standing.post("/standing/<standing_id>/endings")
@agenda_keepers_only
def end(standing_id: str) -> AnyResponse:
    def change(_body: str) -> str:
        command = ending_form(standing_id, request.form)
        with database().writing() as session:
            use.end_standing_item(session, viewer(), command, moment())
        return gettext("The last day is saved.") if command.ends else gettext("The standing item goes on.")

    return _changed(standing_id, change, END)


@standing.post("/standing/<standing_id>/deletions")
@agenda_keepers_only
def delete(standing_id: str) -> AnyResponse:
    def change(_body: str) -> str:
        command = use.RemoveStandingItem(standing_id, seen(request.form))
        with database().writing() as session:
            use.remove_standing_item(session, viewer(), command, moment())
        return gettext("The standing item is deleted.")

    return _changed(standing_id, change, DELETE)


@standing.get("/bodies/<name>/standing/<int:year>/placements")
@agenda_keepers_only
def placing(name: str, year: int) -> Response:
    return _placing_page(name, year, None)


@standing.post("/bodies/<name>/standing/<int:year>/placements")
@agenda_keepers_only
def place(name: str, year: int) -> AnyResponse:
    try:
        chosen = placing_form(request.form.getlist("place"))
        with database().writing() as session:
            count = place_standing_items(session, viewer(), name, year, moment(), chosen)
    except (InvalidInputError, RefusedError) as error:
        return _placing_page(name, year, error)
    message = ngettext("The item is on its agenda.", "The %(num)s items are on their agendas.", count)
    if not count:
        message = gettext("The agendas have all of it already.")
    return done(message, url_for("standing.show", name=name, year=year))


def _placing_page(name: str, year: int, error: InvalidInputError | RefusedError | None) -> Response:
    with database().reading() as session:
        page = show_placing(session, viewer(), name, year, today())
    return page_or_fragment(
        "standing/placing.html",
        "standing/_placing.html",
        UNPROCESSABLE if error else 200,
        page=page,
        errors=field_errors(error),
    )


def _changed(standing_id: str, change: Callable[[str], str], form: str) -> AnyResponse:
    page = _read(standing_id)
    try:
        message = change(page.body.short_name)
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(_read(standing_id), error, form)
    return done(message, url_for("standing.show", name=page.body.short_name))


def _read_new(name: str) -> StandingToChange:
    with database().reading() as session:
        return reads.show_new_standing_item(session, viewer(), name, today())


def _read(standing_id: str) -> StandingToChange:
    with database().reading() as session:
        return reads.show_standing_item(session, viewer(), standing_id, today())


def _form(page: StandingToChange, error: Refusal | None, form: str, *, is_preview: bool = False) -> Response:
    """The form; after a refusal with what was typed into `form`, and with what others did to it meanwhile."""
    item = page.item
    stored = standing_values(item) if item else dict(NEW)
    typed = request.form.to_dict() if request.method == "POST" and form != DELETE else stored
    values = typed if form == SAVE else stored
    found, mistake = _previewed(page, values)
    shown_error = error or (mistake if is_preview else None)
    is_conflict = isinstance(error, ConflictError)
    words = (standing_words(one, page.posts, page.series) for one in (stored, stored | typed if form == END else typed))
    version = item.version if item else 0
    return page_or_fragment(
        "standing/form.html",
        "standing/_preview.html" if is_preview else "standing/_form.html",
        # Of what is not finished yet, the dates alone are no mistake.
        status_of(shown_error) if shown_error and not (is_preview and wants_fragment()) else 200,
        page=page,
        open_form=form,
        values=values,
        last_day=typed.get("last_day", "") if form == END else stored.get("last_day", ""),
        errors=field_errors(shown_error),
        preview=found,
        preview_errors=field_errors(mistake),
        seen=version_to_send(error, version, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(*words) if is_conflict else (),
        kinds=KINDS,
        places=PLACES,
        months=month_names(),
    )


def _previewed(
    page: StandingToChange, values: dict[str, str]
) -> tuple[tuple[Wanted, ...] | None, InvalidInputError | None]:
    """The dates of what the form holds, or what is wrong with it."""
    names = {post.id: post for post in page.posts}
    try:
        item = standing_item(page.body.short_name, page.item.id if page.item else "", values)
        item = checked_standing_item(item)
    except InvalidInputError as error:
        return None, error
    item = reads.with_posts(item, names)
    with database().reading() as session:
        return reads.preview_standing_item(session, viewer(), item, today()), None


def _year() -> int:
    """The year asked for; this one where none is, or none that the calendar reaches."""
    asked = request.args.get("year", today().year, type=int)
    return asked if FIRST_YEAR < asked < LAST_YEAR else today().year
