"""Plan states as JSON documents and back: what a draft and the plan's history keep. Usual values are left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.plan_states import ABSENT, UNTOUCHED, Absent, LayerState, PlanState
from wheel.core.slots import Precision

Document = dict[str, Any]

_TEXTS = ("words", "place", "note", "because")
_SWITCHES = ("is_moved", "is_extra", "is_in_draft", "is_unasked")
_TIMES = ("start_time", "end_time")


def state_to_document(state: PlanState) -> Document:
    """The state as a JSON-able object; `state_from_document` gives an equal one back."""
    document: Document = {"slot": _days(state.slot), "span": _days(state.span)}
    if state.rule_says is not None:
        document["rule_says"] = _days(state.rule_says)
    if state.precision is not Precision.EXACT:
        document["precision"] = state.precision.value
    if state.status is not Status.PLANNED:
        document["status"] = state.status.value
    document |= {name: getattr(state, name).isoformat() for name in _TIMES if getattr(state, name) is not None}
    return document | {name: value for name in (*_TEXTS, *_SWITCHES) if (value := getattr(state, name))}


def state_from_document(document: Mapping[str, Any]) -> PlanState:
    known: Document = {name: document[name] for name in (*_TEXTS, *_SWITCHES) if name in document}
    known |= {name: time.fromisoformat(document[name]) for name in _TIMES if name in document}
    return PlanState(
        slot=_span(document["slot"]),
        span=_span(document["span"]),
        precision=Precision(document.get("precision", Precision.EXACT)),
        status=Status(document.get("status", Status.PLANNED)),
        rule_says=_span(document["rule_says"]) if "rule_says" in document else None,
        **known,
    )


def layer_to_document(state: LayerState) -> Document:
    """The state of one layer: {"is": "state", ...}, {"is": "absent"} or {"is": "untouched"}."""
    if isinstance(state, PlanState):
        return {"is": "state", **state_to_document(state)}
    return {"is": "absent" if isinstance(state, Absent) else "untouched"}


def layer_from_document(document: Mapping[str, Any]) -> LayerState:
    match document["is"]:
        case "state":
            return state_from_document(document)
        case "absent":
            return ABSENT
        case _:
            return UNTOUCHED


def _days(span: DateSpan) -> list[str]:
    return [span.start.isoformat(), span.last.isoformat()]


def _span(days: list[str]) -> DateSpan:
    first, last = days
    return DateSpan.of_days(date.fromisoformat(first), date.fromisoformat(last))
