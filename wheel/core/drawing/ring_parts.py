"""One ring drawn: its ground and name, every mark in its lane, ghosts, and counts of what found no room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wheel.core.drawing.arcs import Dial, Sector, capsule_path, degrees, ring_path, sector_path, shrunk
from wheel.core.drawing.bands import Band
from wheel.core.drawing.colours import Shades, shades
from wheel.core.drawing.crowds import ClusterHref, Crowd, clusters
from wheel.core.drawing.labels import CurvedText, Legend, Measure, TurnedText, curved, fitted, plated, room_in, upright
from wheel.core.drawing.lanes import Interval, Lane, deal
from wheel.core.drawing.marks import Footprint, arc_path, arc_sector, classes_of, half_in, point_path
from wheel.core.drawing.wheel_page import Box, Ghost, Mark, NameTab, RingPart
from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.slots import Precision

_MOST_LABEL = 12.5
_LEAST_LABEL = 8.5
"""Smaller text than this, in units, is no longer read."""

_LABEL_PART = 0.78
_NAME_PART = 0.77
_READING_PART = 1.3
_CUT_AIR = 6.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What every ring of a wheel is drawn with."""

    dial: Dial
    today: date
    months: Sequence[str]
    measure: Measure
    speak: Callable[[Occurrence], str]
    href: Callable[[Occurrence], str]
    cluster_href: ClusterHref


@dataclass(frozen=True, slots=True)
class Seat:
    """A footprint in the lane it was dealt."""

    footprint: Footprint
    lane: Lane
    box: Box


def draw_ring(
    number: int,
    ring: Ring,
    band: Band,
    footprints: Sequence[Footprint],
    rounds: Sequence[Occurrence],
    setting: Setting,
    legend: Legend,
) -> RingPart:
    painted = shades(ring.colour)
    seats, crowd = _seated(ring, band, footprints)
    hatch_id = f"w-hatch-{number}"
    pen = _Pen(setting, legend, painted, hatch_id)
    return RingPart(
        key=ring.key,
        name=ring.name,
        shades=painted,
        inner=band.inner,
        outer=band.outer,
        path=ring_path(band.inner, band.outer),
        hatch_id=hatch_id,
        tab=_name_tab(number, ring, band, setting.measure),
        rounds=tuple(mark for each in rounds for mark in pen.round(each, band)),
        marks=tuple(pen.mark(seat) for seat in seats if not seat.footprint.is_ghost),
        ghosts=tuple(pen.ghost(seat) for seat in seats if seat.footprint.is_ghost),
        clusters=tuple(clusters(crowd, setting.dial, setting.months, setting.measure, setting.cluster_href)),
    )


def _seated(ring: Ring, band: Band, footprints: Sequence[Footprint]) -> tuple[list[Seat], Crowd]:
    """Everything in its lane; where the lanes do not suffice, the last one is kept for the counts of the others."""
    lanes = _lane_order(band, footprints)
    radius, half = band.lanes[-1].inner, half_in(band.lane_height)
    intervals = [footprint.interval(radius, half) for footprint in footprints]
    dealt = deal(intervals, len(lanes))
    if None in dealt:
        dealt = deal(intervals, len(lanes) - 1)
    seats = [
        Seat(footprint, lanes[lane], _box(lanes[lane], interval))
        for footprint, interval, lane in zip(footprints, intervals, dealt, strict=True)
        if lane is not None
    ]
    left_out = [footprint for footprint, lane in zip(footprints, dealt, strict=True) if lane is None]
    return seats, Crowd(ring.key, left_out, lanes[-1])


def _lane_order(band: Band, footprints: Sequence[Footprint]) -> list[Lane]:
    """Arcs fill a ring from outside in; mere dots from its middle, so that a ring of few lines up."""
    if any(footprint.is_arc for footprint in footprints):
        return list(band.lanes)
    middle = (band.lanes[0].middle + band.lanes[-1].middle) / 2
    return sorted(band.lanes, key=lambda lane: (round(abs(lane.middle - middle), 3), -lane.middle))


def _box(lane: Lane, interval: Interval) -> Box:
    return Box(lane.inner, lane.outer, interval[0], interval[1])


