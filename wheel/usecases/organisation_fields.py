"""What is written of the organisation, checked; and a new one."""

from __future__ import annotations

import secrets

from wheel.core.plan import Organisation
from wheel.core.zones import COPENHAGEN, ZONES
from wheel.errors import InvalidInputError

LONGEST_NAME = 200
LOCALES = ("da", "en")


def new_organisation(
    name: str, *, time_zone: str = COPENHAGEN, locale: str = "da", is_sample: bool = False
) -> Organisation:
    """An organisation with a domain of its own for calendar UIDs, which never changes."""
    return Organisation(name, time_zone, locale, f"{secrets.token_hex(8)}.aarshjul", is_sample)


def checked_name(name: str) -> str:
    """The name without needless spaces. Raises InvalidInputError unless it has 1 to 200 characters."""
    tidy = " ".join(name.split())
    if not tidy:
        raise InvalidInputError("Write the name of your organisation.", field="organisation")
    if len(tidy) > LONGEST_NAME:
        raise InvalidInputError("Write at most %(count)s characters.", field="organisation", count=LONGEST_NAME)
    if not tidy.isprintable():
        raise InvalidInputError("Write the name of your organisation.", field="organisation")
    return tidy


def checked_locale(locale: str) -> str:
    """Raises InvalidInputError unless it is a language there are texts in."""
    if locale not in LOCALES:
        raise InvalidInputError("Choose a language from the list.", field="locale")
    return locale


def checked_zone(time_zone: str) -> str:
    """Raises InvalidInputError unless it is one of `ZONES`."""
    if time_zone not in ZONES:
        raise InvalidInputError("Choose a time zone from the list.", field="time_zone")
    return time_zone
