"""Routes: the pages to keep those that items often take, to send an item on along one, and to move its later stops."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.move_journey import find_new_days, take_new_days
from wheel.usecases.plan_route import FoundRoute, SendOn, preview_route, send_item_on
from wheel.usecases.save_route_template import (
    DeleteRoute,
    delete_route,
    kept_legs,
    save_route_template,
    show_route_settings,
    show_routes,
)
from wheel.usecases.show_route import show_route_choices
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.plan_forms import seen
from wheel.web.policies import agenda_keepers_only
from wheel.web.route_forms import (
    EVERY_COMMITTEE,
    compact,
    found_words,
    leg_values,
    line_count,
    plan_route_form,
    reason_of,
    route_words,
    save_route_form,
)
from wheel.web.route_words import problem_words, waiting_words
from wheel.web.standing_words import listed
from wheel.web.translation import gettext, ngettext
from wheel.web.versions import differences, version_to_send

routes = Blueprint("routes", __name__)

routes.add_app_template_filter(problem_words)
routes.add_app_template_filter(waiting_words)

Refusal = ConflictError | InvalidInputError | RefusedError


@routes.get("/routes")
@agenda_keepers_only
def show() -> Response:
    with database().reading() as session:
        known, bodies = show_routes(session, viewer())
    return page_or_fragment("routes/routes.html", "routes/_routes.html", routes=known, bodies=bodies)


@routes.get("/routes/new")
@agenda_keepers_only
def new() -> Response:
    """Its lines may stand in the address, where an item has just been sent that way."""
    return _template(None, None, compact(request.args))


@routes.post("/routes")
@agenda_keepers_only
def create() -> AnyResponse:
    return _saved(None, gettext("The route is added."))


@routes.get("/routes/<route_id>")
@agenda_keepers_only
def edit(route_id: str) -> Response:
    return _template(route_id, None, {})


@routes.post("/routes/<route_id>")
@agenda_keepers_only
def save(route_id: str) -> AnyResponse:
    return _saved(route_id, gettext("The route is saved."))


@routes.post("/routes/<route_id>/deletions")
@agenda_keepers_only
def delete(route_id: str) -> AnyResponse:
    def change() -> None:
        command = DeleteRoute(route_id, seen(request.form))
        with database().writing() as session:
            delete_route(session, viewer(), command, moment())

    return _template_changed(route_id, change, {}, gettext("The route is deleted."))


@routes.get("/items/<item_id>/route")
@agenda_keepers_only
def plan(item_id: str) -> Response:
    """What is chosen stands in the address; `find` asks for the days, `fetch` for the lines of a route that is kept."""
    values = compact(request.args)
    if values.get("fetch"):
        with database().reading() as session:
            legs = kept_legs(session, viewer(), values.get("template", ""))
        values = {name: value for name, value in values.items() if "-" not in name} | leg_values(legs)
    if not values.get("find"):
        return _plan(item_id, values, None)
    try:
        with database().reading() as session:
            found = preview_route(session, viewer(), plan_route_form(item_id, values), today())
    except (InvalidInputError, RefusedError) as error:
        return _plan(item_id, values, error)
    return _plan(item_id, values, None, found)


@routes.post("/items/<item_id>/route")
@agenda_keepers_only
def send(item_id: str) -> AnyResponse:
    values = compact(request.form)
    try:
        command = SendOn(plan_route_form(item_id, values), values.get("seen", ""))
        with database().writing() as session:
            sent = send_item_on(session, viewer(), command, reason_of, moment())
    except ConflictError as error:
        with database().reading() as session:
            found = preview_route(session, viewer(), plan_route_form(item_id, values), today())
        return _plan(item_id, values, error, found)
    except (InvalidInputError, RefusedError) as error:
        return _plan(item_id, values, error)
    return done(_sent_words(sent), url_for("items.show", item_id=item_id))


@routes.get("/items/<item_id>/route/days")
@agenda_keepers_only
def new_days(item_id: str) -> Response:
    return _new_days(item_id, None)


@routes.post("/items/<item_id>/route/days")
@agenda_keepers_only
def take_days(item_id: str) -> AnyResponse:
    reason = gettext("Moved along with what comes before it")
    try:
        with database().writing() as session:
            count = take_new_days(session, viewer(), item_id, request.form.get("seen", ""), reason, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _new_days(item_id, error)
    message = ngettext("%(num)s stop was moved.", "%(num)s stops were moved.", count)
    return done(message, url_for("items.show", item_id=item_id))


def _saved(route_id: str | None, message: str) -> AnyResponse:
    values = compact(request.form)
    if values.get("more"):
        return _template(route_id, None, values)

    def change() -> None:
        command = save_route_form(route_id, values)
        with database().writing() as session:
            save_route_template(session, viewer(), command, moment())

    return _template_changed(route_id, change, values, message)


def _template_changed(
    route_id: str | None, change: Callable[[], None], values: Mapping[str, str], message: str
) -> AnyResponse:
    try:
        change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _template(route_id, error, values)
    return done(message, url_for("routes.show"))


def _template(route_id: str | None, error: Refusal | None, typed: Mapping[str, str]) -> Response:
    """The form of a route that is kept; after a refusal with what was typed, and with what others did meanwhile."""
    with database().reading() as session:
        page = show_route_settings(session, viewer(), route_id)
    stored = {"name": page.route.name} | leg_values(page.route.legs) if page.route else {}
    values = dict(typed) or stored
    is_conflict = isinstance(error, ConflictError)
    bodies = {body.short_name: body.name for body in page.bodies}
    return page_or_fragment(
        "routes/route.html",
        "routes/_route.html",
        status_of(error) if error else 200,
        route=page.route,
        bodies=bodies,
        errors=field_errors(error),
        values=values,
        line_count=line_count(values),
        every_committee=EVERY_COMMITTEE,
        seen=version_to_send(error, page.route.version if page.route else 0, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(route_words(stored, bodies), route_words(values, bodies)) if is_conflict else (),
    )


def _plan(item_id: str, values: Mapping[str, str], error: Refusal | None, found: FoundRoute | None = None) -> Response:
    """The form to send an item on; with the days found, after a conflict beside those that were shown before."""
    with database().reading() as session:
        choices = show_route_choices(session, viewer(), item_id, today())
    old = found_words(values.get("seen", ""), choices.bodies)
    new = found_words(found.stamp, choices.bodies) if found else {}
    is_conflict = isinstance(error, ConflictError)
    return page_or_fragment(
        "routes/plan.html",
        "routes/_plan.html",
        status_of(error) if error else 200,
        page=choices,
        item=choices.item,
        last=listed(choices.last_bodies),
        found=found,
        values={"from_day": today().isoformat()} | dict(values),
        lines={name: value for name, value in values.items() if "-" in name},
        line_count=line_count(values),
        errors=field_errors(error),
        every_committee=EVERY_COMMITTEE,
        is_just_opened=not values,
        is_conflict=is_conflict,
        differences=differences(new | dict.fromkeys(old.keys() - new, ""), dict.fromkeys(new, "") | old),
    )


def _sent_words(sent: FoundRoute) -> str:
    placed = sum(line.is_placed for line in sent.lines)
    waiting = len(sent.lines) - placed
    parts = [gettext("The item is sent on.")]
    if placed:
        parts.append(ngettext("Placed at %(num)s meeting.", "Placed at %(num)s meetings.", placed))
    if waiting:
        parts.append(ngettext("Awaits a date in %(num)s body.", "Awaits a date in %(num)s bodies.", waiting))
    return " ".join(parts)


def _new_days(item_id: str, error: Refusal | None) -> Response:
    with database().reading() as session:
        found = find_new_days(session, viewer(), item_id, today())
    return page_or_fragment(
        "routes/new_days.html",
        "routes/_new_days.html",
        status_of(error) if error else 200,
        page=found,
        item=found.item,
        errors=field_errors(error),
    )
