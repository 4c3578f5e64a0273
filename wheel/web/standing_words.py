"""Standing items in the reader's words: when they come up, how far a roster has come, and the places in titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel.dates import get_month_names
from babel.lists import format_list
from flask_babel import format_date, get_locale
from flask_babel import lazy_gettext as later

from wheel.core.dates import month_day
from wheel.core.rosters import Cover
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import (
    AfterSeries,
    EveryMeeting,
    FirstInMonths,
    FirstOfQuarter,
    MonthDay,
    NthMeeting,
    NumberedReport,
    OncePerPost,
)
from wheel.web.people_words import term_words
from wheel.web.translation import gettext, ngettext

KINDS = {
    "every_meeting": later("Every meeting"),
    "nth_meeting": later("Every so many meetings"),
    "first_of_quarter": later("The first meeting of each quarter"),
    "first_in_months": later("The first meeting in certain months"),
    "report": later("A numbered report with status dates"),
    "after_series": later("In connection with something else in the plan"),
    "once_per_post": later("One meeting a year for each post"),
}
PLACES = {
    "nr": later("its number"),
    "dato": later("the status date, or the day of the meeting"),
    "forrige": later("the day of the meeting before"),
    "måned": later("the month"),
    "kvartal": later("the quarter"),
    "år": later("the year"),
    "post": later("the post"),
}
COVERS = {
    Cover.HELD: later("held"),
    Cover.PLANNED: later("planned"),
    Cover.AWAITING: later("awaits a date"),
    Cover.MISSING: later("missing"),
    Cover.WITHDRAWN: later("withdrawn"),
    Cover.ENDED: later("the post exists no longer"),
    Cover.HIDDEN: later("closed item"),
}
_A_COMMON_YEAR = 2023


def rule_sentence(item: StandingItem, series: Mapping[str, str]) -> str:
    """When the item comes up, as one phrase; `series` are the titles of those it may follow, by id."""
    return ", ".join(filter(None, (_pattern_words(item, series), _years_words(item), term_words(item.term))))


def _pattern_words(item: StandingItem, series: Mapping[str, str]) -> str:
    match item.rule.pattern:
        case EveryMeeting():
            return gettext("at every meeting")
        case NthMeeting(every):
            return gettext("at one meeting in %(count)s", count=every)
        case FirstOfQuarter():
            return gettext("at the first meeting of each quarter")
        case FirstInMonths(months):
            return gettext("at the first meeting in %(months)s", months=listed([month_names()[one] for one in months]))
        case NumberedReport() as report:
            return _report_words(report)
        case AfterSeries(series_id):
            name = series.get(series_id) or gettext("something else in the plan")
            return gettext("at the first meeting on or after each date of “%(series)s”", series=name)
        case OncePerPost():
            return ngettext(
                "one meeting a year for %(num)s post", "one meeting a year for each of %(num)s posts", len(item.roster)
            )


def _report_words(report: NumberedReport) -> str:
    days = listed([month_day_words(one) for one in report.status_dates])
    said = gettext("a report as of %(days)s", days=days)
    if report.working_days:
        said += ", " + ngettext(
            "at the first meeting at least %(num)s working day later",
            "at the first meeting at least %(num)s working days later",
            report.working_days,
        )
    else:
        said += ", " + gettext("at the first meeting from then on")
    return said + (", " + gettext("with numbers that go on from year to year") if report.goes_on else "")


def _years_words(item: StandingItem) -> str:
    years = item.rule.years
    if years.every > 1:
        return gettext("one year in %(count)s from %(first)s", count=years.every, first=years.first)
    return ""


def month_names() -> dict[int, str]:
    """The names of the months, by their numbers."""
    return dict(get_month_names("wide", locale=get_locale()))


def month_day_words(day: MonthDay) -> str:
    return str(format_date(month_day(_A_COMMON_YEAR, *day), gettext("d MMMM")))


def listed(words: Sequence[str]) -> str:
    """ "marts, juni og september"."""
    return str(format_list(list(words), locale=get_locale()))
