"""The doors of which calendars are used."""

from __future__ import annotations

from door import Door
from doors_of_feed_views import made_view
from web_site import Site

CALENDARS = "/administration/calendars"


def deletion(site: Site, query: str = "q=ubrugt") -> str:
    return f"{CALENDARS}/{made_view(site, query)}/deletions"


DOORS: list[Door] = [
    Door("feed_use.show", "GET", CALENDARS),
    Door("feed_use.delete", "POST", deletion, 303),
]
