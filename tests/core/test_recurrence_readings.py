import re
from datetime import date

import pytest
from recurrence_cases import Case, assert_gives, read_cases

from wheel.core.recurrence import check_recurrence
from wheel.errors import InvalidInputError

# Where calendars read RFC 5545 differently, or one of them is wrong: what we give, and why.
WEEKS = """
2011-01-01 | FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA,SU;COUNT=4 | 2011-01: 1 2 2011-12-31 2012-01-01 \
| dateutil's pull request 1537: it says week 53 of 2010, which had 52
2038-01-01 | FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA | 2038-01-02 2044-01-02 2049-01-02... \
| dateutil adds 1 January 2039, in week 52 of 2038
2026-01-01 | FREQ=YEARLY;BYWEEKNO=20 | 2026-05-14 2027-05-20 2028-05-18... \
| a Thursday like the start, as libical and lib-recur say; dateutil and rrule.js give all seven days
2026-12-31 | FREQ=YEARLY;INTERVAL=3;BYWEEKNO=52,-2;BYSETPOS=1 | 2029-12-20 2032-12-23 2035-12-20 2038-12-23... \
| libical, lib-recur and ical4j agree, first of week 51 or 52; dateutil gives Mondays
2027-01-03 | FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=1,200 | 2033-01-01 2038-01-01 2044-01-01... \
| all parts must hold, as in RFC 8984; lib-recur gives none, ical4j every 1 January and 19 July
2028-01-01 | FREQ=YEARLY;BYMONTH=1,8;BYWEEKNO=20,52;BYDAY=SA,SU | 2028-01: 1 2 2034-01-01 2039-01: 1 2 2040-01-01... \
| all parts must hold; dateutil leaves out 1 January 2039
2026-01-01 | FREQ=YEARLY;BYWEEKNO=1,2;BYDAY=MO,FR;BYSETPOS=1,-1 | 2026-01-09 2027-01: 4 15 2028-01: 3 14 2029-01: 1 12 \
2029-12-31 2030-01-11... | the set is that of the year that numbers the weeks: 29 December 2025 opens that of 2026
2025-12-29 | FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO | 2025-12-29 2028-01-03 2029-12-31... \
| the start is a day of the rule, so of the set of 2026; dateutil counts from 2025
2026-06-01 | FREQ=YEARLY;INTERVAL=2;BYWEEKNO=53;BYDAY=FR | 2027-01-01 2032-12-31 2049-01-01... | of 2026, 2032 and 2048
2027-06-01 | FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU | 2028-01-02 2028-12-31 2029-12-30 2030-12-29 2032-01-04... \
| week 1 is the first from Sunday with four days in the year
2026-01-01 | FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA;WKST=SU | 2026-01-03 2032-01-03 2037-01-03 2043-01-03... \
| with weeks from Sunday other years are long: those with 53 Wednesdays, 2025, 2031, 2036 and 2042
"""
FIRST_SETS = """
2024-11-10 | FREQ=WEEKLY;WKST=WE;BYSETPOS=1;BYDAY=MO,TU,WE;COUNT=3 | 2024-11: 13 20 27 \
| dateutil's issue 1398: it chooses in what is left of the first week, and gives Monday the 11th
2026-12-31 | FREQ=WEEKLY;BYDAY=FR,TH,TU;BYSETPOS=2 | 2026-12-31 2027-01: 7 14 21... | dateutil leaves out the start
2026-12-31 | FREQ=WEEKLY;BYDAY=SA,SU,WE;BYSETPOS=1 | 2027-01: 6 13 20 27... | dateutil adds Saturday 2 January
2024-02-29 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,WE;WKST=WE;BYSETPOS=2 | 2024-02-29 2024-03: 14 28 2024-04: 11 25... \
| dateutil gives 4 March
2024-02-29 | FREQ=WEEKLY;INTERVAL=3;BYMONTH=2,11;BYDAY=SU,TH,TU;BYSETPOS=2 | 2024-02-29 2024-11: 7 28 2025-02-20 \
2025-11-20 2026-02-12... | libical and lib-recur agree; dateutil leaves out the start
2026-02-07 | FREQ=WEEKLY;BYDAY=FR,SA;BYMONTH=2,4;WKST=WE;BYSETPOS=2 | 2026-02: 7 14 21 28 2026-04: 4 11 18 25... \
| dateutil leaves out the start
2026-07-05 | FREQ=WEEKLY;BYDAY=MO,SU,TU;BYMONTH=7;BYSETPOS=1 | 2026-07: 5 6 13 20 27 2027-07: 4 5 12... \
| the days of a week that are in July: libical's issue 1374 gives another list
2026-07-05 | FREQ=WEEKLY;BYDAY=MO,SU,TU;BYMONTH=7 | 2026-07: 5-7 12-14 19-21 26-28 2027-07: 4-6... | BYMONTH limits days
2024-02-01 | FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=2,3;COUNT=3 | 2024-02: 7 14 21 | a third of two is none
2026-06-15 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=3 | 2026-07-01 2026-08-03 2026-09-01 | June's has passed
2026-06-15 | FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO;BYSETPOS=1;COUNT=2 | 2027-03-01 2028-03-06 | this year's has passed
2019-11-03 | FREQ=WEEKLY;INTERVAL=2;COUNT=2;BYDAY=TU | 2019-11: 12 26 \
| rrule.js's issue 372: the start's week has passed
2019-11-04 | FREQ=WEEKLY;INTERVAL=2;COUNT=2;BYDAY=TU | 2019-11: 5 19 | and a day later it has not
2019-11-03 | FREQ=WEEKLY;INTERVAL=2;COUNT=2;BYDAY=TU;WKST=SU | 2019-11: 5 19 | nor with weeks from Sunday
"""
WEEKDAYS = """
2014-09-01 | FREQ=MONTHLY;BYDAY=MO,-1WE;WKST=SU | 2014-09: 1 8 15 22 24 29 2014-10: 6... \
| rrule.js's issue 71: gives nothing
2026-03-02 | FREQ=MONTHLY;BYDAY=+2SU,MO | 2026-03: 2 8 9 16 23 30 2026-04: 6 12... \
| a list is a union; dateutil gives none
2026-03-02 | FREQ=MONTHLY;BYDAY=-2SU,SU | 2026-03: 8 15 22 29 2026-04: 5 12... | dateutil gives one a month
2026-01-01 | FREQ=YEARLY;BYDAY=1MO,SU;BYMONTH=6 | 2026-06: 1 7 14 21 28 2027-06: 6 7 13 20 27... \
| dateutil gives nothing
2018-01-01 | FREQ=MONTHLY;BYDAY=2SU,-2SU,-3SU;WKST=SU;BYMONTH=2 | 2018-02: 11 18 2019-02: 10 17... \
| rrule.js's issue 184
2018-07-01 | FREQ=YEARLY;BYDAY=SA,SU;BYSETPOS=-1;BYMONTH=7;COUNT=4 | 2018-07-29 2019-07-28 2020-07-26 2021-07-31 \
| rrule.js's issue 180
2020-07-01 | FREQ=MONTHLY;UNTIL=20201007T090000Z;BYDAY=1WE | 2020-07-01 2020-08-05 2020-09-02 2020-10-07 \
| rust-rrule's issue 5
2011-11-24 | FREQ=YEARLY;BYDAY=4TH;BYMONTHDAY=24;BYMONTH=11 | 2011-11-24 2016-11-24 2022-11-24... | libical's issue 140
2026-01-01 | FREQ=YEARLY;BYDAY=SU;BYMONTHDAY=1,2,3,4,5,6,7,27,28,29,30;BYMONTH=11,12;BYSETPOS=2 \
| 2026-11-29 2027-11-28 \
2028-12-03 2029-12-02... | the first Sunday of Advent, sabre/vobject's issue 730: positions in the whole year
2027-01-04 | FREQ=YEARLY;BYMONTH=1,2;BYDAY=MO;BYSETPOS=-1 | 2027-02-22 2028-02-28 2029-02-26... \
| sabre/vobject: two a year
2027-05-17 | FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO,TU;BYSETPOS=-1 | 2027-05-18 2028-05-16 2029-05-15... \
| sabre/vobject: both days
2025-06-13 | FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR | 2025-06-13 2026-02-13 2026-03-13 2026-11-13 2027-08-13... \
| a phone calendar gave every Friday: BYDAY limits here
"""
ENDS_AND_LEAP_DAYS = """
1997-12-01 | FREQ=WEEKLY;BYDAY=WE;UNTIL=19971224T000000Z | 1997-12: 3 10 17 24 | the date that UNTIL names counts
1997-12-01 | FREQ=WEEKLY;BYDAY=WE;UNTIL=19971224T235959 | 1997-12: 3 10 17 24 | whatever its time
2026-12-01 | FREQ=DAILY;UNTIL=20261202;BYDAY=WE | 2026-12-02 | inclusive
2096-02-29 | FREQ=YEARLY | 2096-02-29 | 2100 is no leap year
2024-02-29 | FREQ=YEARLY;INTERVAL=4;BYMONTH=2 | 2024-02-29 2028-02-29 2032-02-29... | sabre/vobject strays in 2100
2026-01-31 | FREQ=MONTHLY;COUNT=3 | 2026-01-31 2026-03-31 2026-05-31 | dateutil's issue 149: as the RFC says
2026-01-30 | FREQ=MONTHLY;INTERVAL=13;COUNT=3 | 2026-01-30 2028-03-30 2029-04-30 | a month passed over still counts
2026-12-30 | RRULE:FREQ=WEEKLY;COUNT=2 | 2026-12-30 2027-01-06 | with the property's name before it
2026-12-30 | rrule:freq=weekly;count=2;byday=we,th; | 2026-12: 30 31 | in lower case
2026-01-01 | COUNT=2;BYDAY=+1MO;FREQ=MONTHLY | 2026-01-05 2026-02-02 | the parts in any order
2026-01-01 | FREQ=DAILY;INTERVAL=10000;COUNT=2 | 2026-01-01 2053-05-19 | a large interval
2026-01-01 | FREQ=DAILY;BYMONTH=1;BYMONTHDAY=1,2;BYSETPOS=1,-1 | 2026-01: 1 2 2027-01: 1 2... \
| one day is first and last
"""


