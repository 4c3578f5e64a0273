"""What the forms about one stop ask for: to move it, let it wait, take it up again, withdraw it, or take that back."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.stops import Waiting
from wheel.errors import InvalidInputError
from wheel.usecases.move_stop import HoldStop, MoveStop, ResumeStop, WaitStop
from wheel.usecases.undo_stop import UndoStop
from wheel.web.forms import AWAITING
from wheel.web.plan_forms import seen
from wheel.web.waiting_forms import waiting_form

Form = Mapping[str, str]


def move_command(stop_id: str, form: Form) -> MoveStop:
    to, waiting = _where(form)
    return MoveStop(stop_id, seen(form), to, waiting.reason, waiting if to is None else None)


def resume_command(stop_id: str, form: Form) -> ResumeStop:
    to, waiting = _where(form)
    return ResumeStop(stop_id, seen(form), to, waiting)


def hold_command(stop_id: str, form: Form) -> HoldStop:
    return HoldStop(stop_id, seen(form), waiting_form(form))


def wait_command(stop_id: str, form: Form) -> WaitStop:
    return WaitStop(stop_id, seen(form), waiting_form(form))


def undo_command(stop_id: str, form: Form) -> UndoStop:
    return UndoStop(stop_id, seen(form))


def _where(form: Form) -> tuple[str | None, Waiting]:
    """The meeting that was chosen, or None to await a date, and why."""
    to = form.get("to", "")
    if not to:
        raise InvalidInputError("Choose where the item goes.", field="to")
    if to == AWAITING:
        return None, waiting_form(form)
    return to, Waiting(form.get("reason", ""))
