"""Save what is looked at on the wheel under a name: for oneself, or for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import OPERATOR, Moment, Viewer, require, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.occurrences import Visibility
from wheel.core.periods import Zoom
from wheel.core.permissions import Right, Thing
from wheel.core.saved_views import SavedView, checked_name, require_room, usual_query
from wheel.core.wheel_filters import WheelFilter, filter_of
from wheel.errors import InvalidInputError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.saved_views import add_view, lock_views, views_of
from wheel.usecases.audited import audit


@dataclass(frozen=True)
class SaveView:
    """`query` is the filter, as it stands in the wheel's address."""

    name: str
    zoom: Zoom
    query: str = ""
    is_list: bool = False
    is_shared: bool = False


def save_view(session: Session, viewer: Viewer, command: SaveView, moment: Moment) -> str:
    """Save it; its id. Everybody can see a shared one, also those who have not signed in.

    Raises ForbiddenError, InvalidInputError naming the field, and RefusedError where there is no room for more.
    """
    owner = _owner(viewer, is_shared=command.is_shared)
    wanted = filter_of(usual_query(command.query))
    if command.is_shared:
        _require_public(session, wanted)
    lock_views(session, owner)
    others = views_of(session, owner)
    name = checked_name(command.name, others)
    require_room(others)
    view = SavedView("", name, command.zoom, wanted, command.is_list, command.is_shared)
    view_id = add_view(session, owner, view)
    audit(session, viewer, moment, Act.ADDED, AuditThing.VIEW, view_id, shared=command.is_shared)
    return view_id


def _owner(viewer: Viewer, *, is_shared: bool) -> str | None:
    if is_shared:
        require_planner(viewer)
        return None
    require(viewer, Right.CHANGE, Thing.OWN)
    return viewer.account_id


def _require_public(session: Session, wanted: WheelFilter) -> None:
    """A filter by a body that not everybody may know of would tell everybody its name."""
    hidden = {body.short_name for body in all_bodies(session, OPERATOR) if body.visibility is not Visibility.PUBLIC}
    if wanted.bodies & hidden:
        raise InvalidInputError(
            "This view chooses a body that is not public, so it cannot be for everybody. "
            "Save it for yourself, or choose public bodies alone.",
            field="shared",
        )
