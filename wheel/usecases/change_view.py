"""Give a saved view another name, or delete it: one's own, or as a planner one of everybody's."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.saved_views import SavedView, checked_name
from wheel.errors import ConflictError
from wheel.store.database import Session
from wheel.store.saved_views import delete_view as drop_view
from wheel.store.saved_views import find_view, lock_views, views_of
from wheel.store.saved_views import rename_view as store_name
from wheel.usecases.audited import audit


@dataclass(frozen=True)
class RenameView:
    """`seen` is the version of the view that was changed."""

    view_id: str
    name: str
    seen: int


@dataclass(frozen=True)
class DeleteView:
    view_id: str
    seen: int


def rename_view(session: Session, viewer: Viewer, command: RenameView, moment: Moment) -> None:
    """Raises ForbiddenError, NotFoundError, InvalidInputError naming the field, and ConflictError."""
    view = _behind_lock(session, viewer, command.view_id, command.seen)
    others = (other for other in views_of(session, _owner(viewer, view)) if other.id != view.id)
    name = checked_name(command.name, others)
    store_name(session, viewer.account_id, view.id, name)
    audit(session, viewer, moment, Act.SAVED, AuditThing.VIEW, view.id, shared=view.is_shared)


def delete_view(session: Session, viewer: Viewer, command: DeleteView, moment: Moment) -> None:
    """Raises ForbiddenError, NotFoundError and ConflictError."""
    view = _behind_lock(session, viewer, command.view_id, command.seen)
    drop_view(session, viewer.account_id, view.id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.VIEW, view.id, shared=view.is_shared)


def _behind_lock(session: Session, viewer: Viewer, view_id: str, seen: int) -> SavedView:
    """The view, with everybody else who changes views of its owner made to wait."""
    view = find_view(session, viewer.account_id, view_id)
    if view.is_shared:
        require_planner(viewer)
    else:
        require(viewer, Right.CHANGE, Thing.OWN)
    lock_views(session, _owner(viewer, view))
    view = find_view(session, viewer.account_id, view_id)
    if view.version != seen:
        raise ConflictError("Somebody else changed this view while you were looking at it.")
    return view


def _owner(viewer: Viewer, view: SavedView) -> str | None:
    return None if view.is_shared else viewer.account_id
