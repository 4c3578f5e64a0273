"""The wheel as SVG: drawn once for everybody who sees the same, and kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import render_template, request, url_for
from markupsafe import Markup

from wheel.core.dates import DateSpan
from wheel.core.drawing.labels import LegendEntry
from wheel.core.drawing.wheel_page import Frame
from wheel.core.rings import CalendarNames, Drawing, HubText, Voice, WheelPage, lay_out
from wheel.services import today
from wheel.usecases.show_wheel import WheelContent
from wheel.web.assets import text_width
from wheel.web.language import language_code
from wheel.web.period_words import period_heading
from wheel.web.speech import cluster_speech, month_names, speaker, weekday_names
from wheel.web.translation import gettext
from wheel.web.wheel_links import query_from
from wheel.web.wheel_marks import ghosts_svg, marks_svg
from wheel.web.words import clock, short_day, week_words

KEPT_WHEELS = 64

_ANY_ID = "any-occurrence"


@dataclass(frozen=True)
class Wanted:
    """All that a wheel is drawn from: two that are equal look the same, whoever asks for them.

    `pairs` are the filter that the lists behind its counts must keep, `root` what the addresses begin with.
    """

    drawing: Drawing
    pairs: tuple[tuple[str, str], ...]
    language: str
    root: str


@dataclass(frozen=True)
class Drawn:
    """The wheel's SVG, what the numbers on it stand for, and the names of the signs that it uses."""

    svg: Markup
    legend: tuple[LegendEntry, ...]
    signs: frozenset[str]


def drawn_wheel(content: WheelContent) -> Drawn:
    """The wheel of `content`, in the language of this request."""
    return _drawn(wanted_wheel(content))


@lru_cache(maxsize=KEPT_WHEELS)
def _drawn(wanted: Wanted) -> Drawn:
    return draw(wanted)


def draw(wanted: Wanted) -> Drawn:
    """Drawn anew. The request must be one in the language and at the root of `wanted`."""
    page = laid_out(wanted)
    svg = render_template(
        "wheel/_wheel.svg",
        wheel=page,
        frame=_frame_svg(page.frame),
        rounds=marks_svg(page.rounds, cluster_speech),
        ghosts=ghosts_svg(page.ghosts),
        events=marks_svg(page.events, cluster_speech),
    )
    return Drawn(Markup(svg), page.legend, page.signs)  # noqa: S704 - our own template


@lru_cache(maxsize=32)
def _frame_svg(frame: Frame) -> Markup:
    """Nothing in it depends on who asks: the names of its months are in it already."""
    return Markup(render_template("wheel/_frame.svg", frame=frame))  # noqa: S704 - our own template


def wanted_wheel(content: WheelContent) -> Wanted:
    drawing = Drawing(
        period=content.period,
        today=today(),
        rings=tuple(ring for ring in content.rings if ring.key in content.shown),
        occurrences=content.occurrences,
        school_holidays=content.calendar.school_holidays,
        public_holidays=tuple(content.calendar.public_holidays.items()),
        hub=_hub(content),
        names=CalendarNames(month_names(), weekday_names()),
    )
    return Wanted(drawing, content.wanted.pairs(), language_code(), request.script_root)


def laid_out(wanted: Wanted) -> WheelPage:
    before, _, after = url_for("occurrences.show", occurrence_id=_ANY_ID).partition(_ANY_ID)
    return lay_out(
        wanted.drawing,
        Voice(
            measure=_width,
            speak=speaker(),
            href=lambda occurrence: f"{before}{occurrence.id}{after}",
            cluster_href=lambda ring, span: _crowd_address(wanted, ring, span),
        ),
    )


def _crowd_address(wanted: Wanted, ring: str, span: DateSpan) -> str:
    """Where the events that are only counted are listed, with the filter kept."""
    days = f"{span.start}..{span.last}"
    return url_for("wheel.crowd", period=wanted.drawing.period.key, ring=ring, days=days, **query_from(wanted.pairs))


def _width(text: str, size: float) -> float:
    return _width_of_one(text) * size


@lru_cache(maxsize=16_384)
def _width_of_one(text: str) -> float:
    """In a size of one unit: the same titles are measured again and again."""
    return text_width(text, 1.0)


def _hub(content: WheelContent) -> HubText:
    name = content.organisation.name if content.organisation else ""
    meeting = content.next_meeting
    if meeting is None:
        return HubText(period_heading(content.period), name)
    when = " ".join(filter(None, (short_day(meeting.span.start), clock(meeting.start_time))))
    lines = (
        gettext("Next: %(meeting)s", meeting=meeting.body_name or meeting.title),
        gettext("%(when)s · %(week)s", when=when, week=week_words(meeting.span)),
    )
    return HubText(period_heading(content.period), name, lines)
