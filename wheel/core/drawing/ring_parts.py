"""One ring drawn: its ground and name, every mark in its lane, ghosts, and counts of what found no room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wheel.core.drawing.arcs import Dial, Sector, capsule_path, degrees, ring_path, sector_path, shrunk
from wheel.core.drawing.bands import Band
from wheel.core.drawing.claims import Claims
from wheel.core.drawing.crowds import ClusterHref, Crowd, cluster, parted
from wheel.core.drawing.labels import CurvedText, Legend, Measure, TurnedText, curved, fitted, plated, room_in, upright
from wheel.core.drawing.marks import Footprint, arc_path, arc_sector, classes_of, half_in, point_path
from wheel.core.drawing.seats import Seat, seated
from wheel.core.drawing.titles import Titles
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
    titles: Titles
    measure: Measure
    speak: Callable[[Occurrence], str]
    href: Callable[[Occurrence], str]
    cluster_href: ClusterHref


def draw_ring(
    ring: Ring, band: Band, claims: Claims, rounds: Sequence[Occurrence], setting: Setting, legend: Legend
) -> RingPart:
    seating = seated(band, claims)
    crowd = Crowd(ring.key, seating.left_out, seating.last, half_in(band.lane_height))
    alone, groups = parted(crowd, setting.dial, setting.measure)
    seats = [*setting.titles.beside(seating.seats), *alone]
    pen = _Pen(setting, legend)
    return RingPart(
        key=ring.key,
        name=ring.name,
        inner=band.inner,
        outer=band.outer,
        gutter=band.gutter,
        path=ring_path(band.inner, band.outer),
        tab=_name_tab(ring, band, setting.measure),
        rounds=tuple(mark for each in rounds for mark in pen.round(each, band)),
        marks=tuple([pen.mark(seat) for seat in seats if not seat.footprint.is_ghost]),
        ghosts=tuple([pen.ghost(seat) for seat in seats if seat.footprint.is_ghost]),
        clusters=tuple(cluster(crowd, group, setting.dial, setting.measure, setting.cluster_href) for group in groups),
    )


def _name_tab(ring: Ring, band: Band, measure: Measure) -> NameTab:
    """The name in a capsule that keeps to the gutter, where no marks are."""
    size = band.gutter * _NAME_PART
    inner, outer = band.name_radius - band.gutter / 2 + 0.5, band.name_radius + band.gutter / 2 - 0.5
    text = fitted(ring.name, size, band.name_radius, measure) or ring.name[:1]
    half = degrees(band.name_radius - band.gutter / 2, measure(text, size) / 2 + size * 0.25)
    sector = Sector(inner, outer, -half, half)
    label = curved(text, sector, size, f"w-ring-{ring.key}", measure)
    end = half + degrees(inner, band.gutter / 2)
    return NameTab(capsule_path(sector), label, Box(inner, outer, -end, end))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws the marks of one ring, in one pass by date, so that the legend's numbers follow the reader's eye."""

    setting: Setting
    legend: Legend

    def mark(self, seat: Seat) -> Mark:
        footprint = seat.footprint
        href = self.setting.href(footprint.occurrence)
        if footprint.is_arc:
            sector = arc_sector(footprint, seat.lane)
            path, label = arc_path(footprint, sector), self._arc_label(footprint, sector, href)
            return self._finished(footprint, href, path, seat.box, curved=label)
        path = point_path(footprint, seat.lane, self.setting.dial.middle_of(footprint.span.start))
        return self._finished(footprint, href, path, seat.box, curved=seat.title, turned=self._reading_number(seat))

    def ghost(self, seat: Seat) -> Ghost:
        footprint, ring = seat.footprint, seat.footprint.occurrence.ring
        if footprint.is_arc:
            return Ghost(ring, arc_path(footprint, arc_sector(footprint, seat.lane)), seat.box)
        direction = self.setting.dial.middle_of(footprint.span.start)
        return Ghost(ring, point_path(footprint, seat.lane, direction), seat.box)

    def round(self, occurrence: Occurrence, band: Band) -> Iterator[Mark]:
        """A band as high as the ring, behind its marks."""
        span = occurrence.span.clipped_to(self.setting.dial.span)
        if span is not None:
            start, end = self.setting.dial.borders_of(span)
            path = sector_path(shrunk(Sector(band.inner, band.outer, start, end), 0.1))
            footprint = Footprint(occurrence, span, start, end, 0.0)
            box = Box(band.inner, band.outer, start, end)
            yield self._finished(footprint, self.setting.href(occurrence), path, box)

    def _finished(
        self,
        footprint: Footprint,
        href: str,
        path: str,
        box: Box,
        *,
        curved: CurvedText | None = None,
        turned: TurnedText | None = None,
    ) -> Mark:
        occurrence = footprint.occurrence
        is_arc = footprint.size == 0 and occurrence.kind is not Kind.ROUND
        return Mark(
            occurrence.id,
            occurrence.ring,
            occurrence.span.start.isoformat(),
            occurrence.span.day_count,
            href,
            self.setting.speak(occurrence),
            classes_of(occurrence, self.setting.today, is_arc=is_arc),
            path,
            is_arc,
            is_arc and occurrence.precision is not Precision.EXACT,
            curved,
            turned,
            box,
        )

    def _arc_label(self, footprint: Footprint, sector: Sector, href: str) -> CurvedText | None:
        """The title, or as much of it as there is room for; a number that the legend explains; or nothing."""
        size = min(_MOST_LABEL, (sector.outer - sector.inner) * _LABEL_PART)
        if size < _LEAST_LABEL:
            return None
        label = self._arc_title(footprint.occurrence, sector, size) or self._arc_number(
            footprint.occurrence, sector, size, href
        )
        return plated(label, sector) if label and footprint.occurrence.precision is not Precision.EXACT else label

    def _arc_title(self, occurrence: Occurrence, sector: Sector, size: float) -> CurvedText | None:
        air, measure = _CUT_AIR if sector.cut_start or sector.cut_end else 4.0, self.setting.measure
        text = fitted(occurrence.title, size, room_in(sector, size, air=air), measure)
        return curved(text, sector, size, _path_id(occurrence), measure, air=air) if text else None

    def _arc_number(self, occurrence: Occurrence, sector: Sector, size: float, href: str) -> CurvedText | None:
        number, measure = str(self.legend.next_number()), self.setting.measure
        if measure(number, size) > room_in(sector, size, air=1.0):
            return None
        self.legend.add(occurrence.title, href)
        return curved(number, sector, size, _path_id(occurrence), measure, air=1.0)

    def _reading_number(self, seat: Seat) -> TurnedText | None:
        occurrence = seat.footprint.occurrence
        if occurrence.kind is not Kind.READING or occurrence.reading is None:
            return None
        size = half_in(seat.lane.height) * _READING_PART
        if size < _LEAST_LABEL:
            return None
        direction = self.setting.dial.middle_of(seat.footprint.span.start)
        return upright(f"{occurrence.reading}.", direction, seat.lane.middle, size)


def _path_id(occurrence: Occurrence) -> str:
    return f"w-label-{occurrence.id}"
