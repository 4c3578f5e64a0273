"""Show somebody the saved views at hand: their own, and everybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel.core.access import Viewer, require
from wheel.core.permissions import Right, Thing
from wheel.core.saved_views import SavedView, among
from wheel.errors import NotFoundError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.saved_views import find_view, views_at_hand


@dataclass(frozen=True)
class ViewsAtHand:
    """By name. Who has not signed in has none of their own. `may_share`: may make, rename and delete everybody's."""

    mine: tuple[SavedView, ...]
    shared: tuple[SavedView, ...]
    may_share: bool = False


def views_for(session: Session, viewer: Viewer) -> ViewsAtHand:
    """Their filters name no body that the viewer may not know of. Raises ForbiddenError for who is shut out."""
    require(viewer, Right.SEE, Thing.PUBLIC_EVENT)
    found = _as_known(session, viewer, views_at_hand(session, viewer.account_id))
    return ViewsAtHand(
        mine=tuple(view for view in found if not view.is_shared),
        shared=tuple(view for view in found if view.is_shared),
        may_share=viewer.may_plan,
    )


def open_view(session: Session, viewer: Viewer, view_id: str) -> SavedView:
    """As `views_for` shows it. Raises NotFoundError, for another's own view as for none."""
    require(viewer, Right.SEE, Thing.PUBLIC_EVENT)
    try:
        found = find_view(session, viewer.account_id, view_id)
    except NotFoundError:
        if viewer.is_signed_in:
            raise
        raise NotFoundError("There is no such view for everybody. If it is one of your own, sign in first.") from None
    (view,) = _as_known(session, viewer, (found,))
    return view


def _as_known(session: Session, viewer: Viewer, views: Sequence[SavedView]) -> tuple[SavedView, ...]:
    if not any(view.wanted.bodies for view in views):
        return tuple(views)
    known = {body.short_name for body in all_bodies(session, viewer)}
    return tuple(among(view, known) for view in views)
