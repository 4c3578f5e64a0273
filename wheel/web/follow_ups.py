"""The forms of follow-ups: add, change, take away; and the button that says that one is done, or is not."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases import save_follow_up as use
from wheel.usecases.show_item_content import FollowUpToChange, show_follow_up, show_new_follow_up
from wheel.web.addresses import local_address
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.item_forms import follow_up_form, follow_up_values, follow_up_words
from wheel.web.items import item_changed, item_page
from wheel.web.my_page import my_page_changed, my_page_shown
from wheel.web.plan_forms import seen
from wheel.web.policies import agenda_keepers_only, signed_in_only
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

follow_ups = Blueprint("follow_ups", __name__)

Refusal = ConflictError | InvalidInputError | RefusedError


@follow_ups.get("/stops/<stop_id>/follow-ups/new")
@agenda_keepers_only
def new(stop_id: str) -> Response:
    return _form(_read_new(stop_id), None)


@follow_ups.post("/stops/<stop_id>/follow-ups")
@agenda_keepers_only
def create(stop_id: str) -> AnyResponse:
    try:
        command = use.AddFollowUp(stop_id, follow_up_form(request.form))
        with database().writing() as session:
            use.add_follow_up(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _form(_read_new(stop_id), error)
    return _done(_read_new(stop_id), gettext("The follow-up is added."))


@follow_ups.get("/follow-ups/<follow_up_id>")
@agenda_keepers_only
def show(follow_up_id: str) -> Response:
    return _form(_read(follow_up_id), None)


@follow_ups.post("/follow-ups/<follow_up_id>")
@agenda_keepers_only
def save(follow_up_id: str) -> AnyResponse:
    try:
        command = use.ChangeFollowUp(follow_up_id, seen(request.form), follow_up_form(request.form))
        with database().writing() as session:
            use.change_follow_up(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(_read(follow_up_id), error)
    return _done(_read(follow_up_id), gettext("The follow-up is saved."))


@follow_ups.post("/follow-ups/<follow_up_id>/deletions")
@agenda_keepers_only
def delete(follow_up_id: str) -> AnyResponse:
    page = _read(follow_up_id)
    try:
        command = use.RemoveFollowUp(follow_up_id, seen(request.form))
        with database().writing() as session:
            use.remove_follow_up(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(_read(follow_up_id), error)
    return _done(page, gettext("The follow-up is removed."))


@follow_ups.post("/follow-ups/<follow_up_id>/marks")
@signed_in_only
def mark(follow_up_id: str) -> AnyResponse:
    """The page that the button was on: an item's (`item`), another one (`back`), or without either one's own."""
    is_done, item_id, back = request.form.get("done") == "1", request.form.get("item"), request.form.get("back")
    try:
        command = use.MarkFollowUp(follow_up_id, seen(request.form), is_done)
        with database().writing() as session:
            use.mark_follow_up(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return item_page(item_id, error) if item_id else my_page_shown(error)
    message = gettext("The follow-up is done.") if is_done else gettext("The follow-up is not done after all.")
    if back:
        return done(message, local_address(back))
    return item_changed(item_id, message) if item_id else my_page_changed(message)


def _done(page: FollowUpToChange, message: str) -> AnyResponse:
    return done(message, url_for("items.show", item_id=page.stop.item_id))


def _read_new(stop_id: str) -> FollowUpToChange:
    with database().reading() as session:
        return show_new_follow_up(session, viewer(), stop_id, today())


def _read(follow_up_id: str) -> FollowUpToChange:
    with database().reading() as session:
        return show_follow_up(session, viewer(), follow_up_id, today())


def _form(page: FollowUpToChange, error: Refusal | None) -> Response:
    """The form; after a refusal with what was typed, and with what others did to the follow-up meanwhile."""
    stored = follow_up_values(page.follow_up)
    # Removing sends no fields.
    typed = dict(request.form) if "what" in request.form else stored
    is_conflict = isinstance(error, ConflictError)
    versions = (follow_up_words(values, page.posts) for values in (stored, typed))
    return page_or_fragment(
        "items/follow_up.html",
        "items/_follow_up_form.html",
        status_of(error) if error else 200,
        page=page,
        item=page.stop,
        values=typed,
        errors=field_errors(error),
        seen=version_to_send(error, page.follow_up.version if page.follow_up else 0, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(*versions) if is_conflict else (),
    )
