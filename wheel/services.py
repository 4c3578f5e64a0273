"""What every edge needs of the running application: its settings, its database, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

from wheel.core.access import Moment
from wheel.settings import Settings
from wheel.store.database import Database

ZONE = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Services:
    settings: Settings
    database: Database
    clock: Callable[[], datetime]

    def moment(self) -> Moment:
        """Now, and today where the organisation is."""
        at = self.clock()
        return Moment(at, at.astimezone(ZONE).date())


def services() -> Services:
    found: Services = current_app.extensions["aarshjul"]
    return found


def database() -> Database:
    return services().database


def moment() -> Moment:
    return services().moment()


def today() -> date:
    return moment().today
