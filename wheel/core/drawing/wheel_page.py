"""The wheel as the template gets it: numbers and path strings only, nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from wheel.core.dates import DateSpan
from wheel.core.drawing.labels import CurvedText, LegendEntry, TurnedText


@dataclass(frozen=True, slots=True)
class HubText:
    """What stands in the middle: the period's own name, the organisation, then a few lines about the next meeting."""

    name: str
    organisation: str
    lines: tuple[str, ...] = ()


class Box(NamedTuple):
    """The room a mark keeps for itself: two radii, and two angles that may run below 0 or beyond 360 at the seam."""

    inner: float
    outer: float
    start: float
    end: float


class Mark(NamedTuple):
    """One occurrence. `start` is its first day (ISO), `days` how many it has, whatever of them is in sight.

    `curved` is its title: on it where it `is_arc`, else beside it, within `box`. `turned` is a reading's number.
    """

    id: str
    ring: str
    start: str
    days: int
    href: str
    spoken: str
    classes: str
    path: str
    is_arc: bool
    is_hatched: bool
    curved: CurvedText | None
    turned: TurnedText | None
    box: Box


class Ghost(NamedTuple):
    """Where a moved occurrence would have been."""

    ring: str
    path: str
    box: Box


@dataclass(frozen=True, slots=True)
class Cluster:
    """Occurrences for which there was no room, counted over a day, an ISO week or a month: `over` says which."""

    count: int
    ring: str
    over: Literal["day", "week", "month"]
    span: DateSpan
    start: str
    days: int
    href: str
    path: str
    turned: TurnedText | None
    box: Box


@dataclass(frozen=True, slots=True)
class NameTab:
    """A ring's name on its outer edge, at 12 o'clock."""

    path: str
    text: CurvedText
    box: Box


@dataclass(frozen=True, slots=True)
class RingPart:
    """One ring: its ground, what lies behind its marks (`rounds`), its marks by date, and what was too dense.

    `gutter` is the height of the part at its outer edge that holds its name and no marks.
    """

    key: str
    name: str
    inner: float
    outer: float
    gutter: float
    path: str
    tab: NameTab
    rounds: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    ghosts: tuple[Ghost, ...]
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class MonthPart:
    classes: str
    path: str
    label: CurvedText | None


@dataclass(frozen=True, slots=True)
class DayPart:
    """An ISO week's or a day's piece of the circle; `label` is None where it is too narrow for its number."""

    classes: str
    path: str
    label: TurnedText | None


@dataclass(frozen=True, eq=False)
class Frame:
    """What surrounds the rings of a span on a day. The same span and day give the same frame, not only an equal one."""

    months: tuple[MonthPart, ...]
    weeks: tuple[DayPart, ...]
    days: tuple[DayPart, ...]
    rings_outer: float


@dataclass(frozen=True, slots=True)
class Wedge:
    """Days off, through all rings: the `days` from `start` (ISO) that are in sight."""

    name: str
    start: str
    days: int
    path: str
    label: CurvedText | None


@dataclass(frozen=True, slots=True)
class Needle:
    path: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class HubLine:
    text: str
    y: str
    size: str
    classes: str


@dataclass(frozen=True, slots=True)
class Hub:
    radius: str
    lines: tuple[HubLine, ...]


@dataclass(frozen=True, slots=True)
class WheelPage:
    """Everything the template draws, from the ground up.

    `rounds`, `ghosts` and `events` are those of all rings; `events` (marks and counts) come by date. `signs` names what
    the legend must explain.
    """

    name: str
    organisation: str
    zoom: str
    first: str
    days: int
    view_box: str
    frame: Frame
    rings: tuple[RingPart, ...]
    school_holidays: tuple[Wedge, ...]
    public_holidays: tuple[Wedge, ...]
    month_borders: str
    needle: Needle | None
    hub: Hub
    rounds: tuple[Mark, ...]
    ghosts: tuple[Ghost, ...]
    events: tuple[Mark | Cluster, ...]
    legend: tuple[LegendEntry, ...]
    signs: frozenset[str]
