"""The doors of views that have a calendar of their own."""

from __future__ import annotations

from door import Door
from web_site import BODY, Site

from wheel.core.access import ANONYMOUS
from wheel.store.feeds import add_view_feed, find_view_feed

VIEW = f"bodies={BODY}&kinds=meeting"


def made_view(site: Site, query: str = VIEW) -> str:
    """The id of the feed of the view whose filter is written so in its usual form; that it was made is not noted."""
    with site.database.writing() as session:
        there = find_view_feed(session, ANONYMOUS, query)
        return there.id if there else add_view_feed(session, query)


DOORS: list[Door] = [
    Door("subscriptions.view", "GET", f"/feeds/views?{VIEW}"),
    Door("subscriptions.make_view", "POST", "/feeds/views", 303, {"rings": "budget", "q": "regnskab"}),
    Door("subscriptions.view_feed", "GET", lambda site: f"/feeds/views/{made_view(site)}"),
]
