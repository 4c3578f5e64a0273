"""Refusing values that lie outside what a rule allows, with a sentence that says what is allowed."""

from __future__ import annotations

from wheel.errors import InvalidInputError

LONGEST_DAYS = 366
"""No occurrence lasts longer than a year."""


def require_between(field: str, value: int, lowest: int, highest: int) -> None:
    """Raise InvalidInputError unless `value` is from `lowest` to `highest`, both included."""
    if not lowest <= value <= highest:
        raise InvalidInputError(
            "%(field_name)s must be from %(lowest)s to %(highest)s, not %(value)s.",
            field=field,
            field_name=field,
            lowest=lowest,
            highest=highest,
            value=value,
        )


def require_length(length_days: int) -> None:
    require_between("length_days", length_days, 1, LONGEST_DAYS)


def require_choice(field: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise InvalidInputError unless `value` is one of `choices`."""
    if value not in choices:
        raise InvalidInputError(
            "%(field_name)s must be one of %(choices)s, not %(value)s.",
            field=field,
            field_name=field,
            choices=", ".join(choices),
            value=value,
        )
