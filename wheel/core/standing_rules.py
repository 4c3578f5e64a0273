"""When a standing item comes up: the patterns of meetings that it can follow, and the documents they are kept as.

A document is a JSON object whose `kind` names the pattern: {"kind": "nth_meeting", "every": 4}. What has its usual
value is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from wheel.core.bounds import require_between
from wheel.core.document_fields import Fields, a_list_of, a_month_day, a_text, a_whole_number, one_of, the_years
from wheel.core.document_parts import Document, month_day_text, years_part
from wheel.core.year_days import EVERY_YEAR, DaysOfYear, Years
from wheel.errors import InvalidInputError

LARGEST_STEP: Final = 60
MOST_WORKING_DAYS: Final = 60
MOST_STATUS_DATES: Final = 24

MonthDay = tuple[int, int]


@dataclass(frozen=True)
class EveryMeeting:
    """ "På hvert møde"."""


@dataclass(frozen=True)
class NthMeeting:
    """The first meeting, and from there each `every`th one, 2 to 60.

    Counted from the first meeting of its span where that has a first day, else anew from the first one of each year.
    """

    every: int

    def __post_init__(self) -> None:
        require_between("every", self.every, 2, LARGEST_STEP)


@dataclass(frozen=True)
class FirstOfQuarter:
    """The first meeting of each quarter of the year."""


@dataclass(frozen=True)
class FirstInMonths:
    """The first meeting in each of these months (1 to 12); a month without a meeting has none."""

    months: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.months:
            raise InvalidInputError("Choose at least one month.", field="months")
        for month in self.months:
            require_between("months", month, 1, 12)
        if list(self.months) != sorted(set(self.months)):
            raise InvalidInputError("Name each month once, in order.", field="months")


@dataclass(frozen=True)
class NumberedReport:
    """ "Økonomirapport nr. 3 pr. 30. april": one report for each status date (month and day), in order.

    It comes to the first meeting at least `working_days` (0 to 60) after its status date. Its numbers begin with 1
    each year; if the numbering `goes_on`, with 1 in the year in which the standing item begins.
    """

    status_dates: tuple[MonthDay, ...]
    working_days: int = 0
    goes_on: bool = False

    def __post_init__(self) -> None:
        if not self.status_dates:
            raise InvalidInputError("Write at least one status date, such as 30-4.", field="status_dates")
        if len(self.status_dates) > MOST_STATUS_DATES:
            raise InvalidInputError(
                "Write at most %(count)s status dates.", field="status_dates", count=MOST_STATUS_DATES
            )
        for month, day in self.status_dates:
            _require_day(month, day)
        if list(self.status_dates) != sorted(set(self.status_dates)):
            raise InvalidInputError("Name each status date once, in order.", field="status_dates")
        require_between("working_days", self.working_days, 0, MOST_WORKING_DAYS)


@dataclass(frozen=True)
class AfterSeries:
    """The first meeting on or after each date of another series: "i forbindelse med budgetopfølgningerne"."""

    series: str

    def __post_init__(self) -> None:
        if not self.series:
            raise InvalidInputError("Choose the series that it follows.", field="series")


@dataclass(frozen=True)
class OncePerPost:
    """One meeting a year for each post on the roster, spread evenly over the year's meetings."""


Pattern = EveryMeeting | NthMeeting | FirstOfQuarter | FirstInMonths | NumberedReport | AfterSeries | OncePerPost


@dataclass(frozen=True)
class StandingRule:
    """A pattern, and the years in which it holds: "hvert andet år" is every second one from a first."""

    pattern: Pattern
    years: Years = EVERY_YEAR


KINDS: Final[Mapping[type[Pattern], str]] = {
    EveryMeeting: "every_meeting",
    NthMeeting: "nth_meeting",
    FirstOfQuarter: "first_of_quarter",
    FirstInMonths: "first_in_months",
    NumberedReport: "report",
    AfterSeries: "after_series",
    OncePerPost: "once_per_post",
}
"""What each pattern is called in documents."""


def rule_to_document(rule: StandingRule) -> Document:
    """The rule as a JSON-able object; `rule_from_document` gives an equal one back."""
    return {"kind": KINDS[type(rule.pattern)]} | _own_part(rule.pattern) | years_part(rule.years)


def _own_part(pattern: Pattern) -> Document:
    match pattern:
        case NthMeeting(every):
            return {"every": every}
        case FirstInMonths(months):
            return {"months": list(months)}
        case NumberedReport(status_dates, working_days, goes_on):
            document: Document = {"status_dates": [month_day_text(*one) for one in status_dates]}
            document |= {"working_days": working_days} if working_days else {}
            return document | ({"numbering": "goes_on"} if goes_on else {})
        case AfterSeries(series):
            return {"series": series}
    return {}


def rule_from_document(document: object) -> StandingRule:
    """The rule a document describes. Raises InvalidInputError naming the key that is missing, wrong or unknown."""
    fields = Fields(document)
    pattern = fields.take("kind", one_of(_READERS))(fields)
    years = fields.take("years", the_years, EVERY_YEAR)
    fields.require_empty()
    return StandingRule(pattern, years)


def _read_report(fields: Fields) -> Pattern:
    return NumberedReport(
        fields.take("status_dates", a_list_of(a_month_day)),
        fields.take("working_days", a_whole_number, 0),
        fields.take("numbering", one_of({"yearly": "yearly", "goes_on": "goes_on"}), "yearly") == "goes_on",
    )


_READERS: Final[Mapping[str, Callable[[Fields], Pattern]]] = {
    "every_meeting": lambda _fields: EveryMeeting(),
    "nth_meeting": lambda fields: NthMeeting(fields.take("every", a_whole_number)),
    "first_of_quarter": lambda _fields: FirstOfQuarter(),
    "first_in_months": lambda fields: FirstInMonths(fields.take("months", a_list_of(a_whole_number))),
    "report": _read_report,
    "after_series": lambda fields: AfterSeries(fields.take("series", a_text)),
    "once_per_post": lambda _fields: OncePerPost(),
}


def _require_day(month: int, day: int) -> None:
    try:
        DaysOfYear(month, day, month, day)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, field="status_dates", **error.details) from error
