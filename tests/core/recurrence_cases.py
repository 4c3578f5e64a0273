"""Tables of recurrence rules with the days they give: how the tables are written, and how a case is tried.

One line a case: start | rule | days | reason. Days are written 2026-01-31, or in one month as "2026-01: 2 9 16-18";
"..." at the end says that more follow, otherwise these are all.
"""

import re
from dataclasses import dataclass
from datetime import date

from wheel.core.recurrence import check_recurrence, recurrence_days


@dataclass(frozen=True)
class Case:
    start: date
    rule: str
    days: list[date]
    goes_on: bool
    reason: str

    def __str__(self) -> str:
        return f"{self.start} {self.rule} ({self.reason})"


def read_cases(table: str) -> list[Case]:
    return [read_case(*map(str.strip, line.split("|"))) for line in table.strip().splitlines() if line.strip()]


def read_case(start: str, rule: str, days: str, reason: str) -> Case:
    goes_on = days.endswith("...")
    return Case(date.fromisoformat(start), rule, read_days(days.removesuffix("...")), goes_on, reason)


def read_days(text: str) -> list[date]:
    found: list[date] = []
    month = ""
    for word in text.split():
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            found.append(date.fromisoformat(word))
        elif word.endswith(":"):
            month = word.removesuffix(":")
        else:
            first, _, last = word.partition("-")
            found.extend(date.fromisoformat(f"{month}-{day:02}") for day in range(int(first), int(last or first) + 1))
    return found


def assert_gives(case: Case) -> None:
    """The rule is accepted and gives exactly these days, or begins with them; and no more in the twelve years after."""
    assert case.days == sorted(set(case.days)), "the table itself is out of order"
    check_recurrence(case.rule, case.start)
    years = range(case.start.year, min(case.days[-1].year + 13, 2101))
    found = [day for year in years for day in recurrence_days(case.rule, case.start, year)]
    assert (found[: len(case.days)] if case.goes_on else found) == case.days
    assert not case.goes_on or len(found) > len(case.days)
