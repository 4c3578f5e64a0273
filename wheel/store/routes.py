"""Routes that items often take, kept under their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer, reach
from wheel.core.permissions import Right, Thing
from wheel.core.routes import Leg, RouteTemplate
from wheel.errors import NotFoundError
from wheel.store.bodies import body_row_id
from wheel.store.tables import BodyRow, RouteStepRow, RouteTemplateRow
from wheel.store.visibility import visible_body


def all_routes(session: Session, viewer: Viewer) -> tuple[RouteTemplate, ...]:
    """The routes of whoever keeps an agenda, by name.

    One that goes through a body of which the viewer may not know is left out: it would tell that the body is there.
    """
    if reach(viewer, Right.CHANGE, Thing.OPEN_ITEM).is_empty:
        return ()
    rows = session.scalars(select(RouteTemplateRow)).all()
    legs, hidden = _legs(session, viewer)
    found = [
        RouteTemplate(row.public_id, row.name, tuple(legs[row.id]), row.version) for row in rows if row.id not in hidden
    ]
    return tuple(sorted(found, key=lambda route: (route.name.casefold(), route.id)))


def find_route(session: Session, viewer: Viewer, route_id: str) -> RouteTemplate:
    """Raises NotFoundError."""
    found = next((route for route in all_routes(session, viewer) if route.id == route_id), None)
    if found is None:
        raise NotFoundError("There is no such route. Somebody may have deleted it.")
    return found


def is_route_name_taken(session: Session, name: str, but: str = "") -> bool:
    """Whether a route has that name, without regard to case; whoever may see it. `but` is the id of one that may."""
    rows = session.execute(select(RouteTemplateRow.public_id, RouteTemplateRow.name))
    return any(known.casefold() == name.casefold() and route_id != but for route_id, known in rows)


def add_route(session: Session, name: str, legs: Sequence[Leg]) -> str:
    """Add it; its public id."""
    row = RouteTemplateRow(name=name)
    session.add(row)
    session.flush()
    _write_legs(session, row, legs)
    return row.public_id


def save_route(session: Session, route_id: str, name: str, legs: Sequence[Leg]) -> None:
    """Write a changed route over the stored one, whose version rises."""
    row = _row(session, route_id)
    row.name = name
    row.version += 1
    session.execute(delete(RouteStepRow).where(RouteStepRow.template_id == row.id))
    _write_legs(session, row, legs)


def delete_route(session: Session, route_id: str) -> None:
    row = _row(session, route_id)
    for table, column in ((RouteStepRow, RouteStepRow.template_id), (RouteTemplateRow, RouteTemplateRow.id)):
        session.execute(delete(table).where(column == row.id))


def _write_legs(session: Session, row: RouteTemplateRow, legs: Sequence[Leg]) -> None:
    for leg in legs:
        body_id = body_row_id(session, leg.body) if leg.body else None
        step = RouteStepRow(template_id=row.id, body_id=body_id, step=leg.step)
        step.purpose, step.lead_days = leg.purpose, leg.lead_days
        session.add(step)
    session.flush()


def _legs(session: Session, viewer: Viewer) -> tuple[dict[int, list[Leg]], set[int]]:
    """By the row ids of their templates; and those of which the viewer may not know a body."""
    query = (
        select(RouteStepRow, BodyRow.short_name, visible_body(viewer))
        .outerjoin(BodyRow, BodyRow.id == RouteStepRow.body_id)
        .order_by(RouteStepRow.step, RouteStepRow.id)
    )
    legs, hidden = defaultdict(list), set()
    for row in session.execute(query):
        if row[1] is not None and not row[2]:
            hidden.add(row[0].template_id)
        legs[row[0].template_id].append(_leg(row))
    return legs, hidden


def _leg(row: Row[*tuple[Any, ...]]) -> Leg:
    step, body, _is_seen = row
    return Leg(step.step, body, step.purpose, step.lead_days)


def _row(session: Session, route_id: str) -> RouteTemplateRow:
    row = session.scalar(select(RouteTemplateRow).where(RouteTemplateRow.public_id == route_id))
    if row is None:
        raise NotFoundError("There is no such route. Somebody may have deleted it.")
    return row
