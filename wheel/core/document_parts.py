"""The parts that documents of several kinds of rules share, as they are written; what is usual is left out."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.year_days import EVERY_YEAR, WithoutWeek53, Years

Document = dict[str, object]


def length_part(length_days: int) -> Document:
    return {} if length_days == 1 else {"length_days": length_days}


def years_part(years: Years) -> Document:
    if years == EVERY_YEAR:
        return {}
    known = {"first": years.first, "last": years.last, "every": years.every if years.every > 1 else None}
    return {"years": known_part(known)}


def week_53_part(choice: WithoutWeek53) -> Document:
    return {} if choice == "skip" else {"without_week_53": choice}


def month_day_text(month: int, day: int) -> str:
    return f"{month:02}-{day:02}"


def known_part(values: Mapping[str, object]) -> Document:
    """The values that are known, that is not None."""
    return {key: value for key, value in values.items() if value is not None}
