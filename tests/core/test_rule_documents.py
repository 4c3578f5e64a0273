import json
from datetime import date

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_rules import days, rules

from wheel.core.claims import CountRule
from wheel.core.dates import DateSpan
from wheel.core.relative import EveryNth, FirstAfter, Offset, RelativeRule, SchoolHolidayRule, Unit, WeekdayOffset
from wheel.core.rule_documents import rule_from_document, rule_to_document
from wheel.core.rule_schema import RULE_SCHEMA
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, RecurrenceRule, Rule, YearlySpan
from wheel.core.terms import TermPart, TermWindow
from wheel.core.windows import Window
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError

SCHEMA = jsonschema_rs.Draft202012Validator(RULE_SCHEMA, validate_formats=True)

EXAMPLES: list[tuple[Rule, dict[str, object]]] = [
    (
        RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 1)),
        {"kind": "rrule", "rrule": "FREQ=WEEKLY;BYDAY=WE", "start": "2026-01-01"},
    ),
    (
        RecurrenceRule(
            "FREQ=MONTHLY",
            date(2026, 1, 5),
            2,
            (date(2026, 7, 1), date(2026, 3, 1)),
            (date(2026, 2, 5),),
        ),
        {
            "kind": "rrule",
            "rrule": "FREQ=MONTHLY",
            "start": "2026-01-05",
            "length_days": 2,
            "added": ["2026-03-01", "2026-07-01"],
            "left_out": ["2026-02-05"],
        },
    ),
    (
        DateList((DateSpan.of_days(date(2026, 9, 10), date(2026, 9, 11)), DateSpan.of_day(date(2026, 9, 2)))),
        {"kind": "dates", "dates": [{"first": "2026-09-02"}, {"first": "2026-09-10", "last": "2026-09-11"}]},
    ),
    (
        IsoWeekday(53, 4, without_week_53="last", years=Years(2026, every=2)),
        {
            "kind": "iso_weekday",
            "week": 53,
            "weekday": 4,
            "without_week_53": "last",
            "years": {"first": 2026, "every": 2},
        },
    ),
    (EasterOffset(39), {"kind": "easter", "days": 39}),
    (
        YearlySpan(12, 24, 1, 2, Years(last=2030)),
        {"kind": "yearly_span", "first": "12-24", "last": "01-02", "years": {"last": 2030}},
    ),
    (
        Window.of_quarter(2, "2. kvartal"),
        {"kind": "window", "precision": "quarter", "words": "2. kvartal", "first": "04-01", "last": "06-30"},
    ),
    (
        Window.of_week(26, "uge 26-27", 27),
        {"kind": "window", "precision": "week", "words": "uge 26-27", "first_week": 26, "last_week": 27},
    ),
    (
        RelativeRule("byraad", Offset(4, Unit.WORKING_DAYS, "before")),
        {"kind": "relative", "series": "byraad", "offset": {"count": 4, "unit": "working_days", "side": "before"}},
    ),
    (
        RelativeRule("direktion", WeekdayOffset(5, "before"), EveryNth(4), 2, Years(first=2026)),
        {
            "kind": "relative",
            "series": "direktion",
            "offset": {"weekday": 5, "side": "before"},
            "every_nth": 4,
            "length_days": 2,
            "years": {"first": 2026},
        },
    ),
    (
        RelativeRule("byraad", Offset(0, Unit.DAYS, "after"), FirstAfter(10, 1)),
        {
            "kind": "relative",
            "series": "byraad",
            "offset": {"count": 0, "unit": "days", "side": "after"},
            "first_after": "10-01",
        },
    ),
    (
        SchoolHolidayRule("Sommerferie", "after", words="efter sommerferien"),
        {"kind": "school_holiday", "holiday": "Sommerferie", "side": "after", "words": "efter sommerferien"},
    ),
    (
        SchoolHolidayRule("Vinterferie", "before", 1, "op til ferien", 5, Years(last=2030)),
        {
            "kind": "school_holiday",
            "holiday": "Vinterferie",
            "side": "before",
            "weeks": 1,
            "words": "op til ferien",
            "weekday": 5,
            "years": {"last": 2030},
        },
    ),
    (
        TermWindow(TermPart.MIDWAY, "midtvejs i valgperioden"),
        {"kind": "term", "part": "midway", "words": "midtvejs i valgperioden"},
    ),
    (CountRule(1, 2), {"kind": "count", "at_least": 1, "at_most": 2}),
    (CountRule(4, years=Years(2025, every=4)), {"kind": "count", "at_least": 4, "years": {"first": 2025, "every": 4}}),
]