def _name_tab(number: int, ring: Ring, band: Band, measure: Measure) -> NameTab:
    """The name in a capsule that keeps to the gutter, where no marks are."""
    size = band.gutter * _NAME_PART
    inner, outer = band.name_radius - band.gutter / 2 + 0.5, band.name_radius + band.gutter / 2 - 0.5
    text = fitted(ring.name, size, band.name_radius, measure) or ring.name[:1]
    half = degrees(band.name_radius - band.gutter / 2, measure(text, size) / 2 + size * 0.25)
    sector = Sector(inner, outer, -half, half)
    label = curved(text, sector, size, f"w-ring-{number}", measure)
    end = half + degrees(inner, band.gutter / 2)
    return NameTab(capsule_path(sector), label, Box(inner, outer, -end, end))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws the marks of one ring, in one pass by date, so that the legend's numbers follow the reader's eye."""

    setting: Setting
    legend: Legend
    shades: Shades
    hatch_id: str

    def mark(self, seat: Seat) -> Mark:
        footprint, occurrence = seat.footprint, seat.footprint.occurrence
        href = self.setting.href(occurrence)
        label: CurvedText | None = None
        number: TurnedText | None = None
        if footprint.is_arc:
            sector = arc_sector(footprint, seat.lane)
            path = arc_path(footprint, sector)
            label = self._arc_label(footprint, sector, href)
            if label and occurrence.precision is not Precision.EXACT:
                label = plated(label, sector)
        else:
            path = point_path(footprint, seat.lane, self.setting.dial.middle_of(footprint.span.start))
            number = self._reading_number(seat)
        return self._finished(footprint, href, path, label, number, seat.box)

    def ghost(self, seat: Seat) -> Ghost:
        footprint = seat.footprint
        if footprint.is_arc:
            return Ghost(arc_path(footprint, arc_sector(footprint, seat.lane)), seat.box)
        direction = self.setting.dial.middle_of(footprint.span.start)
        return Ghost(point_path(footprint, seat.lane, direction), seat.box)

    def round(self, occurrence: Occurrence, band: Band) -> Iterator[Mark]:
        """A band as high as the ring, behind its marks."""
        span = occurrence.span.clipped_to(self.setting.dial.span)
        if span is not None:
            start, end = self.setting.dial.borders_of(span)
            path = sector_path(shrunk(Sector(band.inner, band.outer, start, end), 0.1))
            footprint = Footprint(occurrence, span, start, end, 0.0)
            href = self.setting.href(occurrence)
            yield self._finished(footprint, href, path, None, None, Box(band.inner, band.outer, start, end))

    def _finished(
        self,
        footprint: Footprint,
        href: str,
        path: str,
        label: CurvedText | None,
        number: TurnedText | None,
        box: Box,
    ) -> Mark:
        occurrence, today = footprint.occurrence, self.setting.today
        is_arc = footprint.is_arc and occurrence.kind is not Kind.ROUND
        is_hatched = is_arc and occurrence.precision is not Precision.EXACT
        return Mark(
            id=occurrence.id,
            start=occurrence.span.start.isoformat(),
            href=href,
            spoken=self.setting.speak(occurrence),
            classes=classes_of(occurrence, today, is_arc=is_arc),
            path=path,
            fill=self._hatch(occurrence.span.end <= today) if is_hatched else "",
            ink=self._ink(occurrence, is_hatched) if label or number else "",
            curved=label,
            turned=number,
            box=box,
        )

    def _hatch(self, is_past: bool) -> str:
        return f"url(#{self.hatch_id}-past)" if is_past else f"url(#{self.hatch_id})"

    def _ink(self, occurrence: Occurrence, is_hatched: bool) -> str:
        """The class of text on a mark: what is not filled has the ring's strong colour on a pale ground."""
        if is_hatched or occurrence.is_draft or occurrence.is_cancelled:
            return "w-ink-ring"
        is_past = occurrence.span.end <= self.setting.today
        return f"w-ink-{self.shades.on_soft if is_past else self.shades.on_strong}"

    def _arc_label(self, footprint: Footprint, sector: Sector, href: str) -> CurvedText | None:
        size = min(_MOST_LABEL, (sector.outer - sector.inner) * _LABEL_PART)
        if size < _LEAST_LABEL:
            return None
        occurrence, measure = footprint.occurrence, self.setting.measure
        path_id = f"w-label-{occurrence.id}"
        air = _CUT_AIR if sector.cut_start or sector.cut_end else 4.0
        text = fitted(occurrence.title, size, room_in(sector, size, air=air), measure)
        if text:
            return curved(text, sector, size, path_id, measure, air=air)
        number = str(self.legend.next_number())
        if measure(number, size) > room_in(sector, size, air=1.0):
            return None
        self.legend.add(occurrence.title, href)
        return curved(number, sector, size, path_id, measure, air=1.0)

    def _reading_number(self, seat: Seat) -> TurnedText | None:
        occurrence = seat.footprint.occurrence
        size = half_in(seat.lane.height) * _READING_PART
        if occurrence.kind is not Kind.READING or occurrence.reading is None or size < _LEAST_LABEL:
            return None
        direction = self.setting.dial.middle_of(seat.footprint.span.start)
        return upright(f"{occurrence.reading}.", direction, seat.lane.middle, size)
