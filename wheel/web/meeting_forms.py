"""The form in which a meeting's decisions are written: its rows read into a command, and shown again as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wheel.core.access import Viewer
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.meeting_agenda import TimedStop
from wheel.core.stops import USUAL_OUTCOME, Outcome, Stop, StopState, Waiting
from wheel.errors import ConflictError, InvalidInputError, WheelError
from wheel.usecases.conclude_meeting import (
    ConcludeMeeting,
    Decided,
    Postponed,
    Result,
    RowsRefusedError,
    Withdrawn,
    WrittenRow,
)
from wheel.usecases.show_decisions import DecisionsPage
from wheel.web.errors import sentence
from wheel.web.forms import AWAITING
from wheel.web.plan_forms import optional_day, seen
from wheel.web.stop_words import OUTCOMES
from wheel.web.translation import gettext
from wheel.web.versions import Difference, differences, version_to_send

POSTPONED: Final = "postponed"
WITHDRAWN: Final = "withdrawn"
FIELDS: Final = ("result", "decision", "to", "reason", "look_day")
_SEEN: Final = "seen-"
# What nothing has been written of, and what may be written anew.
_WRITABLE: Final = (StopState.PLACED, StopState.TREATED, StopState.RESUMED)


@dataclass(frozen=True)
class Row:
    """One item in the form. `values` and `errors` are by the names of FIELDS.

    `may_write`: it has fields here, since nothing of it is written, or a decision that can be corrected. `is_new`: it
    can be postponed or withdrawn as well. `stored` beside `typed` where somebody else wrote meanwhile: `differences`.
    """

    line: TimedStop
    may_write: bool
    is_new: bool
    seen: str
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()


def decisions_form(meeting_id: str, form: Mapping[str, str]) -> ConcludeMeeting:
    """The rows in which something is said. Raises RowsRefusedError with a sentence for each that is mistaken."""
    rows: list[WrittenRow] = []
    mistakes: dict[str, WheelError] = {}
    for name in form:
        stop_id = name.removeprefix(_SEEN)
        values = typed_row(form, stop_id)
        if name == stop_id or not values["result"]:
            continue
        try:
            rows.append(WrittenRow(stop_id, seen({"seen": form[name]}), _result(values)))
        except InvalidInputError as error:
            mistakes[stop_id] = error
    if mistakes:
        raise RowsRefusedError(mistakes)
    return ConcludeMeeting(meeting_id, tuple(rows))


def typed_row(form: Mapping[str, str], stop_id: str) -> dict[str, str]:
    return {name: form.get(f"{name}-{stop_id}", "") for name in FIELDS}


def rows_of(
    found: DecisionsPage, viewer: Viewer, form: Mapping[str, str], error: WheelError | None = None
) -> tuple[Row, ...]:
    """The form's rows: as they were typed, else as they are stored, with what usually comes out of the rest."""
    errors = error.rows if isinstance(error, RowsRefusedError) else {}
    usual_to = found.choices[0].id if found.choices else AWAITING
    return tuple(_row(line, viewer, usual_to, form, errors.get(line.stop.id)) for line in found.page.agenda.lines)


def _result(values: Mapping[str, str]) -> Result:
    match values["result"]:
        case "postponed":
            return _postponed(values)
        case "withdrawn":
            return Withdrawn(values["reason"])
        case word if word in set(Outcome):
            return Decided(Outcome(word), values["decision"])
    raise InvalidInputError("Choose what came out of it from the list.", field="result")


def _postponed(values: Mapping[str, str]) -> Postponed:
    if not values["to"]:
        raise InvalidInputError("Choose where the item goes.", field="to")
    if values["to"] != AWAITING:
        return Postponed(values["to"], Waiting(values["reason"]), values["decision"])
    day = optional_day(values, "look_day")
    look = LookAgain(LookKind.DAY, day) if day else None
    return Postponed(None, Waiting(values["reason"], look), values["decision"])


def _row(line: TimedStop, viewer: Viewer, usual_to: str, form: Mapping[str, str], error: WheelError | None) -> Row:
    stop = line.stop
    may_write = stop.title is not None and stop.state in _WRITABLE and viewer.may_change_item(stop.body, stop.is_closed)
    stored = _stored(stop, usual_to)
    was_typed = _SEEN + stop.id in form
    typed = typed_row(form, stop.id) if was_typed else stored
    is_conflict = isinstance(error, ConflictError)
    return Row(
        line=line,
        may_write=may_write,
        is_new=stop.state is StopState.PLACED,
        seen=version_to_send(error, stop.version, form.get(_SEEN + stop.id)),
        values=typed,
        errors=_errors(error),
        differences=differences(_words(stop, _written(stop)), _words(stop, typed)) if is_conflict else (),
    )


def _stored(stop: Stop, usual_to: str) -> dict[str, str]:
    usual = USUAL_OUTCOME[stop.purpose].value if stop.purpose else ""
    result = stop.outcome.value if stop.outcome else usual
    return {"result": result, "decision": stop.decision, "to": usual_to, "reason": "", "look_day": ""}


def _written(stop: Stop) -> dict[str, str]:
    """What is stored of it, without what usually comes out."""
    state = {StopState.POSTPONED: POSTPONED, StopState.WITHDRAWN: WITHDRAWN}
    result = stop.outcome.value if stop.outcome else state.get(stop.state, "")
    return {"result": result, "decision": stop.decision, "reason": stop.reason}


def _words(stop: Stop, values: Mapping[str, str]) -> dict[str, str]:
    if stop.title is None:
        return {}
    reason = values["reason"].strip() if values["result"] in (POSTPONED, WITHDRAWN) else ""
    return {
        gettext("Outcome"): result_words(values["result"]),
        gettext("Decision"): values["decision"].strip(),
        gettext("Reason"): reason,
    }


def result_words(result: str) -> str:
    """What came out of an item, as the form's list names it; the empty string while nothing is written."""
    others = {POSTPONED: gettext("postponed"), WITHDRAWN: gettext("withdrawn")}
    return str(OUTCOMES[Outcome(result)]) if result in set(Outcome) else others.get(result, "")


def _errors(error: WheelError | None) -> dict[str, str]:
    if error is None:
        return {}
    name = getattr(error, "field", None)
    return {name if name in FIELDS else "": sentence(error)}
