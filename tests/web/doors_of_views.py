"""The doors of saved views: everybody's can be opened by everybody, one's own by oneself."""

from __future__ import annotations

from door import Door
from web_site import Site

from wheel.core.access import Role
from wheel.core.periods import Zoom
from wheel.core.saved_views import SavedView
from wheel.core.wheel_filters import WheelFilter
from wheel.store.saved_views import add_view, views_of

VIEWS = "/views"
WANTED = WheelFilter(rings=frozenset({"politisk", "budget"}), text="budget")
NEW = {"name": "Det politiske år", "zoom": "school", "query": "rings=politisk&chosen=1", "is_list": "0"}


def view(site: Site, *, is_shared: bool) -> SavedView:
    """A view of everybody's, or of the planner's own, made where it is not there."""
    owner = None if is_shared else site.viewer(Role.PLANNER).account_id
    with site.database.writing() as session:
        if not views_of(session, owner):
            add_view(session, owner, SavedView("", "Budgettets vej", Zoom.QUARTER, WANTED, is_list=True))
        return views_of(session, owner)[0]


def shared(site: Site, rest: str = "") -> str:
    return f"{VIEWS}/{view(site, is_shared=True).id}{rest}"


def own(site: Site, rest: str = "") -> str:
    return f"{VIEWS}/{view(site, is_shared=False).id}{rest}"


def seen(site: Site, *, is_shared: bool = False) -> dict[str, str]:
    return {"seen": str(view(site, is_shared=is_shared).version)}


DOORS: list[Door] = [
    Door("saved_views.views", "GET", VIEWS),
    Door("saved_views.show", "GET", shared, 302),
    Door("saved_views.create", "POST", VIEWS, 303, NEW),
    Door("saved_views.rename", "POST", own, 303, lambda site: seen(site) | {"name": "Budgettet"}),
    Door("saved_views.delete", "POST", lambda site: own(site, "/deletions"), 303, seen),
]
