"""The titles of standing items: places in braces, filled in for each meeting in the organisation's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from wheel.errors import InvalidInputError

PLACES: Final = ("nr", "dato", "forrige", "måned", "kvartal", "år", "post")
"""{nr}: its number. {dato}: the status date, or the meeting's day. {forrige}: the day of the body's meeting before."""

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_MONTHS: Final = {
    "da": [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_QUARTERS: Final = ("1st quarter", "2nd quarter", "3rd quarter", "4th quarter")
# Where there is nothing to say.
_NOTHING: Final = "–"


@dataclass(frozen=True)
class TitleFacts:
    """`day` is the status date or the meeting's day, `previous` that of the body's meeting before, `post` a title."""

    number: int
    day: date
    previous: date | None = None
    post: str = ""


def require_known_places(title: str) -> None:
    """Raise InvalidInputError where the title has a place that nothing fills."""
    unknown = next((name for name in _PLACE.findall(title) if name not in PLACES), None)
    if unknown is not None:
        raise InvalidInputError(
            "{%(name)s} is not known. These are: %(places)s.",
            field="title",
            name=unknown,
            places=" ".join(f"{{{name}}}" for name in PLACES),
        )


def filled_title(title: str, facts: TitleFacts, language: str) -> str:
    """The title with its places filled, in Danish ("da") or English ("en")."""
    months = _MONTHS.get(language, _MONTHS["da"])
    is_danish = months is _MONTHS["da"]
    quarter = (facts.day.month - 1) // 3
    words = {
        "nr": str(facts.number),
        "dato": _day(facts.day, months, is_danish),
        "forrige": f"{_day(facts.previous, months, is_danish)} {facts.previous.year}" if facts.previous else _NOTHING,
        "måned": months[facts.day.month - 1],
        "kvartal": f"{quarter + 1}. kvartal" if is_danish else _QUARTERS[quarter],
        "år": str(facts.day.year),
        "post": facts.post or _NOTHING,
    }
    return _PLACE.sub(lambda found: words.get(found[1], found[0]), title)


def _day(day: date, months: list[str], is_danish: bool) -> str:
    return f"{day.day}{'.' if is_danish else ''} {months[day.month - 1]}"
