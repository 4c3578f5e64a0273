"""The doors of the pages that say how to subscribe to a part of the plan."""

from __future__ import annotations

from door import Door
from web_site import BODY

DOORS: list[Door] = [
    Door("subscriptions.deadlines", "GET", "/feeds/deadlines"),
    Door("subscriptions.ring", "GET", "/feeds/rings/politisk"),
    Door("subscriptions.item", "GET", lambda site: f"/items/{site.stop().item_id}/feed"),
]

PAGES = ("/feeds", f"/bodies/{BODY}/feed", "/feeds/deadlines", "/feeds/rings/politisk")
"""Those of everything, a body, the deadlines and a ring; an item's has an id in its address."""
