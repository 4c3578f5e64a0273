"""The patterns of standing items: what each refuses, and that their documents say no more and no less than they."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.standing_rules import (
    KINDS,
    AfterSeries,
    EveryMeeting,
    FirstInMonths,
    FirstOfQuarter,
    NthMeeting,
    NumberedReport,
    OncePerPost,
    StandingRule,
    rule_from_document,
    rule_to_document,
)
from wheel.core.year_days import EVERY_YEAR, Years
from wheel.errors import InvalidInputError

MONTH_DAYS = st.dates().map(lambda day: (day.month, day.day))
PATTERNS = st.one_of(
    st.just(EveryMeeting()),
    st.builds(NthMeeting, st.integers(2, 60)),
    st.just(FirstOfQuarter()),
    st.builds(FirstInMonths, st.sets(st.integers(1, 12), min_size=1).map(lambda months: tuple(sorted(months)))),
    st.builds(
        NumberedReport,
        st.sets(MONTH_DAYS, min_size=1, max_size=24).map(lambda days: tuple(sorted(days))),
        st.integers(0, 60),
        st.booleans(),
    ),
    st.builds(AfterSeries, st.text(min_size=1)),
    st.just(OncePerPost()),
)
YEARS = st.one_of(st.just(EVERY_YEAR), st.builds(Years, st.integers(2000, 2030), st.none(), st.integers(1, 8)))


@given(st.builds(StandingRule, PATTERNS, YEARS))
def test_a_document_gives_the_rule_back(rule: StandingRule) -> None:
    assert rule_from_document(rule_to_document(rule)) == rule


def test_each_pattern_has_a_name_of_its_own() -> None:
    assert len(set(KINDS.values())) == len(KINDS)


DOCUMENTS = [
    ({"kind": "every_meeting"}, EveryMeeting(), "nothing more to say"),
    ({"kind": "nth_meeting", "every": 4}, NthMeeting(4), "Direktionens årshjul"),
    ({"kind": "first_in_months", "months": [3, 9]}, FirstInMonths((3, 9)), "given months"),
    ({"kind": "report", "status_dates": ["04-30"]}, NumberedReport(((4, 30),)), "what is usual is left out"),
    (
        {"kind": "report", "status_dates": ["02-29", "08-31"], "working_days": 10, "numbering": "goes_on"},
        NumberedReport(((2, 29), (8, 31)), 10, goes_on=True),
        "a leap day is the 28th in other years",
    ),
    ({"kind": "after_series", "series": "abc"}, AfterSeries("abc"), "another series"),
]


@pytest.mark.parametrize(("document", "pattern", "reason"), DOCUMENTS)
def test_documents_are_as_they_are_described(document: dict[str, object], pattern: object, reason: str) -> None:
    assert rule_from_document(document).pattern == pattern, reason
    assert rule_to_document(StandingRule(pattern)) == document, reason  # type: ignore[arg-type]


WRONG = [
    ([], "rule", "no object"),
    ({}, "kind", "no kind"),
    ({"kind": "daily"}, "kind", "no such kind"),
    ({"kind": "every_meeting", "every": 4}, "every", "a key of another kind"),
    ({"kind": "nth_meeting"}, "every", "how many?"),
    ({"kind": "nth_meeting", "every": "4"}, "every", "a text is no number"),
    ({"kind": "nth_meeting", "every": 1}, "every", "that is every meeting"),
    ({"kind": "nth_meeting", "every": 61}, "every", "more than a year"),
    ({"kind": "first_in_months", "months": []}, "months", "none"),
    ({"kind": "first_in_months", "months": [13]}, "months", "no such month"),
    ({"kind": "first_in_months", "months": [3, 3]}, "months", "twice"),
    ({"kind": "first_in_months", "months": [9, 3]}, "months", "not in order"),
    ({"kind": "report", "status_dates": []}, "status_dates", "none"),
    ({"kind": "report", "status_dates": ["30-04"]}, "status_dates", "no such month"),
    ({"kind": "report", "status_dates": ["4-30"]}, "status_dates[0]", "not as it is written"),
    ({"kind": "report", "status_dates": ["02-30"]}, "status_dates", "no such day"),
    ({"kind": "report", "status_dates": ["04-30", "04-30"]}, "status_dates", "twice"),
    ({"kind": "report", "status_dates": ["04-30"], "working_days": 61}, "working_days", "too many"),
    ({"kind": "report", "status_dates": ["04-30"], "working_days": True}, "working_days", "no number"),
    ({"kind": "report", "status_dates": ["04-30"], "numbering": "on"}, "numbering", "no such numbering"),
    ({"kind": "report", "status_dates": [f"01-{day:02}" for day in range(1, 26)]}, "status_dates", "too many"),
    ({"kind": "after_series", "series": ""}, "series", "which?"),
    ({"kind": "every_meeting", "years": {"every": 2}}, "first", "from which year?"),
    ({"kind": "every_meeting", "years": {"each": 2}}, "years.each", "unknown"),
]


@pytest.mark.parametrize(("document", "field", "reason"), WRONG)
def test_what_is_wrong_names_its_place(document: object, field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        rule_from_document(document)
    assert refused.value.field == field, reason
