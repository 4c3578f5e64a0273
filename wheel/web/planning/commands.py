"""What the planning page's forms ask for, read into commands; a mistake names its field and keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.errors import InvalidInputError
from wheel.usecases.add_extra import AddExtra
from wheel.usecases.cancel_occurrence import CancelOccurrence, ReinstateOccurrence
from wheel.usecases.move_occurrence import MoveOccurrence, NewTimes
from wheel.web.plan_forms import day_field, optional_day, optional_time, seen

Form = Mapping[str, str]


def move_command(occurrence_id: str, form: Form) -> MoveOccurrence:
    """Without fields for the times, they stay as they are."""
    return MoveOccurrence(
        occurrence_id,
        to_day=day_field(form, "to_day", "Choose a date."),
        reason=form.get("reason", ""),
        last_day=optional_day(form, "last_day"),
        times=_times(form) if "start_time" in form else None,
        seen=seen(form),
        in_draft=in_draft(form),
    )


def cancel_command(occurrence_id: str, form: Form) -> CancelOccurrence:
    return CancelOccurrence(occurrence_id, form.get("reason", ""), seen(form), in_draft(form))


def reinstate_command(occurrence_id: str, form: Form) -> ReinstateOccurrence:
    return ReinstateOccurrence(occurrence_id, seen(form), in_draft(form))


def add_command(series_id: str, form: Form) -> AddExtra:
    """Times that are left empty are the series' own."""
    times = _times(form)
    return AddExtra(
        series_id,
        day=day_field(form, "day", "Choose a date."),
        last_day=optional_day(form, "last_day"),
        times=None if times == NewTimes(None, None) else times,
        note=form.get("note", ""),
        in_draft=in_draft(form),
    )


def _times(form: Form) -> NewTimes:
    return NewTimes(optional_time(form, "start_time"), optional_time(form, "end_time"))


def in_draft(form: Form) -> bool:
    """Whether the year had a draft when the form was made: what was meant for a draft must never become public."""
    answer = {"1": True, "0": False}.get(form.get("in_draft", ""))
    if answer is None:
        raise InvalidInputError("The form is incomplete. Load the page again.")
    return answer
