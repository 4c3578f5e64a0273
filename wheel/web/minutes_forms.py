"""What the forms of minutes hold, read into commands: the file or the text, and what was ticked and written anew."""

from __future__ import annotations

from contextlib import closing

from werkzeug.datastructures import FileStorage, MultiDict

from wheel.core.minutes_checklist import UploadedMinutes
from wheel.core.minutes_findings import ReadMinutes
from wheel.core.stops import Outcome
from wheel.errors import InvalidInputError
from wheel.imports.minutes_files import LARGEST_FILE, text_of_file
from wheel.imports.whole_minutes import read_whole_minutes
from wheel.usecases.hand_in_minutes import FIRST_YEAR, LAST_YEAR, HandInMinutes
from wheel.usecases.propose_from_minutes import MinutesProposals
from wheel.usecases.take_over_minutes import TakeOverMinutes, Tick
from wheel.web.minutes_words import awaiting_words
from wheel.web.plan_forms import whole_number

Form = MultiDict[str, str]


def handed_in_form(body: str, form: Form, file: FileStorage | None) -> HandInMinutes:
    """The file, or the text where none is chosen. Raises InvalidInputError naming the field; BusyError."""
    year = whole_number(form, "year", FIRST_YEAR, LAST_YEAR) if form.get("year", "").strip() else None
    name = (file.filename or "") if file else ""
    if file is not None and name:
        with closing(file):
            # One more than is allowed, so that what is too large is told as such.
            text = text_of_file(file.read(LARGEST_FILE + 1))
    else:
        text, name = form.get("text", ""), ""
    command = HandInMinutes(body, text, name, year)
    if text.strip():
        _read(command.text, year, "file" if name else "text")
    return command


def read_again(kept: UploadedMinutes) -> ReadMinutes:
    """What the minutes say. It was read once when they were handed in."""
    return _read(kept.text, kept.year_hint, "text")


def _read(text: str, year: int | None, field: str) -> ReadMinutes:
    try:
        return read_whole_minutes(text, year_hint=year)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, field=error.field or field, **error.details) from error


def take_over_form(kept: UploadedMinutes, form: Form) -> TakeOverMinutes:
    return TakeOverMinutes(
        minutes_id=kept.id,
        read=read_again(kept),
        ticks=tuple(_tick(key, form) for key in dict.fromkeys(form.getlist("tick"))),
        awaiting_reason=awaiting_words,
        meeting_id=form.get("meeting") or None,
    )


def _tick(key: str, form: Form) -> Tick:
    return Tick(
        key,
        title=form.get(f"title-{key}", ""),
        to=form.get(f"to-{key}", ""),
        outcome=_outcome(form.get(f"outcome-{key}", ""), f"tick-{key}"),
        is_new=form.get(f"is_new-{key}") == "1",
    )


def _outcome(word: str, field: str) -> Outcome | None:
    try:
        return Outcome(word) if word else None
    except ValueError as error:
        raise InvalidInputError("Choose from the list what came out of it.", field=field) from error


def ticked_keys(found: MinutesProposals, form: Form) -> frozenset[str]:
    """What shows as ticked: what was ticked in the form, what its button asked for, or else all that is certain.

    Minutes that name another body have nothing ticked before somebody has looked.
    """
    checklist, asked = found.checklist, form.get("again", "")
    certain = frozenset(one.key for one in checklist.proposals if one.is_certain)
    if asked == "none" or (not form and found.is_other_body):
        return frozenset()
    if asked == "all":
        return frozenset(one.key for one in checklist.proposals)
    return checklist.with_all_needed(frozenset(form.getlist("tick")) if form and not asked else certain)
