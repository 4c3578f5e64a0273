"""The rule form: what a planner fills in to say when a series takes place, read into a schedule and filled from one.

`rule_kind` says which of the groups of controls counts; the others are passed over. Filling the form from a schedule
and reading it again gives the same schedule, whatever the schedule: a rule that no control can express is carried
along as its document ("kept").
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.dates import ONE_DAY
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.relative import RelativeRule, SchoolHolidayRule
from wheel.core.rule_documents import rule_from_document, rule_to_document
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, RecurrenceRule, Rule, YearlySpan
from wheel.core.schedule import Schedule
from wheel.core.terms import TermWindow
from wheel.core.windows import Window
from wheel.errors import InvalidInputError
from wheel.web.plan_forms import optional_day
from wheel.web.rule_form.counted import (
    fill_count,
    fill_relative,
    fill_school_holiday,
    fill_term,
    read_count,
    read_relative,
    read_school_holiday,
    read_term,
)
from wheel.web.rule_form.days import (
    fill_dates,
    fill_easter,
    fill_iso_week,
    fill_yearly_span,
    read_dates,
    read_easter,
    read_iso_week,
    read_yearly_span,
)
from wheel.web.rule_form.parts import Filled, Form, choice_field, ticked, ticks
from wheel.web.rule_form.recurrences import RECURRENCES, fill_recurrence, read_recurrence
from wheel.web.rule_form.windows import fill_window, read_window

ACTIONS = {action.value: action for action in HolidayAction}
CLOSURES = {closure.value: closure for closure in Closure}

_READERS: Mapping[str, Callable[[Form], Rule]] = {
    "iso_week": read_iso_week,
    "yearly_span": read_yearly_span,
    "dates": read_dates,
    "easter": read_easter,
    "relative": read_relative,
    "school_holiday": read_school_holiday,
    "window": read_window,
    "term": read_term,
    "count": read_count,
}
KINDS = (*RECURRENCES, *_READERS, "kept")


def read_rule(form: Form) -> Rule:
    """The rule that the form says. Raises InvalidInputError whose `field` names the form field to blame."""
    kind = choice_field(form, "rule_kind", {kind: kind for kind in KINDS})
    if kind in RECURRENCES:
        return read_recurrence(kind, form)
    return _kept(form) if kind == "kept" else _READERS[kind](form)


def _kept(form: Form) -> Rule:
    try:
        return rule_from_document(json.loads(form.get("kept", "")))
    except ValueError as error:
        raise InvalidInputError("The form is incomplete. Load the page again.", field="rule_kind") from error


def rule_fields(rule: Rule) -> Filled:
    """The form for the rule."""
    filled = _filled(rule)
    return filled if _says(filled, rule) else {"rule_kind": "kept", "kept": _document(rule)}


def _says(filled: Filled, rule: Rule) -> bool:
    try:
        return read_rule(filled) == rule
    except InvalidInputError:
        return False


def _document(rule: Rule) -> str:
    return json.dumps(rule_to_document(rule), ensure_ascii=False)


def _filled(rule: Rule) -> Filled:
    match rule:
        case RecurrenceRule():
            return fill_recurrence(rule)
        case IsoWeekday():
            return fill_iso_week(rule)
        case YearlySpan():
            return fill_yearly_span(rule)
        case DateList():
            return fill_dates(rule)
        case EasterOffset():
            return fill_easter(rule)
        case RelativeRule() | SchoolHolidayRule() | TermWindow() | CountRule():
            return _filled_counted(rule)
        case Window():
            return fill_window(rule)


def _filled_counted(rule: RelativeRule | SchoolHolidayRule | TermWindow | CountRule) -> Filled:
    match rule:
        case RelativeRule():
            return fill_relative(rule)
        case SchoolHolidayRule():
            return fill_school_holiday(rule)
        case TermWindow():
            return fill_term(rule)
        case CountRule():
            return fill_count(rule)


def read_policy(form: Form) -> HolidayPolicy:
    """What the form says of closed days; which days those are only counts where something happens on them."""
    action = choice_field(form, "on_closed", ACTIONS)
    if action is HolidayAction.KEEP:
        return KEEP
    closures = frozenset(CLOSURES[key] for key in ticks(form, "closes", CLOSURES))
    if not closures:
        raise InvalidInputError("Choose on which days this happens.", field="closes")
    return HolidayPolicy(action, closures)


def policy_fields(policy: HolidayPolicy) -> Filled:
    return {"on_closed": policy.action.value} | ticked("closes", (closure.value for closure in policy.closures))


def schedule_fields(schedule: Schedule) -> Filled:
    """The form for what the schedule says now; its earlier rules have no fields."""
    last = "" if schedule.ends_on is None else (schedule.ends_on - ONE_DAY).isoformat()
    return rule_fields(schedule.rule) | policy_fields(schedule.policy) | {"ends_on": last}


def read_schedule(form: Form) -> Schedule:
    """The schedule without earlier rules. The field `ends_on` is the last day, the schedule's the one after."""
    return Schedule(read_rule(form), read_policy(form), ends_on=read_end(form))


def read_end(form: Form) -> date | None:
    """The first day that is not asked for; None without an end."""
    last = optional_day(form, "ends_on")
    return None if last is None else last + ONE_DAY
