import re
from datetime import date

import pytest

from wheel.core.recurrence import check_recurrence, recurrence_days
from wheel.errors import InvalidInputError

START = date(2026, 1, 1)


def refusal_of(rule: str, start: date = START) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as refusal:
        check_recurrence(rule, start)
    return refusal.value


@pytest.mark.parametrize(
    ("rule", "sentence", "reason"),
    [
        ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "thousands a year", "an example of the RFC"),
        ("FREQ=MINUTELY;INTERVAL=15;COUNT=6", "thousands a year", "an example of the RFC"),
        ("FREQ=SECONDLY", "thousands a year", "shorter than a day"),
        ("FREQ=HOURLY", "FREQ=DAILY or longer", "what to do"),
        ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40", "BYHOUR=9,10", "an example of the RFC: times of day"),
        ("FREQ=DAILY;BYMINUTE=1", "whole days: leave it out", "a time of day"),
        ("FREQ=DAILY;BYSECOND=1", "time of day", "a time of day"),
        ("RSCALE=GREGORIAN;FREQ=MONTHLY", "RFC 7529", "another calendar"),
        ("FREQ=MONTHLY;RSCALE=CHINESE;SKIP=FORWARD", "RSCALE=CHINESE", "another calendar"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD", "do not exist in a month are passed over", "moving the 31st"),
        ("FREQ=FORTNIGHTLY", "not a possible part", "no such frequency"),
        ("FREQ=YEARLY;BYEASTER=0", "does not belong", "dateutil's own"),
        ("FREQ=YEARLY;BYWEEKDAY=MO", "does not belong", "dateutil's own name of BYDAY"),
        ("X-NAME=1;FREQ=DAILY", "does not belong", "RFC 2445 had parts of one's own"),
        ("DTSTART=20260101;FREQ=DAILY", "does not belong", "rrule.js writes the start into the rule"),
        ("FREQ=WEEKLY;BYDAY=MO=;COUNT=3", "not a possible part", "Ical.Net: two equals signs"),
        ("RRULE:RRULE:FREQ=DAILY", "does not belong", "the name twice"),
        ("RRULE:", "does not belong", "the name alone"),
        ("FREQ", "not a possible part", "no value"),
        ("FREQ=", "not a possible part", "no value"),
        ("FREQ=DAILY ;COUNT=1", "not a possible part", "a blank within"),
    ],
)
def test_a_rule_that_is_not_of_whole_days_is_refused_with_the_reason(rule: str, sentence: str, reason: str) -> None:
    assert sentence in str(refusal_of(rule))
    assert refusal_of(rule).field == "rrule"


@pytest.mark.parametrize(
    ("rule", "name", "reason"),
    [
        ("FREQ=WEEKLY;BYMONTHDAY=1,3", "BYMONTHDAY", "the table: not with WEEKLY; dateutil takes it"),
        ("FREQ=DAILY;BYYEARDAY=100", "BYYEARDAY", "the table; dateutil takes it"),
        ("FREQ=WEEKLY;BYYEARDAY=100", "BYYEARDAY", "the table; dateutil takes it"),
        ("FREQ=MONTHLY;BYYEARDAY=100", "BYYEARDAY", "the table; dateutil takes it"),
        ("FREQ=DAILY;BYWEEKNO=20", "BYWEEKNO", "only YEARLY; dateutil takes it"),
        ("FREQ=WEEKLY;BYWEEKNO=20", "BYWEEKNO", "dateutil's issue 1196: two years' week 1 in one year"),
        ("FREQ=MONTHLY;BYWEEKNO=20", "BYWEEKNO", "only YEARLY; dateutil takes it"),
    ],
)
def test_a_part_that_the_rfc_does_not_allow_with_the_frequency_is_refused(rule: str, name: str, reason: str) -> None:
    assert re.search(f"{name} cannot be used with FREQ=", str(refusal_of(rule)))


