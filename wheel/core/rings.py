"""The wheel's geometry: a year's occurrences laid out in rings around the hub."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.drawing import frame
from wheel.core.drawing.arcs import Dial, degrees, year_dial
from wheel.core.drawing.bands import Band, Need, share
from wheel.core.drawing.crowds import ClusterHref
from wheel.core.drawing.labels import Legend, Measure
from wheel.core.drawing.lanes import lanes_needed
from wheel.core.drawing.marks import Footprint, footprints, half_in
from wheel.core.drawing.ring_parts import Setting, draw_ring
from wheel.core.drawing.wheel_page import HubText, RingPart, WheelPage
from wheel.core.occurrences import Kind, Occurrence, Ring

__all__ = ["HubText", "WheelPage", "lay_out"]

VIEW_BOX = "-500 -500 1000 1000"

_MOST_LANES = 24
_TURNS = 4
_HUB_GAP = 4.0

_ARC_LANE = (15.5, 24.0)
"""Low and high, in units: an arc must hold a legible label."""

_DOT_LANE = (11.0, 22.0)


def lay_out(
    year: int,
    today: date,
    rings: Sequence[Ring],
    occurrences: Sequence[Occurrence],
    school_holidays: Sequence[NamedSpan],
    public_holidays: Mapping[date, str],
    measure: Measure,
    months: Sequence[str],
    hub: HubText,
    speak: Callable[[Occurrence], str],
    href: Callable[[Occurrence], str],
    cluster_href: ClusterHref,
) -> WheelPage:
    """The wheel of a calendar year. `rings` come from outside in, `months` are the names of all twelve.

    Occurrences outside the year or of no ring given are left out. No two marks overlap; what a ring has no room for
    is counted by week or month, with `cluster_href(ring key, period)` as its address. Costs O(n log n).
    """
    dial = year_dial(year)
    setting = Setting(dial, today, months, measure, speak, href, cluster_href)
    by_ring = _by_ring(occurrences, dial)
    seated = [_footprints(by_ring[ring.key], dial) for ring in rings]
    bands = _bands(seated)
    legend = Legend()
    parts = tuple(
        draw_ring(number, ring, band, prints, _rounds(by_ring[ring.key]), setting, legend)
        for number, (ring, band, prints) in enumerate(zip(rings, bands, seated, strict=True), start=1)
    )
    inner = parts[-1].inner if parts else frame.HUB_LEAST
    return WheelPage(
        year=year,
        organisation=hub.organisation,
        view_box=VIEW_BOX,
        months=tuple(frame.month_parts(year, today, months, measure)),
        weeks=tuple(frame.week_parts(year, today, measure)),
        rings=parts,
        school_holidays=tuple(
            frame.school_wedges(dial, school_holidays, inner, frame.gutter_below(_tab_end(parts)), measure)
        ),
        public_holidays=tuple(frame.holiday_wedges(dial, public_holidays, inner)),
        month_borders=frame.month_borders(dial, inner),
        needle=frame.needle(dial, today, inner),
        hub=frame.hub(year, hub, inner - _HUB_GAP, measure),
        legend=legend.entries(),
    )


def _by_ring(occurrences: Sequence[Occurrence], dial: Dial) -> dict[str, list[Occurrence]]:
    """What touches the year, by ring, each in the order of (first day, id) that everything else keeps."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in sorted(occurrences, key=lambda each: (each.span.start, each.id)):
        if _touches(dial.span, occurrence):
            found[occurrence.ring].append(occurrence)
    return found


def _touches(year: DateSpan, occurrence: Occurrence) -> bool:
    left = occurrence.moved_from
    return occurrence.span.overlaps(year) or (left is not None and left.overlaps(year))


def _footprints(occurrences: Sequence[Occurrence], dial: Dial) -> list[Footprint]:
    return [
        footprint
        for occurrence in occurrences
        if occurrence.kind is not Kind.ROUND
        for footprint in footprints(occurrence, dial)
    ]


def _rounds(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    return [occurrence for occurrence in occurrences if occurrence.kind is Kind.ROUND]


def _bands(seated: Sequence[Sequence[Footprint]]) -> tuple[Band, ...]:
    """How many lanes a ring needs depends on its radius, and its radius on all rings' lanes: settled in a few turns.

    It starts from the lowest lanes, with the smallest marks, and only ever asks for more.
    """
    needs = [_need(prints, 1) for prints in seated]
    bands = share(needs, frame.RINGS_OUTER, frame.HUB_LEAST)
    heights = [need.lowest for need in needs]
    for _ in range(_TURNS):
        wanted = [
            _need(prints, max(need.lanes, _lanes(prints, band.lanes[-1].inner, height)))
            for prints, need, band, height in zip(seated, needs, bands, heights, strict=True)
        ]
        if wanted == needs:
            break
        settled, needs = bands, wanted
        bands = share(needs, frame.RINGS_OUTER, frame.HUB_LEAST)
        if bands == settled:
            break
        heights = [band.lane_height for band in bands]
    return bands


def _need(prints: Sequence[Footprint], lanes: int) -> Need:
    lowest, highest = _ARC_LANE if any(footprint.is_arc for footprint in prints) else _DOT_LANE
    return Need(lanes, lowest, highest)


def _lanes(prints: Sequence[Footprint], radius: float, lane_height: float) -> int:
    half = half_in(lane_height)
    return lanes_needed([footprint.interval(radius, half) for footprint in prints], _MOST_LANES)


def _tab_end(parts: Sequence[RingPart]) -> float:
    return parts[0].tab.box.end if parts else degrees(frame.RINGS_OUTER, 0)
