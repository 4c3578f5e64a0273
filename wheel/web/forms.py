"""What the agenda's forms hold, read into commands; a mistake names its field and keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.stops import NewItem, Purpose
from wheel.errors import InvalidInputError, WheelError
from wheel.usecases.add_item import AddItem
from wheel.usecases.move_stop import MoveStop, OrderStop, WithdrawStop
from wheel.web.errors import sentence

AWAITING = "awaiting"


def add_item_form(body: str, form: Mapping[str, str]) -> AddItem:
    meeting = form.get("meeting", AWAITING)
    item = NewItem(
        title=form.get("title", ""),
        text=form.get("text", ""),
        purpose=_purpose(form.get("purpose", "")),
        minutes=_number(form.get("minutes", ""), "minutes", "Write the minutes as a whole number."),
        case_number=form.get("case_number", ""),
        case_officer=form.get("case_officer", ""),
        is_closed=form.get("is_closed") == "1",
    )
    return AddItem(body, item, None if meeting == AWAITING else meeting, form.get("reason", ""))


def move_form(stop_id: str, form: Mapping[str, str]) -> MoveStop:
    to = form.get("to", "")
    if not to:
        raise InvalidInputError("Choose where the item goes.", field="to")
    return MoveStop(stop_id, _seen(form), None if to == AWAITING else to, form.get("reason", ""))


def withdraw_form(stop_id: str, form: Mapping[str, str]) -> WithdrawStop:
    return WithdrawStop(stop_id, _seen(form), form.get("reason", ""))


def order_form(stop_id: str, form: Mapping[str, str]) -> OrderStop:
    position = _number(form.get("position", ""), "position", "Write the place as a whole number.")
    return OrderStop(stop_id, _seen(form), position or 0)


def field_errors(error: WheelError | None) -> dict[str, str]:
    """The error's sentence under the name of the field to blame ("" if none is)."""
    if error is None:
        return {}
    return {getattr(error, "field", None) or "": sentence(error)}


def _seen(form: Mapping[str, str]) -> int:
    # Never taken for a version that somebody has changed since: nobody has.
    return _number(form.get("seen") or "missing", "seen", "The form is incomplete. Load the page again.") or 0


def _purpose(word: str) -> Purpose:
    try:
        return Purpose(word) if word else Purpose.DISCUSSION
    except ValueError as error:
        raise InvalidInputError("Choose a purpose from the list.", field="purpose") from error


def _number(text: str, field: str, sentence_: str) -> int | None:
    digits = text.strip()
    if not digits:
        return None
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        raise InvalidInputError(sentence_, field=field)
    return int(digits)
