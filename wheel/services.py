"""What every edge needs of the running application: its settings, its database, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

from wheel.core.access import Moment
from wheel.core.zones import COPENHAGEN
from wheel.settings import Settings
from wheel.store.database import Database
from wheel.store.organisation import organisation_zone


@dataclass(frozen=True)
class Services:
    settings: Settings
    database: Database
    clock: Callable[[], datetime]
    _zones: list[ZoneInfo] = field(default_factory=list, init=False, repr=False, compare=False)

    def moment(self) -> Moment:
        """Now, and today where the organisation is."""
        at = self.clock()
        return Moment(at, at.astimezone(self.zone()).date())

    def zone(self) -> ZoneInfo:
        """The organisation's zone, read once: it never changes after the service is set up. Till then Copenhagen's."""
        if not self._zones:
            name = organisation_zone(self.database)
            if name is None:
                return ZoneInfo(COPENHAGEN)
            self._zones.append(ZoneInfo(name))
        return self._zones[0]


def services() -> Services:
    found: Services = current_app.extensions["aarshjul"]
    return found


def database() -> Database:
    return services().database


def moment() -> Moment:
    return services().moment()


def today() -> date:
    return moment().today


def zone() -> ZoneInfo:
    return services().zone()
