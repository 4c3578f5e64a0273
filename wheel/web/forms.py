"""What the agenda's forms hold, read into commands; a mistake names its field and keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wheel.core.stops import Purpose, Waiting
from wheel.errors import InvalidInputError, WheelError
from wheel.usecases.add_item import AddItem
from wheel.usecases.move_stop import OrderStop, WithdrawStop
from wheel.web.errors import sentence
from wheel.web.item_forms import said_in
from wheel.web.plan_forms import optional_time
from wheel.web.waiting_forms import waiting_form

AWAITING = "awaiting"


def add_item_form(body: str, form: Mapping[str, str]) -> AddItem:
    meeting = form.get("meeting", AWAITING)
    item = replace(
        said_in(form),
        purpose=_purpose(form.get("purpose", "")),
        minutes=_number(form.get("minutes", ""), "minutes", "Write the minutes as a whole number."),
        starts_at=optional_time(form, "starts_at"),
        is_provisional=form.get("is_provisional") == "1",
    )
    if meeting == AWAITING:
        return AddItem(body, item, None, waiting_form(form))
    return AddItem(body, item, meeting, Waiting(form.get("reason", "")))


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