@pytest.mark.parametrize(
    ("rule", "sentence", "reason"),
    [
        ("FREQ=DAILY;BYDAY=1MO", "needs FREQ=MONTHLY or FREQ=YEARLY", "Ical.Net too; dateutil leaves out the 1"),
        ("FREQ=WEEKLY;BYDAY=MO,-1FR", "needs FREQ=MONTHLY or FREQ=YEARLY", "one of them is enough"),
        ("FREQ=YEARLY;BYWEEKNO=10;BYDAY=1MO", "no BYWEEKNO", "section 3.3.10; Ical.Net takes it"),
        ("FREQ=MONTHLY;BYDAY=0MO,SA", "from 1 to 5", "a zero; Ical.Net passes over it"),
        ("FREQ=YEARLY;BYDAY=54MO", "from 1 to 53", "no year has 54 of them"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "from 1 to 5", "no month has six of them"),
        ("FREQ=MONTHLY;BYDAY=MO,-6WE", "from 1 to 5", "backwards"),
        ("FREQ=YEARLY;BYDAY=100MO", "not a possible part", "two digits at most"),
        ("FREQ=YEARLY;BYSETPOS=1,-1", "BYSETPOS chooses", "no part to choose from; Ical.Net takes it"),
        ("FREQ=YEARLY;BYMONTH=1;BYSETPOS=0", "not a possible part", "positions begin at 1"),
        ("FREQ=YEARLY;BYMONTH=1;BYSETPOS=367", "not a possible part", "section 3.3.10; dateutil's issue 905"),
        ("FREQ=YEARLY;BYMONTH=-1", "not a possible part", "months do not count backwards"),
        ("FREQ=YEARLY;BYMONTH=5L", "not a possible part", "a leap month of RFC 7529"),
        ("FREQ=YEARLY;BYYEARDAY=367", "not a possible part", "no such day"),
        ("FREQ=YEARLY;BYWEEKNO=54", "not a possible part", "no such week"),
        ("FREQ=MONTHLY;BYMONTHDAY=-32", "not a possible part", "no such day"),
        ("FREQ=MONTHLY;INTERVAL=0;BYDAY=MO", "not a possible part", "dateutil's issue 1441: never ends"),
        ("FREQ=DAILY;COUNT=0", "not a possible part", "none at all"),
        ("FREQ=DAILY;UNTIL=20260301T250000Z", "not a possible part", "no such hour"),
        ("FREQ=DAILY;UNTIL=00000101", "does not name a day", "no such year"),
        ("FREQ=WEEKLY;WKST=1", "not a possible part", "a name, not a number"),
        ("FREQ=WEEKLY;BYDAY=MO,", "not a possible part", "a comma too many"),
    ],
)
def test_a_number_or_a_combination_that_cannot_be_is_refused(rule: str, sentence: str, reason: str) -> None:
    assert sentence in str(refusal_of(rule))


@pytest.mark.parametrize(
    ("rule", "start", "reason"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", date(1900, 1, 1), "30 February, looked for in 201 years of days"),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", date(2022, 2, 1), "ical.js: always February"),
        ("FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2", date(2015, 1, 11), "ical.js: a second first Thursday"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=24", date(2025, 7, 18), "ical.js: a month has at most 23"),
        ("FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2SU", date(2022, 1, 1), "ical4j's issue 851"),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=1", date(2026, 2, 1), "always February"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=8", date(2026, 1, 1), "a week has one Monday"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", date(2026, 1, 1), "always a Thursday"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=2", date(2026, 1, 1), "a day is only one"),
        ("FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", date(2026, 1, 1), "in December"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1", date(2026, 1, 1), "in May"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", date(2026, 1, 1), "never a leap year"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2097, 1, 1), "the next is in 2104, after the years we know"),
        ("FREQ=WEEKLY;INTERVAL=9999;BYMONTH=1;BYDAY=SU", date(2016, 10, 6), "dateutil runs into the year 10000"),
        ("FREQ=DAILY;UNTIL=20251231", date(2026, 1, 1), "it ends before it begins"),
        ("FREQ=YEARLY;BYWEEKNO=1;WKST=TH;UNTIL=00010101", date(2026, 1, 1), "it ends with the first day there is"),
    ],
)
def test_a_rule_that_never_gives_a_day_is_refused(rule: str, start: date, reason: str) -> None:
    assert "never gives a day" in str(refusal_of(rule, start))


@pytest.mark.parametrize("year", [1899, 2101])
def test_years_that_the_calendar_does_not_reach_are_refused(year: int) -> None:
    with pytest.raises(InvalidInputError, match="from 1900 to 2100"):
        recurrence_days("FREQ=DAILY", START, year)
    with pytest.raises(InvalidInputError, match="from 1900 to 2100"):
        recurrence_days("FREQ=DAILY", date(year, 12, 31), 2026)
    with pytest.raises(InvalidInputError, match="from 1900 to 2100"):
        check_recurrence("FREQ=DAILY", date(year, 12, 31))
