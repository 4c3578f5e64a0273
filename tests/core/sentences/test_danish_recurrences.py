"""Recurrence rules in Danish, as a secretary would write them, and read back."""

from __future__ import annotations

from datetime import date

import pytest
from wordings import NAMES, danish

from wheel.core.rules import RecurrenceRule
from wheel.core.sentences import parse_rule, say_rule
from wheel.core.sentences.everyday import AlternateWeeks, Weekly

START = date(2026, 1, 7)
EVEN, ODD = AlternateWeeks((3,), is_even=True).rrule, AlternateWeeks((3,), is_even=False).rrule


def recurrence(rrule: str, start: date = START, length_days: int = 1, **dates: tuple[date, ...]) -> RecurrenceRule:
    return RecurrenceRule(rrule, start, length_days, **dates)


SENTENCES = [
    (recurrence("FREQ=WEEKLY;BYDAY=WE"), "hver onsdag fra 7. januar 2026"),
    (recurrence("FREQ=WEEKLY;BYDAY=MO,WE"), "hver mandag og onsdag fra 7. januar 2026"),
    (recurrence("FREQ=WEEKLY;BYDAY=MO,TU,FR"), "hver mandag, tirsdag og fredag fra 7. januar 2026"),
    (recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"), "hver anden onsdag fra 7. januar 2026"),
    (recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"), "mandag og onsdag hver anden uge fra 7. januar 2026"),
    (recurrence("FREQ=WEEKLY;INTERVAL=3;BYDAY=WE"), "onsdag hver 3. uge fra 7. januar 2026"),
    (
        recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2026, 1, 8)),
        "hver anden onsdag fra 8. januar 2026, regnet fra 21. januar 2026",
    ),
    (
        recurrence("FREQ=MONTHLY;INTERVAL=2;BYDAY=3TH", date(2026, 1, 20)),
        "tredje torsdag hver anden måned fra 20. januar 2026, regnet fra 19. marts 2026",
    ),
    (recurrence(EVEN), "onsdag i lige uger fra 7. januar 2026"),
    (recurrence(ODD), "onsdag i ulige uger fra 7. januar 2026"),
    (recurrence(AlternateWeeks((2, 4), is_even=True).rrule), "tirsdag og torsdag i lige uger fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYDAY=3TH"), "tredje torsdag i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYDAY=-1TH"), "sidste torsdag i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYDAY=-2TH"), "næstsidste torsdag i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYDAY=1TH,3TH"), "første og tredje torsdag i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYDAY=1MO,3TH"), "første mandag og tredje torsdag i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYDAY=5WE"), "femte onsdag i hver måned (hvor den findes) fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;INTERVAL=2;BYDAY=2MO"), "anden mandag hver anden måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;INTERVAL=6;BYDAY=2TU"), "anden tirsdag hver 6. måned fra 7. januar 2026"),
    (
        recurrence("FREQ=MONTHLY;BYDAY=3TH;BYMONTH=3,6,9,11"),
        "tredje torsdag i marts, juni, september og november fra 7. januar 2026",
    ),
    (
        recurrence("FREQ=MONTHLY;BYDAY=1TU;BYMONTH=1,2,3,4,5,6,8,9,10,11"),
        "første tirsdag i hver måned undtagen juli og december fra 7. januar 2026",
    ),
    (
        recurrence("FREQ=MONTHLY;INTERVAL=2;BYDAY=3TH;BYMONTH=1,3"),
        "tredje torsdag i januar og marts, dog kun hver anden måned fra 7. januar 2026",
    ),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=15"), "den 15. i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=1,15"), "den 1. og den 15. i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=-1"), "den sidste dag i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=15,-1"), "den 15. og den sidste dag i hver måned fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=31"), "den 31. i hver måned (hvor den findes) fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=3,5"), "den 31. i marts og maj fra 7. januar 2026"),
    (recurrence("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"), "den 10. hver 3. måned fra 7. januar 2026"),
    (recurrence("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5"), "hvert år den 5. juni fra 7. januar 2026"),
    (recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"), "hvert år den sidste dag i februar fra 7. januar 2026"),
    (recurrence("FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=5"), "hvert andet år den 5. juni fra 7. januar 2026"),
    (
        recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        "hvert år den 29. februar (hvor den findes) fra 7. januar 2026",
    ),
    (recurrence("FREQ=YEARLY;BYMONTH=11;BYDAY=3TU"), "tredje tirsdag i november hvert år fra 7. januar 2026"),
    (
        recurrence("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU", date(2025, 1, 1)),
        "tredje tirsdag i november hvert 4. år fra 1. januar 2025",
    ),
    (
        recurrence("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU", date(2025, 12, 1)),
        "tredje tirsdag i november hvert 4. år fra 1. december 2025, regnet fra 20. november 2029",
    ),
    (recurrence("FREQ=WEEKLY;BYDAY=WE", length_days=3), "hver onsdag fra 7. januar 2026, 3 dage"),
    (
        recurrence("FREQ=WEEKLY;BYDAY=WE", added=(date(2026, 1, 8),), left_out=(date(2026, 4, 1), date(2026, 12, 23))),
        "hver onsdag fra 7. januar 2026, og desuden 8. januar 2026, men ikke 1. april 2026 og 23. december 2026",
    ),
    (recurrence("FREQ=DAILY;INTERVAL=3"), "efter reglen FREQ=DAILY;INTERVAL=3 fra 7. januar 2026"),
    (
        recurrence("FREQ=WEEKLY;BYDAY=WE;UNTIL=20281231", length_days=2),
        "efter reglen FREQ=WEEKLY;BYDAY=WE;UNTIL=20281231 fra 7. januar 2026, 2 dage",
    ),
    (
        recurrence("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU"),
        "efter reglen FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU fra 7. januar 2026",
    ),
    (recurrence("FREQ=MONTHLY;BYDAY=TH"), "efter reglen FREQ=MONTHLY;BYDAY=TH fra 7. januar 2026"),
]


@pytest.mark.parametrize(("rule", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_a_recurrence_is_said_in_danish_and_read_back(rule: RecurrenceRule, sentence: str) -> None:
    assert say_rule(rule, danish(), NAMES) == sentence
    assert parse_rule(sentence, danish(), NAMES) == rule


@pytest.mark.parametrize(
    ("rrule", "meant", "reason"),
    [
        ("BYDAY=WE;INTERVAL=1;FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=WE", "another order, and what is usual anyway"),
        ("rrule:freq=weekly;byday=we;wkst=mo", "FREQ=WEEKLY;BYDAY=WE", "another spelling"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=WE", "the weekday is that of the first day"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=7", "so is the day of the year"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=7", "and the day of the month"),
    ],
)
def test_a_rule_that_is_written_otherwise_is_said_in_the_same_words(rrule: str, meant: str, reason: str) -> None:
    said = say_rule(recurrence(rrule), danish(), NAMES)
    assert said == say_rule(recurrence(meant), danish(), NAMES), reason
    assert parse_rule(said, danish(), NAMES) == recurrence(meant), reason


def test_a_rule_that_only_looks_like_every_even_week_is_said_as_it_is_written() -> None:
    some_even_weeks = "FREQ=YEARLY;BYWEEKNO=2,4,6;BYDAY=WE"
    assert say_rule(recurrence(some_even_weeks), danish(), {}) == f"efter reglen {some_even_weeks} fra 7. januar 2026"


def test_weekdays_and_months_may_be_written_in_any_order() -> None:
    written = "hver fredag, mandag og fredag fra 7. januar 2026"
    assert parse_rule(written, danish(), {}) == recurrence(Weekly((1, 5)).rrule)
