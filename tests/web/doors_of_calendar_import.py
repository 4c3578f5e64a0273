"""The doors of calendar files that are taken over."""

from __future__ import annotations

from calendars_to_hand_in import CONCERT, calendar_text
from door import Door, Form
from web_pages import page
from web_site import TODAY, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.zones import COPENHAGEN
from wheel.imports.calendar_command import read_for_plan
from wheel.usecases.compare_calendar import ImportCalendar
from wheel.usecases.preview_import import preview_import
from wheel.web.calendar_form import HandedIn

ADDRESS = "/plan/imports"
CHOSEN = {"ring": "dialog", "visibility": "public"}


def previewed(site: Site, text: str) -> Form:
    """What the browser sends of the preview of that file."""
    answer = site.visitor(Role.PLANNER).post(ADDRESS, data={**CHOSEN, "text": text})
    form = page(answer).one("form", action=ADDRESS, method="post")
    sent = {name: str(value) for name, value in form.sends().items() if value is not None}
    return {name: value for name, value in sent.items() if name not in ("again", "end")}


def concert(site: Site) -> Form:
    """What the browser sends of the preview of one concert, found without asking for its page."""
    data = calendar_text(CONCERT).encode()
    command = ImportCalendar(read_for_plan(data, COPENHAGEN, TODAY), "", CHOSEN["ring"])
    with site.database.reading() as session:
        seen = preview_import(session, OPERATOR, command, TODAY).seen
    return {**CHOSEN, "content": HandedIn("", data).packed, "seen": seen}


DOORS = [
    Door("calendar_import.show", "GET", ADDRESS),
    Door("calendar_import.take", "POST", ADDRESS, 303, concert),
]
