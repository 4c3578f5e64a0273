"""The doors of the table for the minutes."""

from __future__ import annotations

from door import Door
from web_site import BODY

DOORS: list[Door] = [Door("agenda_table.download", "GET", f"/bodies/{BODY}/agenda/table.html")]
