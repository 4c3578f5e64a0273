"""The door of searching the items."""

from __future__ import annotations

from door import Door

DOORS: list[Door] = [Door("search.show", "GET", "/search?q=budget&state=to_come")]
