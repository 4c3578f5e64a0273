import json
from datetime import date

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_rules import days, rules, schedules

from wheel.core.closures import Closure
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.rule_documents import rule_to_document
from wheel.core.rule_schema import RULE_SCHEMA, SCHEDULE_SCHEMA
from wheel.core.rules import EasterOffset, RecurrenceRule, Rule
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.schedule_documents import schedule_from_document, schedule_to_document
from wheel.errors import InvalidInputError

SCHEMA = jsonschema_rs.Draft202012Validator(SCHEDULE_SCHEMA, validate_formats=True)
RULES_ONLY = jsonschema_rs.Draft202012Validator(RULE_SCHEMA, validate_formats=True)

WEDNESDAYS = RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 1))
NOT_IN_HOLIDAYS = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.SCHOOL_HOLIDAYS, Closure.PUBLIC_HOLIDAYS}))
NEXT_WEEK = HolidayPolicy(HolidayAction.NEXT_WEEK, frozenset({Closure.PUBLIC_HOLIDAYS}))
RRULE = {"kind": "rrule", "rrule": "FREQ=WEEKLY;BYDAY=WE", "start": "2026-01-01"}
EASTER = {"kind": "easter", "days": 1}


@pytest.mark.parametrize(
    ("schedule", "document"),
    [
        (Schedule(EasterOffset(1)), EASTER),
        (
            Schedule(WEDNESDAYS, NOT_IN_HOLIDAYS),
            {**RRULE, "skips": ["public_holidays", "school_holidays"]},
        ),
        (
            Schedule(WEDNESDAYS, NEXT_WEEK, ends_on=date(2027, 1, 1)),
            {**RRULE, "shifts": {"to": "next_week", "on": ["public_holidays"]}, "ends_on": "2027-01-01"},
        ),
        (
            Schedule(
                EasterOffset(1),
                earlier=(
                    EarlierRule(date(2025, 7, 1), EasterOffset(2)),
                    EarlierRule(date(2026, 7, 1), WEDNESDAYS, NEXT_WEEK),
                ),
            ),
            {
                **EASTER,
                "earlier": [
                    {"until": "2025-07-01", "kind": "easter", "days": 2},
                    {"until": "2026-07-01", **RRULE, "shifts": {"to": "next_week", "on": ["public_holidays"]}},
                ],
            },
        ),
    ],
    ids=["a mere rule", "skips", "shifts and ends", "earlier rules"],
)
def test_a_document_says_what_differs_from_the_usual_in_a_fixed_order(
    schedule: Schedule, document: dict[str, object]
) -> None:
    assert json.dumps(schedule_to_document(schedule)) == json.dumps(document)
    assert schedule_from_document(document) == schedule
    assert SCHEMA.is_valid(document)


@given(schedules())
def test_a_schedule_comes_back_equal_from_its_document_and_the_schema_agrees(schedule: Schedule) -> None:
    document = json.loads(json.dumps(schedule_to_document(schedule)))
    assert schedule_from_document(document) == schedule
    assert SCHEMA.is_valid(document), list(SCHEMA.iter_errors(document))


@given(rules)
def test_a_mere_rule_is_a_schedule_too(rule: Rule) -> None:
    document = rule_to_document(rule)
    assert schedule_from_document(document) == Schedule(rule)
    assert SCHEMA.is_valid(document)


def test_what_was_written_before_there_were_schedules_is_read_as_then() -> None:
    document = {
        "kind": "rrule",
        "rrule": "FREQ=MONTHLY;BYDAY=3TH",
        "start": "2020-01-01",
        "added": ["2026-07-01"],
        "skips": ["public_holidays", "school_holidays"],
    }
    rule = RecurrenceRule("FREQ=MONTHLY;BYDAY=3TH", date(2020, 1, 1), added=(date(2026, 7, 1),))
    assert schedule_from_document(document) == Schedule(rule, NOT_IN_HOLIDAYS)
    assert SCHEMA.is_valid(document)
    assert not RULES_ONLY.is_valid(document), "skipping is the schedule's, not the rule's"


