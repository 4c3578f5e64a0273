"""Where the wheel's page leads: other periods and zooms, the same as a list, always with the filter kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from wheel.core.periods import Period, Zoom
from wheel.core.wheel_filters import Pairs, WheelFilter
from wheel.services import today
from wheel.web.period_words import ZOOMS, period_heading, period_words

# What url_for takes: a name may be given several times.
Query = dict[str, Any]


@dataclass(frozen=True)
class ZoomLink:
    """The way to another zoom; `words` names the zoom, `name` the period that it opens."""

    zoom: Zoom
    words: str
    name: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class WheelLinks:
    """The addresses that the page of a period, seen through a filter, leads to."""

    period: Period
    wanted: WheelFilter
    is_list: bool = False

    @property
    def name(self) -> str:
        return period_words(self.period)

    @property
    def heading(self) -> str:
        return period_heading(self.period)

    @property
    def here(self) -> str:
        return self._to(self.period)

    @property
    def before(self) -> tuple[str, str] | None:
        """The name and the address of the period before."""
        return self._named(self.period.before)

    @property
    def after(self) -> tuple[str, str] | None:
        return self._named(self.period.after)

    @property
    def present(self) -> str | None:
        """The same zoom at today; None where that is what is shown."""
        now = Period.containing(self.period.zoom, today())
        return None if self.period.span.contains(today()) else self._to(now)

    @property
    def zooms(self) -> tuple[ZoomLink, ...]:
        """One for each zoom; it opens where the reader is, or at today where that is in sight."""
        return tuple(self._zoom(zoom) for zoom in Zoom)

    @property
    def as_wheel(self) -> str:
        return WheelLinks(self.period, self.wanted).here

    @property
    def as_list(self) -> str:
        return WheelLinks(self.period, self.wanted, is_list=True).here

    @property
    def query(self) -> Query:
        """The filter, as names and values of an address."""
        return query_of(self.wanted)

    def month_of(self, day: date) -> str:
        return self._to(Period.containing(Zoom.MONTH, day))

    def _zoom(self, zoom: Zoom) -> ZoomLink:
        is_here = zoom is self.period.zoom
        opens = self.period if is_here else Period.containing(zoom, self.period.focus(today()))
        return ZoomLink(zoom, str(ZOOMS[zoom]), period_words(opens), self._to(opens), is_here)

    def _named(self, period: Period | None) -> tuple[str, str] | None:
        return (period_words(period), self._to(period)) if period else None

    def _to(self, period: Period) -> str:
        return url_for("wheel.show", period=period.key, **query_of(self.wanted, is_list=self.is_list))


def query_of(wanted: WheelFilter, *, is_list: bool = False) -> Query:
    """The filter and the view as names and values of an address."""
    return query_from(wanted.pairs()) | ({"view": ["list"]} if is_list else {})


def query_from(pairs: Pairs) -> Query:
    """Each name once, with all its values in their order."""
    found: Query = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