@pytest.mark.parametrize("case", read_cases(WEEKS), ids=str)
def test_weeks_are_those_of_the_year_that_numbers_them(case: Case) -> None:
    assert_gives(case)


@pytest.mark.parametrize("case", read_cases(FIRST_SETS), ids=str)
def test_the_first_set_is_whole_and_intervals_count_from_it(case: Case) -> None:
    assert_gives(case)


@pytest.mark.parametrize("case", read_cases(WEEKDAYS), ids=str)
def test_weekdays_are_united_with_each_other_and_limited_by_the_rest(case: Case) -> None:
    assert_gives(case)


@pytest.mark.parametrize("case", read_cases(ENDS_AND_LEAP_DAYS), ids=str)
def test_ends_leap_days_and_spellings_are_read_as_documented(case: Case) -> None:
    assert_gives(case)


@pytest.mark.parametrize(
    ("rule", "start", "sentence", "reason"),
    [
        ("FREQ=YEARLY;BYMONTHDAY=16", date(2020, 7, 16), "add BYMONTH", "dateutil's issue 1072, from Windows"),
        ("FREQ=YEARLY;BYMONTHDAY=1,3", date(1997, 9, 2), "add BYMONTH", "dateutil 2.9: every month; later: September"),
        ("FREQ=YEARLY;BYMONTHDAY=-1", date(2014, 4, 30), "add BYMONTH", "ical.js: the last day of April"),
        ("FREQ=YEARLY;BYMONTHDAY=29", date(2024, 2, 29), "add BYMONTH", "libical: every leap day"),
        ("FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", date(2026, 2, 13), "add BYMONTH", "every one, or those in February"),
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=42;BYDAY=TH",
            date(2027, 1, 1),
            "2027-01-01 is in a week of 2026",
            "from 2027 by libical, from 2026 by Ical.Net",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH",
            date(2027, 1, 3),
            "2027-01-03 is in a week of 2026",
            "libical's issue 1223: 2093; from 2026 it is 2032",
        ),
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=42;BYDAY=TH;WKST=SU",
            date(2028, 12, 31),
            "2028-12-31 is in a week of 2029",
            "a Sunday that begins a week of the next year",
        ),
    ],
)
def test_what_calendars_read_in_two_ways_is_refused(rule: str, start: date, sentence: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=re.escape(sentence)) as refusal:
        check_recurrence(rule, start)
    assert refusal.value.field == "rrule"