@pytest.mark.parametrize(("rule", "document"), EXAMPLES, ids=[str(document["kind"]) for _, document in EXAMPLES])
def test_a_document_says_what_differs_from_the_usual_in_a_fixed_order(rule: Rule, document: dict[str, object]) -> None:
    assert json.dumps(rule_to_document(rule)) == json.dumps(document)
    assert rule_from_document(document) == rule


@given(rules)
def test_a_rule_comes_back_equal_from_its_document_and_the_schema_agrees(rule: Rule) -> None:
    document = json.loads(json.dumps(rule_to_document(rule)))
    assert rule_from_document(document) == rule
    assert SCHEMA.is_valid(document), list(SCHEMA.iter_errors(document))


def test_usual_values_may_be_written_out() -> None:
    assert rule_from_document(
        {"kind": "dates", "dates": [{"first": "2026-09-02", "last": "2026-09-02"}]}
    ) == rule_from_document({"kind": "dates", "dates": [{"first": "2026-09-02"}]})
    written_out = {"kind": "easter", "days": 1, "length_days": 1, "years": {"every": 1}}
    assert rule_from_document(written_out) == EasterOffset(1)
    assert SCHEMA.is_valid(written_out)


RRULE = {"kind": "rrule", "rrule": "FREQ=WEEKLY", "start": "2026-01-01"}
EASTER = {"kind": "easter", "days": 1}
RELATIVE = {"kind": "relative", "series": "byraad", "offset": {"count": 2, "unit": "weeks", "side": "before"}}
HOLIDAY = {"kind": "school_holiday", "holiday": "Sommerferie", "side": "after", "words": "efter sommerferien"}
WINDOW = {"kind": "window", "precision": "month", "words": "juni", "first": "06-01", "last": "06-30"}


