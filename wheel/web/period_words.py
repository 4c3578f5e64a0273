"""What a period is called, and the zooms that lead to others."""

from __future__ import annotations

from flask_babel import format_date
from flask_babel import lazy_gettext as later

from wheel.core.periods import Period, Zoom
from wheel.web.translation import gettext

ZOOMS = {
    Zoom.YEAR: later("Year"),
    Zoom.HALF: later("Half-year"),
    Zoom.QUARTER: later("Quarter"),
    Zoom.MONTH: later("Month"),
    Zoom.ROLLING: later("Rolling 12 months"),
    Zoom.SCHOOL: later("School year"),
    Zoom.BUDGET: later("Budget year"),
}


def period_words(period: Period) -> str:
    """As within a sentence: "1. halvår 2026", "3. kvartal 2026", "marts 2026", "skoleåret 2026/27", "budget 2027"."""
    first, last = period.span.start, period.span.last
    match period.zoom:
        case Zoom.YEAR:
            return str(first.year)
        case Zoom.HALF if first.month == 1:
            return gettext("1st half of %(year)s", year=first.year)
        case Zoom.HALF:
            return gettext("2nd half of %(year)s", year=first.year)
        case Zoom.QUARTER:
            return gettext("Quarter %(number)s of %(year)s", number=1 + first.month // 3, year=first.year)
        case Zoom.MONTH:
            return str(format_date(first, "MMMM y"))
        case Zoom.ROLLING:
            return f"{format_date(first, 'MMM y')} – {format_date(last, 'MMM y')}"
        case Zoom.SCHOOL:
            return gettext("School year %(year)s", year=f"{first.year}/{last.year % 100:02d}")
        case Zoom.BUDGET:
            return gettext("Budget %(year)s", year=last.year)


def period_heading(period: Period) -> str:
    """As a heading begins: Danish months are written with a small letter."""
    words = period_words(period)
    return words[:1].upper() + words[1:]
