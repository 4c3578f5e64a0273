"""What the forms about one event show and ask for, on its own page and beside the grid; a mistake names its field."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.occurrences import Occurrence
from wheel.core.slots import Precision
from wheel.errors import InvalidInputError
from wheel.usecases.add_extra import AddExtra
from wheel.usecases.cancel_occurrence import CancelOccurrence, ReinstateOccurrence
from wheel.usecases.meeting_items import ALONG, AWAIT
from wheel.usecases.move_occurrence import MoveOccurrence, NewTimes
from wheel.web.plan_forms import day_field, optional_day, optional_time, seen

Form = Mapping[str, str]

ANOTHER = "meeting"
"""What a form says where its items go to the meeting that is chosen beside it."""


def move_values(occurrence: Occurrence) -> dict[str, str]:
    """What the form to move an event shows to begin with: its days and times as they are, if they are known."""
    is_exact = occurrence.precision is Precision.EXACT
    start, end = occurrence.start_time, occurrence.end_time
    return {
        "to_day": occurrence.span.start.isoformat() if is_exact else "",
        "last_day": occurrence.span.last.isoformat() if is_exact and occurrence.span.day_count > 1 else "",
        "start_time": start.strftime("%H:%M") if start else "",
        "end_time": end.strftime("%H:%M") if end else "",
        "reason": "",
    }


def move_command(occurrence_id: str, form: Form, *, in_draft: bool) -> MoveOccurrence:
    """Without fields for the times, they stay as they are."""
    return MoveOccurrence(
        occurrence_id,
        to_day=day_field(form, "to_day", "Choose a date."),
        reason=form.get("reason", ""),
        last_day=optional_day(form, "last_day"),
        times=_times(form) if "start_time" in form else None,
        seen=seen(form),
        in_draft=in_draft,
        items_to=items_to(form, ALONG),
    )


def cancel_command(occurrence_id: str, form: Form, *, in_draft: bool) -> CancelOccurrence:
    return CancelOccurrence(
        occurrence_id, form.get("reason", ""), seen(form), in_draft=in_draft, items_to=items_to(form, AWAIT)
    )


def items_to(form: Form, usual: str) -> str:
    """Where what is on its agenda goes: as `items_to` says, or to the meeting that `items_meeting` says."""
    chosen = form.get("items_to", "") or usual
    return form.get("items_meeting", "") if chosen == ANOTHER else chosen


def reinstate_command(occurrence_id: str, form: Form, *, in_draft: bool) -> ReinstateOccurrence:
    return ReinstateOccurrence(occurrence_id, seen(form), in_draft)


def add_command(series_id: str, form: Form, *, in_draft: bool) -> AddExtra:
    """Times that are left empty are the series' own."""
    times = _times(form)
    return AddExtra(
        series_id,
        day=day_field(form, "day", "Choose a date."),
        last_day=optional_day(form, "last_day"),
        times=None if times == NewTimes(None, None) else times,
        note=form.get("note", ""),
        in_draft=in_draft,
    )


def _times(form: Form) -> NewTimes:
    return NewTimes(optional_time(form, "start_time"), optional_time(form, "end_time"))


def meant_for_draft(form: Form) -> bool:
    """Whether the year had a draft when the form was made: what was meant for a draft must never become public."""
    answer = {"1": True, "0": False}.get(form.get("in_draft", ""))
    if answer is None:
        raise InvalidInputError("The form is incomplete. Load the page again.")
    return answer
