"""Save what an item says: its title and text, who prepares it, how it is treated, and whether it is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, item_thing, may, refusal
from wheel.core.audit import Act, AuditThing
from wheel.core.item_content import checked_item, require_minutes
from wheel.core.permissions import Right, Thing
from wheel.core.stops import NewItem, Stop
from wheel.errors import ConflictError, NotFoundError
from wheel.store.database import Session
from wheel.store.items import Treatment, lock_item
from wheel.store.items import save_item as store_item
from wheel.store.stops import stops_of_item
from wheel.usecases.audited import audit

__all__ = ["SaveItem", "Treatment", "save_item"]


@dataclass(frozen=True)
class SaveItem:
    """`seen` is the version of the item that was changed; `treatments` are by the ids of its stops."""

    item_id: str
    seen: int
    item: NewItem
    treatments: Mapping[str, Treatment]


def save_item(session: Session, viewer: Viewer, command: SaveItem, moment: Moment) -> None:
    """Save it. Whoever closes an item, or opens it again, must be let to change closed ones.

    The item's version covers its stops' purposes and minutes as well. Raises InvalidInputError naming the field, and
    ConflictError if the item is not as it was seen.
    """
    stops = item_behind_lock(session, viewer, command.item_id, command.seen)
    require_to_change_item(viewer, stops, is_closed=stops[0].is_closed)
    if command.item.is_closed != stops[0].is_closed:
        require_to_change_item(viewer, stops, is_closed=True)
    item = checked_item(command.item)
    _require_treatments(viewer, command.treatments, stops)
    store_item(session, command.item_id, item, command.treatments, moment.today)
    told = {"closed": item.is_closed} if item.is_closed != stops[0].is_closed else {}
    audit(session, viewer, moment, Act.SAVED, AuditThing.ITEM, command.item_id, **told)


def item_behind_lock(session: Session, viewer: Viewer, item_id: str, seen: int) -> tuple[Stop, ...]:
    """The item's stops, with everybody else who changes it made to wait.

    Raises NotFoundError if the viewer may not see it, ConflictError if it was changed since.
    """
    stops_of_item(session, viewer, item_id)
    version = lock_item(session, item_id)
    stops = stops_of_item(session, viewer, item_id)
    if version != seen:
        raise ConflictError("Somebody else changed this item while you were looking at it.")
    return stops


def may_change_item(viewer: Viewer, stops: tuple[Stop, ...], *, is_closed: bool) -> bool:
    """Whether the viewer may change an item, or make it so, in one of the bodies that treat it."""
    return any(may(viewer, Right.CHANGE, item_thing(is_closed), stop.body) for stop in stops)


def require_to_change_item(viewer: Viewer, stops: tuple[Stop, ...], *, is_closed: bool) -> None:
    if not may_change_item(viewer, stops, is_closed=is_closed):
        raise refusal(item_thing(is_closed))


def _require_treatments(viewer: Viewer, treatments: Mapping[str, Treatment], stops: tuple[Stop, ...]) -> None:
    bodies = {stop.id: stop.body for stop in stops}
    for stop_id, treatment in treatments.items():
        if stop_id not in bodies:
            raise NotFoundError("There is no such item.")
        if not may(viewer, Right.CHANGE, Thing.OPEN_ITEM, bodies[stop_id]):
            raise refusal(Thing.OPEN_ITEM)
        require_minutes(treatment.minutes, f"minutes-{stop_id}")
