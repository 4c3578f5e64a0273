"""The wheel as SVG: drawn once for everybody who sees the same, and kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import render_template, request, url_for
from markupsafe import Markup

from wheel.core.calendar import NamedSpan
from wheel.core.drawing.labels import LegendEntry
from wheel.core.occurrences import Occurrence, Ring
from wheel.core.rings import HubText, WheelPage, lay_out
from wheel.services import today
from wheel.usecases.show_wheel import WheelYear
from wheel.web.assets import text_width
from wheel.web.language import language_code
from wheel.web.speech import month_names, occurrence_speech
from wheel.web.translation import gettext
from wheel.web.words import clock, short_day, week_words

KEPT_WHEELS = 64


@dataclass(frozen=True)
class Wanted:
    """All that a wheel is drawn from: two that are equal look the same, whoever asks for them."""

    year: int
    day: date
    rings: tuple[Ring, ...]
    occurrences: tuple[Occurrence, ...]
    school_holidays: tuple[NamedSpan, ...]
    public_holidays: tuple[tuple[date, str], ...]
    hub: HubText
    language: str
    root: str


@dataclass(frozen=True)
class Drawn:
    """The wheel's SVG, and what the numbers on it stand for."""

    svg: Markup
    legend: tuple[LegendEntry, ...]


def drawn_wheel(content: WheelYear) -> Drawn:
    """The wheel of `content`, in the language of this request."""
    return _drawn(wanted_wheel(content, today()))


@lru_cache(maxsize=KEPT_WHEELS)
def _drawn(wanted: Wanted) -> Drawn:
    page = draw(wanted)
    return Drawn(Markup(render_template("wheel/_wheel.svg", wheel=page)), page.legend)  # noqa: S704 - our own template


def wanted_wheel(content: WheelYear, day: date) -> Wanted:
    return Wanted(
        year=content.year,
        day=day,
        rings=tuple(ring for ring in content.rings if ring.key in content.shown),
        occurrences=content.occurrences,
        school_holidays=content.calendar.school_holidays,
        public_holidays=tuple(content.calendar.public_holidays.items()),
        hub=_hub(content),
        language=language_code(),
        root=request.script_root,
    )


def draw(wanted: Wanted) -> WheelPage:
    return lay_out(
        year=wanted.year,
        today=wanted.day,
        rings=wanted.rings,
        occurrences=wanted.occurrences,
        school_holidays=wanted.school_holidays,
        public_holidays=dict(wanted.public_holidays),
        measure=text_width,
        months=month_names(),
        hub=wanted.hub,
        speak=occurrence_speech,
        href=lambda occurrence: url_for("occurrences.show", occurrence_id=occurrence.id),
        cluster_href=lambda ring, span: url_for(
            "wheel.year", year=wanted.year, view="list", rings=ring, _anchor=f"m{span.start.month}"
        ),
    )


def _hub(shown: WheelYear) -> HubText:
    name = shown.organisation.name if shown.organisation else ""
    meeting = shown.next_meeting
    if meeting is None:
        return HubText(organisation=name)
    when = " ".join(filter(None, (short_day(meeting.span.start), clock(meeting.start_time))))
    lines = (
        gettext("Next: %(meeting)s", meeting=meeting.body_name or meeting.title),
        gettext("%(when)s · %(week)s", when=when, week=week_words(meeting.span)),
    )
    return HubText(organisation=name, lines=lines)
