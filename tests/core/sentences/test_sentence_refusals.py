"""Sentences that people write themselves: what is forgiven, and how the rest is refused."""

from __future__ import annotations

from datetime import date

import pytest
from wordings import NAMES, danish, english

from wheel.core.dates import DateSpan
from wheel.core.relative import EveryNth, Offset, RelativeRule, SchoolHolidayRule, Unit
from wheel.core.rules import DateList, IsoWeekday, RecurrenceRule, Rule
from wheel.core.sentences import parse_rule, parse_schedule
from wheel.core.windows import Window
from wheel.errors import InvalidInputError

WEDNESDAYS = RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 7))


@pytest.mark.parametrize(
    ("sentence", "rule", "reason"),
    [
        ("Hver onsdag fra 7. januar 2026.", WEDNESDAYS, "a sentence begins with a capital and ends with a full stop"),
        ("  hver   ONSDAG\tfra\n7. Januar 2026 . ", WEDNESDAYS, "blanks and capitals mean nothing"),
        ("torsdag i uge 42.", IsoWeekday(42, 4), "a full stop after a number"),
        ("første onsdag efter sommerferien.", SchoolHolidayRule("sommerferien", "after", weekday=3), "or after words"),
        ("uge 26 – 27", Window.of_week(26, "uge 26-27", 27), "a dash may be long and stand free"),
        (
            "Efterår (1. september-30. november)",
            Window.of_season("autumn", "Efterår"),
            "the source's own words keep their capitals",
        ),
        (
            '1 uge efter hvert møde i "kommunalbestyrelsesmøde"',
            RelativeRule("kb1", Offset(1, Unit.WEEKS, "after"), EveryNth(1)),
            "quotation marks as a keyboard has them, and a title in any case",
        ),
        (
            "den 31. i hver måned fra 7. januar 2026",
            RecurrenceRule("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 7)),
            "what only explains need not be written",
        ),
        ("9. september  2026", DateList((DateSpan.of_day(date(2026, 9, 9)),)), "a date with a blank too many"),
    ],
)
def test_what_makes_no_difference_is_forgiven(sentence: str, rule: Rule, reason: str) -> None:
    assert parse_rule(sentence, danish(), NAMES) == rule, reason


EXAMPLE = 'Write it like this, for example: "hver anden onsdag fra 7. januar 2026".'
REFUSED = [
    ("", f"The sentence is not complete. {EXAMPLE}", "nothing"),
    ("hver onsdag", f"The sentence is not complete. {EXAMPLE}", "from when on is missing"),
    ("en gang imellem", f'This is not understood: "en gang imellem". {EXAMPLE}', "nothing of it is understood"),
    (
        "hver onsdag fra 7. januar 2026 undtagen jul",
        f'This is not understood: "undtagen jul". {EXAMPLE}',
        "only the end of it is not",
    ),
    ("hver onsdags fra 7. januar 2026", f'This is not understood: "onsdags fra 7. januar 2026". {EXAMPLE}', "a word"),
    ("torsdag i uge 54", "week must be from 1 to 53, not 54.", "it is understood, but not possible"),
    ("hvert år den 31. april", "There is no day 31 in month 4.", "nor is this"),
    ("hver onsdag fra 30. februar 2026", "There is no day 30 in month 2.", "nor this date"),
    ("3-2 gange om året", "The highest number must be from 3 to 366.", "nor this count"),
    (
        "hver anden onsdag fra 8. januar 2026",
        "Begin on a day that the rule gives, such as 2026-01-21.",
        "from 14 January or from the 21st?",
    ),
    (
        f"første onsdag i hver måned undtagen {', '.join(danish().months[:11])} og december fra 7. januar 2026",
        None,
        "no month is left, which is not the same as every month",
    ),
    ("dagen efter hvert møde i »Byråd«", 'There is no series called "Byråd".', "nobody is called that"),
    (
        "dagen efter hvert møde i »Temamøde«",
        'Several series are called "Temamøde": choose the one to count from in the form.',
        "two are",
    ),
    ("efter reglen FREQ=HOURLY fra 7. januar 2026", None, "as the rule itself refuses it"),
]


@pytest.mark.parametrize(("sentence", "said", "reason"), REFUSED, ids=[sentence for sentence, *_ in REFUSED])
def test_what_cannot_be_a_rule_is_refused_with_what_to_mend(sentence: str, said: str | None, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        parse_rule(sentence, danish(), NAMES)
    assert str(refusal.value), reason
    assert said is None or str(refusal.value) == said, reason


def test_a_sentence_in_another_language_is_refused_with_an_example_in_the_readers() -> None:
    with pytest.raises(InvalidInputError, match=r"every other Wednesday from 7 January 2026"):
        parse_schedule("hver onsdag fra 7. januar 2026", english(), NAMES)


def test_a_weekend_is_only_left_by_what_wants_a_working_day() -> None:
    with pytest.raises(InvalidInputError):
        parse_schedule("hver onsdag fra 7. januar 2026, ikke på lørdage og helligdage", danish(), NAMES)