@pytest.mark.parametrize(
    ("document", "field", "reason"),
    [
        ([], "rule", "not an object"),
        (None, "rule", "nothing"),
        ({}, "kind", "no kind"),
        ({"kind": "moon"}, "kind", "unknown kind"),
        ({"kind": ["easter"]}, "kind", "a kind of another type"),
        ({"kind": "easter"}, "days", "a missing key"),
        ({**EASTER, "weeks": 2}, "weeks", "an unknown key"),
        ({**EASTER, "days": "1"}, "days", "a text for a number"),
        ({**EASTER, "days": True}, "days", "a truth for a number"),
        ({**EASTER, "days": 1.5}, "days", "half a day"),
        ({**EASTER, "days": 300}, "days", "refused by the rule"),
        ({**EASTER, "days": None}, "days", "null is no default"),
        ({**EASTER, "length_days": 0}, "length_days", "refused by the rule"),
        ({**EASTER, "years": 2026}, "years", "no object"),
        ({**EASTER, "years": {"from": 2026}}, "years.from", "an unknown key further in"),
        ({**EASTER, "years": {"first": "2026"}}, "years.first", "a text for a number further in"),
        ({**RRULE, "rrule": 7}, "rrule", "a number for a text"),
        ({**RRULE, "start": "20260101"}, "start", "a date without hyphens"),
        ({**RRULE, "start": "2026-02-30"}, "start", "no such day"),
        ({**RRULE, "start": "2026-01-01T00:00"}, "start", "a time of day"),
        ({**RRULE, "start": "1899-12-31"}, "start", "before the calendar begins"),
        ({**RRULE, "added": "2026-02-01"}, "added", "no list"),
        ({**RRULE, "added": ["2026-02-01", 5]}, "added[1]", "one wrong entry"),
        ({**RRULE, "skips": ["school_holidays"]}, "skips", "a schedule's, not a rule's"),
        ({"kind": "dates", "dates": [{"last": "2026-01-01"}]}, "dates[0].first", "a missing key in a list"),
        ({"kind": "dates", "dates": [{"first": "9999-12-31"}]}, "dates[0].first", "the end of all dates"),
        ({**WINDOW, "precision": "exact"}, "precision", "exact is no window"),
        ({**WINDOW, "words": " "}, "words", "no words"),
        ({**WINDOW, "first": "6-1"}, "first", "another way to write it"),
        ({**WINDOW, "first_week": 26, "last_week": 27}, "first", "both days and weeks"),
        ({"kind": "yearly_span", "first": "01-32", "last": "02-01"}, "first_day", "no such day"),
        ({"kind": "iso_weekday", "week": 1, "weekday": 1, "without_week_53": "next"}, "without_week_53", "no choice"),
        ({**RELATIVE, "series": ""}, "series", "no series"),
        ({**RELATIVE, "offset": 4}, "offset", "no object"),
        ({**RELATIVE, "offset": {"count": 4, "unit": "days"}}, "offset.side", "before or after?"),
        ({**RELATIVE, "offset": {"count": 4, "side": "before"}}, "offset.unit", "four what?"),
        ({**RELATIVE, "offset": {"count": 4, "unit": "months", "side": "before"}}, "offset.unit", "no such unit"),
        ({**RELATIVE, "offset": {"count": 53, "unit": "weeks", "side": "before"}}, "count", "more than a year"),
        ({**RELATIVE, "offset": {"count": 0, "unit": "weeks", "side": "before"}}, "count", "no weeks"),
        ({**RELATIVE, "offset": {"weekday": 5, "side": "before", "count": 1}}, "offset.count", "both ways to count"),
        ({**RELATIVE, "every_nth": 0}, "nth", "never"),
        ({**RELATIVE, "first_after": "1 October"}, "first_after", "another way to write it"),
        ({**RELATIVE, "first_after": "10-01", "every_nth": 4}, "every_nth", "both ways to choose"),
        ({**HOLIDAY, "words": " "}, "words", "no words"),
        ({"kind": "school_holiday", "holiday": "Sommerferie", "side": "after"}, "words", "neither words nor weekday"),
        ({**HOLIDAY, "holiday": ""}, "holiday", "which one?"),
        ({**HOLIDAY, "side": "in"}, "side", "no such side"),
        ({**HOLIDAY, "weekday": 0}, "weekday", "no such weekday"),
        ({**HOLIDAY, "weekday": None}, "weekday", "null is no default"),
        ({**HOLIDAY, "weeks": 27}, "weeks", "half a year"),
        ({"kind": "term", "part": "third", "words": "?"}, "part", "no such part"),
        ({"kind": "term", "part": "whole", "words": ""}, "words", "no words"),
        ({"kind": "term", "part": "whole", "words": "?", "years": {}}, "years", "the term says which years"),
        ({"kind": "count"}, "at_least", "how many?"),
        ({"kind": "count", "at_least": 0}, "at_least", "none"),
        ({"kind": "count", "at_least": 1, "at_most": None}, "at_most", "null is no default"),
    ],
)
def test_a_wrong_document_is_refused_by_the_key_to_blame_and_by_the_schema(
    document: object, field: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        rule_from_document(document)
    assert refusal.value.field == field
    assert not SCHEMA.is_valid(document)


def test_what_only_the_rule_can_tell_is_refused_too() -> None:
    backwards = {"kind": "dates", "dates": [{"first": "2026-09-02", "last": "2026-09-01"}]}
    with pytest.raises(InvalidInputError, match="must not be before") as refusal:
        rule_from_document(backwards)
    assert refusal.value.field == "dates[0].last"
    with pytest.raises(InvalidInputError, match="from 3 to 366") as refusal:
        rule_from_document({"kind": "count", "at_least": 3, "at_most": 2})
    assert refusal.value.field == "at_most"
    with pytest.raises(InvalidInputError, match="FREQ=HOURLY"):
        rule_from_document({**RRULE, "rrule": "FREQ=HOURLY"})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-400, 2200) | st.text(max_size=4) | days.map(date.isoformat),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["first", "last"]), inner),
    max_leaves=3,
)


@given(rules, st.data())
def test_what_is_read_is_valid_by_the_schema_whatever_is_changed(rule: Rule, data: st.DataObject) -> None:
    document = rule_to_document(rule)
    key = data.draw(st.sampled_from([*document, "years", "length_days", "weekday", "every_nth", "unknown"]))
    document[key] = data.draw(json_values)
    assert SCHEMA.is_valid(document) or not is_read(document)


def is_read(document: object) -> bool:
    try:
        rule_from_document(document)
    except InvalidInputError:
        return False
    return True
