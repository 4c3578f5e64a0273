"""Schedules as JSON documents and back: a rule's document, with what the series does besides following its rule.

`skips` lists the closed days on which nothing is held; `shifts` says where else it is held instead. `earlier` are the
rules before, the oldest first, each up to but not including its `until`; `ends_on` is the first day not asked for.
`rule_schema.SCHEDULE_SCHEMA` describes the documents.
"""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.closures import Closure
from wheel.core.document_fields import Fields, a_date, a_list_of, one_of
from wheel.core.document_parts import Document
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.rule_documents import rule_from_document, rule_to_document
from wheel.core.schedule import EarlierRule, Schedule
from wheel.errors import InvalidInputError

_SHIFTS = {action.value: action for action in HolidayAction if action not in (HolidayAction.KEEP, HolidayAction.SKIP)}
_CLOSED_DAYS = a_list_of(one_of({closure.value: closure for closure in Closure}))
_OWN_KEYS = frozenset({"skips", "shifts", "earlier", "ends_on"})
_EARLIER_KEYS = frozenset({"skips", "shifts", "until"})


def schedule_to_document(schedule: Schedule) -> Document:
    """The schedule as a JSON-able object; `schedule_from_document` gives an equal one back."""
    document = rule_to_document(schedule.rule) | _policy_document(schedule.policy)
    if schedule.earlier:
        document["earlier"] = [_earlier_document(earlier) for earlier in schedule.earlier]
    if schedule.ends_on is not None:
        document["ends_on"] = schedule.ends_on.isoformat()
    return document


def _earlier_document(earlier: EarlierRule) -> Document:
    until: Document = {"until": earlier.until.isoformat()}
    return until | rule_to_document(earlier.rule) | _policy_document(earlier.policy)


def _policy_document(policy: HolidayPolicy) -> Document:
    closures = sorted(closure.value for closure in policy.closures)
    match policy.action:
        case HolidayAction.KEEP:
            return {}
        case HolidayAction.SKIP:
            return {"skips": closures}
        case _:
            return {"shifts": {"to": policy.action.value, "on": closures}}


def schedule_from_document(document: object) -> Schedule:
    """The schedule a document describes; a mere rule's document is one too.

    Raises InvalidInputError as `rule_from_document` does.
    """
    own, rule = _divided(document, _OWN_KEYS, "")
    schedule = Schedule(
        rule=rule_from_document(rule),
        policy=_policy(own, ""),
        earlier=own.take("earlier", a_list_of(_earlier), ()),
        ends_on=own.take("ends_on", a_date) if "ends_on" in own else None,
    )
    own.require_empty()
    return schedule


def _earlier(value: object, place: str) -> EarlierRule:
    own, document = _divided(value, _EARLIER_KEYS, place)
    rule = rule_from_document(document, place)
    earlier = EarlierRule(own.take("until", a_date), rule, _policy(own, place))
    own.require_empty()
    return earlier


def _divided(document: object, keys: frozenset[str], place: str) -> tuple[Fields, object]:
    """What `keys` say, and the rule's own document, which is all the rest."""
    if not isinstance(document, Mapping):
        return Fields({}, place), document
    own = Fields({key: value for key, value in document.items() if key in keys}, place)
    return own, {key: value for key, value in document.items() if key not in keys}


def _policy(own: Fields, place: str) -> HolidayPolicy:
    if "skips" in own and "shifts" in own:
        field = f"{place}.shifts" if place else "shifts"
        raise InvalidInputError("Choose whether to skip closed days or to move off them, not both.", field=field)
    if "shifts" in own:
        return own.take("shifts", _shift)
    skipped = frozenset(own.take("skips", _CLOSED_DAYS)) if "skips" in own else None
    return HolidayPolicy(HolidayAction.SKIP, skipped) if skipped else KEEP


def _shift(value: object, place: str) -> HolidayPolicy:
    fields = Fields(value, place)
    action = fields.take("to", one_of(_SHIFTS))
    shifted = frozenset(fields.take("on", _CLOSED_DAYS))
    fields.require_empty()
    if not shifted:
        raise InvalidInputError("Say which closed days to move off.", field=f"{place}.on")
    return HolidayPolicy(action, shifted)
