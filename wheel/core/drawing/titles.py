"""The titles that stand beside the marks of single days: clockwise after them, in the same lane."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wheel.core.drawing.arcs import FULL_TURN, Sector, degrees
from wheel.core.drawing.labels import CurvedText, Measure, curved, fitted, room_in
from wheel.core.drawing.lanes import Lane
from wheel.core.drawing.marks import Footprint
from wheel.core.drawing.seats import Seat
from wheel.core.occurrences import Kind

_MONTH_SIZE, _CLOSE_SIZE, _FAR_SIZE, _LEAST_SIZE = 15.5, 13.5, 11.5, 8.5
_SIZE_PART = 0.74
_AIR = 2.0
"""Before and after a title, in units."""

_APART = 4.0
"""More air towards what follows, so that it is seen whose title it is."""

_LEAST_FAR = 10
"""From afar, titles that are cut shorter than this are only in the way."""

_SELDOM = frozenset({Kind.EVENT, Kind.DEADLINE, Kind.DIALOGUE})
_CLOSE_DAYS, _MONTH_DAYS = 190, 31


@dataclass(frozen=True, slots=True)
class Titles:
    """Which marks have their title beside them on a circle of so many days.

    Looking closely (at half a year or less) all should, and lanes are planned for it. Else only those of kinds that
    occur seldom do, where their lane is free anyhow.
    """

    measure: Measure
    days: int

    @property
    def is_close(self) -> bool:
        return self.days <= _CLOSE_DAYS

    @property
    def size(self) -> float:
        """What they are set in where the lane is high enough."""
        if self.days <= _MONTH_DAYS:
            return _MONTH_SIZE
        return _CLOSE_SIZE if self.is_close else _FAR_SIZE

    def planned_width(self, footprint: Footprint) -> float:
        """The room that should be kept for its title, in units; 0 where none is."""
        if not self.is_close or footprint.is_arc or footprint.is_ghost:
            return 0.0
        return self.measure(footprint.occurrence.title, self.size) + 2 * _AIR + _APART

    def wants(self, footprint: Footprint) -> bool:
        if footprint.is_arc or footprint.is_ghost:
            return False
        return self.is_close or footprint.occurrence.kind in _SELDOM

    def beside(self, seats: Sequence[Seat]) -> list[Seat]:
        """The seats, in the order given, with titles wherever a lane leaves room for them."""
        found = list(seats)
        if any(self.wants(seat.footprint) for seat in seats):
            by_lane: dict[Lane, list[int]] = defaultdict(list)
            for at, seat in enumerate(seats):
                by_lane[seat.lane].append(at)
            for members in by_lane.values():
                self._fill_lane(found, sorted(members, key=lambda at: found[at].box.start))
        return found

    def _fill_lane(self, seats: list[Seat], members: Sequence[int]) -> None:
        """Clockwise, each between the room that the one before has taken and the mark that follows."""
        taken = max(0.0, seats[members[-1]].box.end - FULL_TURN)
        firsts = [seats[at].box.start for at in members] + [seats[members[0]].box.start + FULL_TURN]
        for at, following in zip(members, firsts[1:], strict=True):
            if self.wants(seats[at].footprint):
                seats[at] = self._titled(seats[at], taken, min(following, FULL_TURN))
            taken = max(taken, seats[at].box.end)

    def _titled(self, seat: Seat, earliest: float, latest: float) -> Seat:
        lane, box, title = seat.lane, seat.box, seat.footprint.occurrence.title
        size = min(self.size, lane.height * _SIZE_PART)
        if size < _LEAST_SIZE:
            return seat
        apart = degrees(lane.inner, _APART)
        after, before = (box.end, latest - apart), (earliest + apart, box.start)
        rooms = [(_room(lane, size, *each), each == after) for each in (after, before)]
        width = self.measure(title, size)
        room, is_after = next((each for each in rooms if width <= each[0]), max(rooms))
        text = fitted(title, size, room, self.measure)
        if not text or (text != title and not self.is_close and len(text) < _LEAST_FAR):
            return seat
        return self._placed(seat, text, size, is_after=is_after)

    def _placed(self, seat: Seat, text: str, size: float, *, is_after: bool) -> Seat:
        lane, box = seat.lane, seat.box
        wide = degrees(_foot(lane, size), self.measure(text, size) + 2 * _AIR)
        apart = degrees(lane.inner, _APART)
        if is_after:
            sector, box = Sector(*lane, box.end, box.end + wide), box._replace(end=box.end + wide + apart)
        else:
            sector, box = Sector(*lane, box.start - wide, box.start), box._replace(start=box.start - wide - apart)
        label = _written(seat, text, sector, size, self.measure)
        return seat._replace(box=box, title=label)


def _written(seat: Seat, text: str, sector: Sector, size: float, measure: Measure) -> CurvedText:
    return curved(text, sector, size, f"w-label-{seat.footprint.occurrence.id}", measure, air=_AIR - 0.01)


def _room(lane: Lane, size: float, start: float, end: float) -> float:
    return room_in(Sector(*lane, start, end), size, air=_AIR) if end > start else 0.0


def _foot(lane: Lane, size: float) -> float:
    """The radius of the lower of the two baselines that a title may stand on: `room_in` reckons with the same."""
    return lane.middle - 0.33 * size
