"""The wheel as SVG, with its lanes, labels, links and spoken names, beside a Jinja loop of one bare arc an event."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, time, timedelta

from flask import Flask
from jinja2 import Environment

from bench.municipality import RINGS
from bench.timing import Line, race
from wheel.app import create_app
from wheel.core.calendar import danish_calendar
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.periods import period_from
from wheel.core.wheel_filters import filter_from
from wheel.settings import Settings
from wheel.usecases.show_wheel import WheelContent
from wheel.web.drawing import draw, drawn_wheel, wanted_wheel

SIZES = (600, 3_000, 30_000)
# No numbers beforehand, no lanes, no text: what a first draft of a wheel does for each of its events.
ONE_ARC_EACH = """<svg xmlns="http://www.w3.org/2000/svg">{% for event in events -%}
{%- set a = event.start * step %}{% set b = event.end * step -%}
<path d="M{{ '%.2f'|format(r * sin(a)) }} {{ '%.2f'|format(-r * cos(a)) }}A{{ r }} {{ r }} 0 0 1 \
{{ '%.2f'|format(r * sin(b)) }} {{ '%.2f'|format(-r * cos(b)) }}" stroke="{{ event.colour }}"/>
{% endfor %}</svg>"""


def measure_drawing(url: str) -> list[Line]:
    app = create_app(Settings(url, secret_key="bench"))  # noqa: S106 - opens nothing
    return [line for count in SIZES for line in _lines(app, count)]


def _lines(app: Flask, count: int) -> list[Line]:
    year = _a_year(count)
    aim = "≥ 0.5 → 2" if count <= 3_000 else ""
    return [
        race(f"{count:,} occurrences, drawn anew", aim, ours=_wheel(app, year), yardstick=_bare(year)),
        race(f"{count:,} occurrences, kept", aim, ours=_kept_wheel(app, year), yardstick=_bare(year)),
    ]


def _wheel(app: Flask, year: WheelContent) -> Callable[[int], None]:
    def render(_: int) -> None:
        with app.test_request_context("/wheel/2026"):
            draw(wanted_wheel(year))

    return render


def _kept_wheel(app: Flask, year: WheelContent) -> Callable[[int], None]:
    def show(_: int) -> None:
        with app.test_request_context("/wheel/2026"):
            drawn_wheel(year)

    return show


def _bare(year: WheelContent) -> Callable[[int], None]:
    template = Environment(autoescape=True).from_string(ONE_ARC_EACH)
    first = date(2026, 1, 1)
    events = [
        {"start": (one.span.start - first).days, "end": (one.span.end - first).days, "colour": RINGS[0]}
        for one in year.occurrences
    ]

    def render(_: int) -> None:
        template.render(events=events, step=math.tau / 365, r=300, sin=math.sin, cos=math.cos)

    return render


def _a_year(count: int) -> WheelContent:
    rings = tuple(Ring(f"ring-{number}", f"Ring {number}", colour) for number, colour in enumerate(RINGS))
    return WheelContent(
        period=period_from("2026"),
        wanted=filter_from(()),
        organisation=None,
        drafts=(),
        unplanned=(),
        rings=rings,
        shown=frozenset(ring.key for ring in rings),
        bodies=(),
        posts=(),
        occurrences=tuple(sorted((_occurrence(number) for number in range(count)), key=lambda one: one.span.start)),
        next_meeting=None,
        coming=(),
        calendar=danish_calendar(range(2025, 2028)),
    )


def _occurrence(number: int) -> Occurrence:
    day = date(2026, 1, 1) + timedelta(days=number * 7 % 365)
    span = DateSpan(day, min(day + timedelta(days=1 if number % 10 else 9), date(2027, 1, 1)))
    return Occurrence(
        id=f"o{number}",
        series_id="s",
        title=f"Møde om sagsområde {number}",
        kind=Kind.MEETING if number % 10 else Kind.PHASE,
        ring=f"ring-{number % len(RINGS)}",
        span=span,
        slot=span,
        start_time=time(9),
        end_time=time(11),
        item_count=number % 5,
    )
