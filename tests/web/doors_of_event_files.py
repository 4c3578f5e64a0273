"""The doors of single events as calendar files."""

from __future__ import annotations

from door import Door

DOORS: list[Door] = [
    Door("event_files.occurrence", "GET", lambda site: f"/occurrences/{site.meeting().id}.ics"),
    Door("event_files.slot", "GET", lambda site: f"/stops/{site.stop().id}.ics"),
]