def test_to_skip_no_days_is_to_keep_them_all() -> None:
    assert schedule_from_document({**RRULE, "skips": []}) == Schedule(WEDNESDAYS)
    assert SCHEMA.is_valid({**RRULE, "skips": []})


SHIFTS = {"to": "next_week", "on": ["public_holidays"]}
EARLIER = {"until": "2026-07-01", **EASTER}


@pytest.mark.parametrize(
    ("document", "field", "reason"),
    [
        ([], "rule", "not an object"),
        ({"skips": []}, "kind", "no rule"),
        ({**EASTER, "weeks": 2}, "weeks", "an unknown key"),
        ({**EASTER, "until": "2026-07-01"}, "until", "only an earlier rule has that"),
        ({**EASTER, "skips": ["weekends"]}, "skips[0]", "an unknown closure"),
        ({**EASTER, "skips": "public_holidays"}, "skips", "no list"),
        ({**EASTER, "shifts": {"to": "next_week"}}, "shifts.on", "off which days?"),
        ({**EASTER, "shifts": {"to": "next_week", "on": []}}, "shifts.on", "off no days"),
        ({**EASTER, "shifts": {**SHIFTS, "to": "skip"}}, "shifts.to", "skipping is no shifting"),
        ({**EASTER, "shifts": {**SHIFTS, "by": 1}}, "shifts.by", "an unknown key further in"),
        ({**EASTER, "shifts": SHIFTS, "skips": ["public_holidays"]}, "shifts", "both"),
        ({**EASTER, "ends_on": "2026"}, "ends_on", "no day"),
        ({**EASTER, "ends_on": None}, "ends_on", "null is no default"),
        ({**EASTER, "earlier": EARLIER}, "earlier", "no list"),
        ({**EASTER, "earlier": [EASTER]}, "earlier[0].until", "until when?"),
        ({**EASTER, "earlier": ["easter"]}, "earlier[0]", "not an object"),
        ({**EASTER, "earlier": [EARLIER, {"until": "2027-01-01"}]}, "earlier[1].kind", "no rule"),
        ({**EASTER, "earlier": [{**EARLIER, "ends_on": "2026-01-01"}]}, "earlier[0].ends_on", "an unknown key there"),
        ({**EASTER, "earlier": [{**EARLIER, "earlier": []}]}, "earlier[0].earlier", "an unknown key there"),
        (
            {**EASTER, "earlier": [{**EARLIER, "shifts": SHIFTS, "skips": ["public_holidays"]}]},
            "earlier[0].shifts",
            "both",
        ),
    ],
)
def test_a_wrong_document_is_refused_by_the_key_to_blame_and_by_the_schema(
    document: object, field: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        schedule_from_document(document)
    assert refusal.value.field == field
    assert not SCHEMA.is_valid(document)


def test_earlier_rules_must_follow_each_other() -> None:
    with pytest.raises(InvalidInputError, match="follow each other") as refusal:
        schedule_from_document({**EASTER, "earlier": [EARLIER, EARLIER]})
    assert refusal.value.field == "earlier"


json_values = st.recursive(
    st.none() | st.booleans() | st.sampled_from(["school_holidays", "next_week"]) | days.map(date.isoformat),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["to", "on", "until"]), inner),
    max_leaves=3,
)


@given(schedules(), st.data())
def test_what_is_read_is_valid_by_the_schema_whatever_is_changed(schedule: Schedule, data: st.DataObject) -> None:
    document = schedule_to_document(schedule)
    key = data.draw(st.sampled_from([*document, "skips", "shifts", "earlier", "ends_on", "until"]))
    document[key] = data.draw(json_values)
    assert SCHEMA.is_valid(document) or not is_read(document)


def is_read(document: object) -> bool:
    try:
        schedule_from_document(document)
    except InvalidInputError:
        return False
    return True
