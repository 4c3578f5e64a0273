"""The pages where an administrator keeps the posts: their titles, who holds them, and where they sit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.delete_post import DeletePost, delete_post
from wheel.usecases.hold_post import RemoveTenure, end_tenure, give_post, remove_holder
from wheel.usecases.save_post import save_post
from wheel.usecases.show_posts import PostPage, show_post, show_posts, units
from wheel.usecases.sit_in_body import RemoveSeat, add_seat, end_seat, remove_seat
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.people_words import SEATS, seat_words
from wheel.web.plan_forms import seen
from wheel.web.policies import administrators_only
from wheel.web.post_forms import (
    holder_end_form,
    holder_form,
    last_day_value,
    post_form,
    post_uses_words,
    post_values,
    post_words,
    seat_end_form,
    seat_form,
)
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

posts_admin = Blueprint("posts_admin", __name__, url_prefix="/administration/posts")
posts_admin.add_app_template_filter(last_day_value)
posts_admin.add_app_template_filter(post_uses_words)
posts_admin.add_app_template_global(seat_words)

Refusal = ConflictError | InvalidInputError | RefusedError
SAVE, GIVE, SEAT, DELETE = "save", "give", "seat", "delete"
"""The forms of a post's page; besides them each holder and each seat that goes on has one, named by its id."""


@posts_admin.get("")
@administrators_only
def posts() -> Response:
    with database().reading() as session:
        lines = show_posts(session, viewer(), today())
    open_lines = [line for line in lines if line.post.exists_on(today())]
    return page_or_fragment(
        "administration/posts.html",
        "administration/_posts.html",
        units=[(unit, list(found)) for unit, found in groupby(open_lines, lambda line: line.post.unit)],
        closed_lines=[line for line in lines if not line.post.exists_on(today())],
        seats=SEATS,
    )


@posts_admin.get("/new")
@administrators_only
def new() -> Response:
    return _new_form(None)


@posts_admin.post("")
@administrators_only
def create() -> AnyResponse:
    try:
        command = post_form(None, request.form)
        with database().writing() as session:
            post_id = save_post(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _new_form(error)
    return done(gettext("The post is added. Say who holds it, and where it sits."), _address(post_id))


@posts_admin.get("/<post_id>")
@administrators_only
def show(post_id: str) -> Response:
    return _page(post_id, None, "")


@posts_admin.post("/<post_id>")
@administrators_only
def save(post_id: str) -> AnyResponse:
    def change() -> str:
        command = post_form(post_id, request.form)
        with database().writing() as session:
            save_post(session, viewer(), command, moment())
        return gettext("The post is saved.")

    return _changed(post_id, change, SAVE)


@posts_admin.post("/<post_id>/deletions")
@administrators_only
def delete(post_id: str) -> AnyResponse:
    def change() -> str:
        command = DeletePost(post_id, seen(request.form))
        with database().writing() as session:
            delete_post(session, viewer(), command, moment())
        return gettext("The post is deleted.")

    return _changed(post_id, change, DELETE, url_for("posts_admin.posts"))


@posts_admin.post("/<post_id>/holders")
@administrators_only
def give(post_id: str) -> AnyResponse:
    def change() -> str:
        command = holder_form(post_id, request.form)
        with database().writing() as session:
            give_post(session, viewer(), command, moment())
        return gettext("The post is given.")

    return _changed(post_id, change, GIVE)


@posts_admin.post("/<post_id>/holders/<tenure_id>/endings")
@administrators_only
def end_holding(post_id: str, tenure_id: str) -> AnyResponse:
    def change() -> str:
        command = holder_end_form(post_id, tenure_id, request.form)
        with database().writing() as session:
            end_tenure(session, viewer(), command, moment())
        return gettext("The last day is saved.")

    return _changed(post_id, change, tenure_id)


@posts_admin.post("/<post_id>/holders/<tenure_id>/deletions")
@administrators_only
def take_back(post_id: str, tenure_id: str) -> AnyResponse:
    def change() -> str:
        command = RemoveTenure(post_id, seen(request.form), tenure_id)
        with database().writing() as session:
            remove_holder(session, viewer(), command, moment())
        return gettext("That is taken back.")

    return _changed(post_id, change, tenure_id)


@posts_admin.post("/<post_id>/seats")
@administrators_only
def sit(post_id: str) -> AnyResponse:
    def change() -> str:
        command = seat_form(post_id, request.form)
        with database().writing() as session:
            add_seat(session, viewer(), command, moment())
        return gettext("The seat is added.")

    return _changed(post_id, change, SEAT)


@posts_admin.post("/<post_id>/seats/<membership_id>/endings")
@administrators_only
def end_sitting(post_id: str, membership_id: str) -> AnyResponse:
    def change() -> str:
        command = seat_end_form(post_id, membership_id, request.form)
        with database().writing() as session:
            end_seat(session, viewer(), command, moment())
        return gettext("The last day is saved.")

    return _changed(post_id, change, membership_id)


@posts_admin.post("/<post_id>/seats/<membership_id>/deletions")
@administrators_only
def remove_sitting(post_id: str, membership_id: str) -> AnyResponse:
    def change() -> str:
        command = RemoveSeat(post_id, seen(request.form), membership_id)
        with database().writing() as session:
            remove_seat(session, viewer(), command, moment())
        return gettext("The seat is removed.")

    return _changed(post_id, change, membership_id)


def _address(post_id: str) -> str:
    return url_for("posts_admin.show", post_id=post_id)


def _changed(post_id: str, change: Callable[[], str], form: str, then: str = "") -> AnyResponse:
    try:
        message = change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _page(post_id, error, form)
    return done(message, then or _address(post_id))


def _page(post_id: str, error: Refusal | None, form: str) -> Response:
    """The post's page; after a refusal with what was typed into that `form`, and with what others did meanwhile."""
    with database().reading() as session:
        page = show_post(session, viewer(), post_id)
    stored, typed = post_values(page.post), dict(request.form)
    is_conflict = isinstance(error, ConflictError)
    told = differences(post_words(stored), post_words(typed)) if is_conflict and form == SAVE else ()
    new = {GIVE: {"held_from": today().isoformat()}, SEAT: {"seat": "member"}}
    return page_or_fragment(
        "administration/post.html",
        "administration/_post.html",
        status_of(error) if error else 200,
        page=page,
        open_form=form,
        errors=field_errors(error),
        values={SAVE: stored, **new} | {form: typed},
        stored_seen=str(page.post.version),
        seen=version_to_send(error, page.post.version, typed.get("seen")),
        is_conflict=is_conflict,
        differences=told,
        body_names={body.short_name: body.name for body in page.bodies},
        units=_units(),
        seats=SEATS,
        today=today(),
        **_by_time(page),
    )


def _by_time(page: PostPage) -> dict[str, object]:
    """Holders and seats: those that are or will be, and those that are over."""
    day = today()
    return {
        "holders": [one for one in page.holdings if not one.tenure.term.is_over(day)],
        "former_holders": [one for one in reversed(page.holdings) if one.tenure.term.is_over(day)],
        "sitting": [one for one in page.seats if not one.membership.term.is_over(day)],
        "sat": [one for one in page.seats if one.membership.term.is_over(day)],
    }


def _units() -> tuple[str, ...]:
    with database().reading() as session:
        return units(session, viewer())


def _new_form(error: InvalidInputError | RefusedError | None) -> Response:
    return page_or_fragment(
        "administration/new_post.html",
        "administration/_new_post.html",
        UNPROCESSABLE if error else 200,
        errors=field_errors(error),
        values=request.form,
        units=_units(),
    )
