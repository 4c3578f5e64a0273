"""The wheel's geometry: the occurrences of a period laid out in rings around the hub."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.drawing.arcs import Dial, dial_of
from wheel.core.drawing.claims import Claims
from wheel.core.drawing.crowds import ClusterHref
from wheel.core.drawing.days_off import holiday_wedges, needle, outermost_gutter, school_wedges
from wheel.core.drawing.frame import HUB_LEAST, CalendarNames, frame_of, month_borders
from wheel.core.drawing.hub import hub
from wheel.core.drawing.labels import Legend, Measure
from wheel.core.drawing.marks import footprints
from wheel.core.drawing.ring_parts import Setting, draw_ring
from wheel.core.drawing.settling import settle
from wheel.core.drawing.signs import signs_of
from wheel.core.drawing.titles import Titles
from wheel.core.drawing.wheel_page import Cluster, Frame, HubText, Mark, RingPart, Wedge, WheelPage
from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.periods import Period

__all__ = ["CalendarNames", "Drawing", "HubText", "Voice", "WheelPage", "lay_out"]

VIEW_BOX = "-500 -500 1000 1000"

_HUB_GAP = 4.0


@dataclass(frozen=True)
class Drawing:
    """All that a wheel shows: two that are equal look the same. `rings` come from outside in."""

    period: Period
    today: date
    rings: tuple[Ring, ...]
    occurrences: tuple[Occurrence, ...]
    school_holidays: tuple[NamedSpan, ...]
    public_holidays: tuple[tuple[date, str], ...]
    hub: HubText
    names: CalendarNames


@dataclass(frozen=True)
class Voice:
    """How wide a text is, what a mark says of itself, and where it and a count lead to."""

    measure: Measure
    speak: Callable[[Occurrence], str]
    href: Callable[[Occurrence], str]
    cluster_href: ClusterHref


def lay_out(drawing: Drawing, voice: Voice) -> WheelPage:
    """The wheel of a period, which fills the circle.

    Occurrences outside the period or of no ring given are left out. No two marks or titles overlap; what a ring has no
    room for is counted, with `voice.cluster_href(ring key, span)` as its address. Costs O(n log n).
    """
    dial = dial_of(drawing.period.span)
    frame = frame_of(drawing.period.span, drawing.today, drawing.names, voice.measure)
    legend = Legend()
    rings = _ring_parts(drawing, voice, dial, frame, legend)
    return _page(drawing, voice, dial, frame, rings, legend)


def _ring_parts(drawing: Drawing, voice: Voice, dial: Dial, frame: Frame, legend: Legend) -> tuple[RingPart, ...]:
    titles = Titles(voice.measure, dial.span.day_count)
    setting = Setting(dial, drawing.today, titles, voice.measure, voice.speak, voice.href, voice.cluster_href)
    by_ring = _by_ring(drawing.occurrences, dial.span)
    claims = [_claims(by_ring[ring.key], dial, titles) for ring in drawing.rings]
    bands = settle(claims, frame.rings_outer, HUB_LEAST)
    return tuple(
        draw_ring(ring, band, each, _rounds(by_ring[ring.key]), setting, legend)
        for ring, band, each in zip(drawing.rings, bands, claims, strict=True)
    )


def _page(
    drawing: Drawing,
    voice: Voice,
    dial: Dial,
    frame: Frame,
    rings: tuple[RingPart, ...],
    legend: Legend,
) -> WheelPage:
    inner = rings[-1].inner if rings else HUB_LEAST
    school, public = _wedges(drawing, voice, dial, frame, rings, inner)
    mark_of_today = needle(dial, drawing.today, inner)
    numbers = legend.entries()
    return WheelPage(
        name=drawing.hub.name,
        organisation=drawing.hub.organisation,
        zoom=drawing.period.zoom.value,
        first=dial.span.start.isoformat(),
        days=dial.span.day_count,
        view_box=VIEW_BOX,
        frame=frame,
        rings=rings,
        school_holidays=school,
        public_holidays=public,
        month_borders=month_borders(dial, inner, frame.rings_outer),
        needle=mark_of_today,
        hub=hub(drawing.hub, inner - _HUB_GAP, voice.measure),
        rounds=tuple(sorted((mark for ring in rings for mark in ring.rounds), key=attrgetter("start"))),
        ghosts=tuple(ghost for ring in rings for ghost in ring.ghosts),
        events=tuple(sorted(_events(rings), key=attrgetter("start"))),
        legend=numbers,
        signs=signs_of(
            rings,
            has_numbers=bool(numbers),
            school_holidays=school,
            public_holidays=public,
            needle=mark_of_today,
        ),
    )


def _by_ring(occurrences: Sequence[Occurrence], span: DateSpan) -> dict[str, list[Occurrence]]:
    """What touches the span, by ring, each in the order of (first day, id) that everything else keeps."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in sorted(occurrences, key=lambda each: (each.span.start, each.id)):
        if _touches(span, occurrence):
            found[occurrence.ring].append(occurrence)
    return found


def _touches(span: DateSpan, occurrence: Occurrence) -> bool:
    if occurrence.span.overlaps(span):
        return True
    left = occurrence.moved_from
    return left is not None and left.overlaps(span)


def _claims(occurrences: Sequence[Occurrence], dial: Dial, titles: Titles) -> Claims:
    found = [
        footprint
        for occurrence in occurrences
        if occurrence.kind is not Kind.ROUND
        for footprint in footprints(occurrence, dial)
    ]
    return Claims(found, [titles.planned_width(footprint) for footprint in found])


def _rounds(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    return [occurrence for occurrence in occurrences if occurrence.kind is Kind.ROUND]


def _wedges(
    drawing: Drawing,
    voice: Voice,
    dial: Dial,
    frame: Frame,
    rings: Sequence[RingPart],
    inner: float,
) -> tuple[tuple[Wedge, ...], tuple[Wedge, ...]]:
    """School holidays, named in the outermost gutter, and public holidays."""
    height, tab_end = (rings[0].gutter, rings[0].tab.box.end) if rings else (0.0, 0.0)
    gutter = outermost_gutter(frame.rings_outer, height, tab_end)
    school = school_wedges(dial, drawing.school_holidays, inner, gutter, voice.measure)
    public = holiday_wedges(dial, drawing.public_holidays, inner, frame.rings_outer)
    return tuple(school), tuple(public)


def _events(rings: Sequence[RingPart]) -> Iterator[Mark | Cluster]:
    for ring in rings:
        yield from ring.marks
        yield from ring.clusters
