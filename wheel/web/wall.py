"""The screen on the wall: one page without menus that keeps itself up to date, whoever has left it there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import Blueprint, make_response, request
from flask_babel import format_date
from werkzeug.wrappers import Response

from wheel.core.access import Viewer
from wheel.core.occurrences import Occurrence
from wheel.core.wheel_filters import filter_from
from wheel.services import database, moment, zone
from wheel.usecases.show_wall import WallContent, ends_at, plan_stamp, show_wall
from wheel.web.assets import asset
from wheel.web.bare_pages import asked_zoom, in_screens_language, release, theme
from wheel.web.context import viewer
from wheel.web.drawing import Drawn, drawn_wheel
from wheel.web.htmx import page_or_fragment, wants_fragment
from wheel.web.language import language_code
from wheel.web.period_words import period_words
from wheel.web.policies import public_part
from wheel.web.translation import gettext
from wheel.web.wheel_colours import ring_colours_address
from wheel.web.words import clock, day_words

wall = Blueprint("wall", __name__)

FILES = ("fonts.css", "theme.css", "page.css", "wheel.css", "wall.css", "wall.js")


@dataclass(frozen=True)
class Coming:
    """What is on next, in words; `ends` is when it is over by the organisation's clocks."""

    title: str
    first: date
    ends: datetime
    when: str
    where: tuple[str, ...]


@wall.get("/wheel/now")
@public_part
@in_screens_language
def show() -> Response:
    """`zoom` says how much of time is shown (else a year); the rest of the query is the filter.

    The page asks for itself anew, as a fragment with the mark of the one it has.
    """
    zoom, wanted = asked_zoom(), filter_from(request.args.items(multi=True))
    with database().reading() as session:
        mark = _mark(plan_stamp(session), viewer())
        if wants_fragment() and request.if_none_match.contains_weak(mark):
            return _with_mark(make_response("", 304), mark)
        content = show_wall(session, viewer(), zoom, wanted, _now(), language_code())
    return _with_mark(_page(content, mark), mark)


def _now() -> datetime:
    return moment().at.astimezone(zone()).replace(tzinfo=None)


def _mark(stamp: int, who: Viewer) -> str:
    """All that a picture depends on: two with the same mark show the same, but for what has ended meanwhile."""
    sees = (who.role, who.is_shut_out, *map(sorted, (who.posts, who.secretary_of, who.member_of, who.guest_of)))
    depends_on = (stamp, moment().today, sees, request.full_path, language_code(), release(*map(asset, FILES)))
    return hashlib.sha256(repr(depends_on).encode()).hexdigest()[:20]


def _with_mark(response: Response, mark: str) -> Response:
    response.set_etag(mark, weak=True)
    response.vary.update(("HX-Request", "Accept-Language"))
    return response


def _page(content: WallContent, mark: str) -> Response:
    return page_or_fragment(
        "wall/wall.html",
        "wall/_wall.html",
        wheel=content.wheel,
        ahead=[_coming(one) for one in content.ahead],
        drawn=_drawn(content),
        name=period_words(content.wheel.period),
        mark=mark,
        release=release(*map(asset, FILES), ring_colours_address(content.wheel.rings)),
        at=moment().at,
        today=moment().today,
        zone=zone().key,
        theme=theme(),
    )


def _coming(occurrence: Occurrence) -> Coming:
    span = occurrence.span
    times = "–".join(filter(None, (clock(occurrence.start_time), clock(occurrence.end_time))))
    body = occurrence.body_name or ""
    at = gettext("at %(time)s", time=times) if times else ""
    return Coming(
        title=occurrence.title,
        first=span.start,
        ends=ends_at(occurrence),
        when=_day(span.start) if span.day_count == 1 else f"{_day(span.start)} – {_day(span.last)}",
        where=tuple(filter(None, (at, occurrence.place, "" if body in occurrence.title else body))),
    )


def _day(day: date) -> str:
    """ "mandag den 23. november", with the year where it is not this one."""
    if day.year != moment().today.year:
        return day_words(day)
    return str(format_date(day, gettext("EEEE d MMMM")))


def _drawn(content: WallContent) -> Drawn:
    """Without the next meeting in its middle: it stands beside the wheel, and would grow old there unseen."""
    return drawn_wheel(replace(content.wheel, next_meeting=None))
