"""Schedules in the reader's words: what core's sentences need to know of the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale
from flask_babel import get_locale

from wheel.core.schedule import Schedule
from wheel.core.sentences import Wording, say_schedule
from wheel.web.translation import gettext

_MONTHS, _WEEKDAYS = range(1, 13), range(7)


def wording() -> Wording:
    """The language of the page being made."""
    locale = get_locale() or Locale("da")
    months, weekdays = locale.months["format"]["wide"], locale.days["format"]["wide"]
    return Wording(
        translate=gettext,
        months=tuple(str(months[month]) for month in _MONTHS),
        weekdays=tuple(str(weekdays[weekday]) for weekday in _WEEKDAYS),
    )


def schedule_words(schedule: Schedule, names: Mapping[str, str]) -> str:
    """ "onsdag i lige uger fra 7. januar 2026, ikke på helligdage"; `names` are the titles of other series by id."""
    return say_schedule(schedule, wording(), names)
