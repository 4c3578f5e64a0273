"""Keep the routes that items often take: add one, change it, delete it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, reach, refusal
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.routes import Leg, RouteTemplate, checked_route
from wheel.errors import ConflictError, InvalidInputError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import lock_plan
from wheel.store.routes import add_route, all_routes, find_route, is_route_name_taken, save_route
from wheel.store.routes import delete_route as drop_route
from wheel.usecases.audited import audit

LONGEST_NAME = 120


@dataclass(frozen=True)
class SaveRoute:
    """`route_id` None is for a new one; `seen` is the version of another that was changed."""

    route_id: str | None
    name: str
    legs: tuple[Leg, ...]
    seen: int = 0


@dataclass(frozen=True)
class DeleteRoute:
    route_id: str
    seen: int


@dataclass(frozen=True)
class RouteSettings:
    """`route` is None for a new one; `bodies` are those that it can go through."""

    route: RouteTemplate | None
    bodies: tuple[Body, ...]


def show_routes(session: Session, viewer: Viewer) -> tuple[tuple[RouteTemplate, ...], dict[str, str]]:
    """The routes by name, and the names of the bodies by their short names."""
    _require_keeper(viewer)
    return all_routes(session, viewer), {body.short_name: body.name for body in all_bodies(session, viewer)}


def show_route_settings(session: Session, viewer: Viewer, route_id: str | None) -> RouteSettings:
    """Raises NotFoundError."""
    _require_keeper(viewer)
    return RouteSettings(find_route(session, viewer, route_id) if route_id else None, all_bodies(session, viewer))


def kept_legs(session: Session, viewer: Viewer, route_id: str) -> tuple[Leg, ...]:
    """What a route that is kept goes through. Raises NotFoundError."""
    _require_keeper(viewer)
    return find_route(session, viewer, route_id).legs


def save_route_template(session: Session, viewer: Viewer, command: SaveRoute, moment: Moment) -> str:
    """Save it; its id. Raises InvalidInputError naming the field, and ConflictError if it is not as it was seen."""
    _require_keeper(viewer)
    lock_plan(session)
    if command.route_id is not None:
        _require_seen(session, viewer, command.route_id, command.seen)
    name = _checked_name(session, command)
    legs = _checked_legs(session, viewer, command.legs)
    if command.route_id is None:
        route_id = add_route(session, name, legs)
        audit(session, viewer, moment, Act.ADDED, AuditThing.ROUTE, route_id)
        return route_id
    save_route(session, command.route_id, name, legs)
    audit(session, viewer, moment, Act.SAVED, AuditThing.ROUTE, command.route_id)
    return command.route_id


def delete_route(session: Session, viewer: Viewer, command: DeleteRoute, moment: Moment) -> None:
    """Delete it; the items that have been sent that way go on. Raises ConflictError if it is not as it was seen."""
    _require_keeper(viewer)
    lock_plan(session)
    _require_seen(session, viewer, command.route_id, command.seen)
    drop_route(session, command.route_id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.ROUTE, command.route_id)


def _require_keeper(viewer: Viewer) -> None:
    """Raise ForbiddenError unless the viewer keeps the agenda of some body."""
    if reach(viewer, Right.CHANGE, Thing.OPEN_ITEM).is_empty:
        raise refusal(Thing.OPEN_ITEM)


def _require_seen(session: Session, viewer: Viewer, route_id: str, seen: int) -> None:
    if find_route(session, viewer, route_id).version != seen:
        raise ConflictError("Somebody else changed this route while you were looking at it.")


def _checked_name(session: Session, command: SaveRoute) -> str:
    name = " ".join(command.name.split())
    if not name:
        raise InvalidInputError("Write what the route is called.", field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInputError("Write at most %(count)s characters.", field="name", count=LONGEST_NAME)
    if is_route_name_taken(session, name, but=command.route_id or ""):
        raise InvalidInputError("There is already a route of this name.", field="name")
    return name


def _checked_legs(session: Session, viewer: Viewer, legs: Sequence[Leg]) -> tuple[Leg, ...]:
    known = {body.short_name for body in all_bodies(session, viewer)}
    checked = checked_route(legs)
    for number, leg in enumerate(checked):
        if leg.body is not None and leg.body not in known:
            raise InvalidInputError("Choose a body from the list.", field=f"body-{number}")
    return checked
