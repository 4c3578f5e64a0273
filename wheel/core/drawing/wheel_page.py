"""The wheel as the template gets it: numbers and path strings only, nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.drawing.colours import Shades
from wheel.core.drawing.labels import CurvedText, LegendEntry, TurnedText


@dataclass(frozen=True, slots=True)
class HubText:
    """What stands below the year in the middle: the organisation, then a few lines about the next meeting."""

    organisation: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """The room a mark keeps for itself: two radii, and two angles that may run below 0 or beyond 360 at New Year."""

    inner: float
    outer: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One occurrence. `start` is its first day (ISO); `fill` is empty where the class says it all."""

    id: str
    start: str
    href: str
    spoken: str
    classes: str
    path: str
    fill: str
    ink: str
    curved: CurvedText | None
    turned: TurnedText | None
    box: Box


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a moved occurrence would have been."""

    path: str
    box: Box


@dataclass(frozen=True, slots=True)
class Cluster:
    """Occurrences for which there was no room, counted over an ISO week, or over a month where `week` is None."""

    count: int
    week: int | None
    month: str
    start: str
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
    """One ring: its ground, what lies behind its marks (`rounds`), its marks by date, and what was too dense."""

    key: str
    name: str
    shades: Shades
    inner: float
    outer: float
    path: str
    hatch_id: str
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
class WeekPart:
    """An ISO week's piece of the year; `label` is None where New Year leaves too little of it for its number."""

    classes: str
    path: str
    label: TurnedText | None


@dataclass(frozen=True, slots=True)
class Wedge:
    """Days off, through all rings."""

    name: str
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
    """Everything the template draws, from the ground up."""

    year: int
    organisation: str
    view_box: str
    months: tuple[MonthPart, ...]
    weeks: tuple[WeekPart, ...]
    rings: tuple[RingPart, ...]
    school_holidays: tuple[Wedge, ...]
    public_holidays: tuple[Wedge, ...]
    month_borders: str
    needle: Needle | None
    hub: Hub
    legend: tuple[LegendEntry, ...]
