"""What the forms of the calendar hold: read into commands, filled from days, and told in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as later

from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.next_year_days import Basis, Suggestion
from wheel.errors import InvalidInputError
from wheel.usecases.copy_local_days import CopyLocalDays
from wheel.usecases.save_local_days import SaveLocalDays, TypedDays
from wheel.web.plan_forms import day_field, seen
from wheel.web.translation import gettext
from wheel.web.versions import typed_day

LOCAL_KINDS = {
    LocalDaysKind.SCHOOL_HOLIDAY: later("School holiday"),
    LocalDaysKind.CLOSING_DAY: later("Closing days"),
}
BASES = {
    Basis.EASTER: later("follows Easter"),
    Basis.SUMMER: later("from the last Saturday of June to the same week"),
    Basis.DATES: later("the same dates"),
    Basis.WEEKS: later("the same weeks"),
}
NEW = {"kind": LocalDaysKind.SCHOOL_HOLIDAY.value}
MOST_LINES = 100


def local_days_form(days_id: str | None, form: Mapping[str, str]) -> SaveLocalDays:
    """`days_id` None is for new days, which nobody has seen before."""
    return SaveLocalDays(days_id, _typed_days(form), seen(form) if days_id else 0)


def copies_form(form: Mapping[str, str]) -> CopyLocalDays:
    """The lines that are ticked."""
    lines = [line for line in range(MOST_LINES) if form.get(f"add-{line}") == "1"]
    return CopyLocalDays([(line, _typed_days(form, f"-{line}")) for line in lines])


def _typed_days(form: Mapping[str, str], ending: str = "") -> TypedDays:
    try:
        kind = LocalDaysKind(form.get("kind" + ending, ""))
    except ValueError as error:
        raise InvalidInputError("Choose from the list.", field="kind" + ending) from error
    first = day_field(form, "first" + ending, "Choose the first day.")
    last = day_field(form, "last" + ending, "Choose the last day.")
    return TypedDays(kind, form.get("name" + ending, ""), first, last)


def local_days_values(days: LocalDays) -> dict[str, str]:
    """The days as their form is filled in."""
    return {
        "kind": days.kind.value,
        "name": days.name,
        "first": days.span.start.isoformat(),
        "last": days.span.last.isoformat(),
    }


def copies_values(suggestions: tuple[Suggestion, ...]) -> dict[str, str]:
    """The form of copies as it is first shown: everything ticked.

    It says itself what each line was made from, for somebody else may add some of it before it is sent.
    """
    values: dict[str, str] = {}
    for line, suggestion in enumerate(suggestions):
        told = {"add": "1", "basis": suggestion.basis.value, "was": suggestion.days.name}
        filled = local_days_values(suggestion.days) | told
        values |= {f"{name}-{line}": value for name, value in filled.items()}
    return values


def copy_lines(values: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """The lines of the form of copies: number, name of the days, and what they keep of last year's."""
    bases = {basis.value: str(words) for basis, words in BASES.items()}
    return [
        (line, values[f"was-{line}"], bases.get(values.get(f"basis-{line}", ""), ""))
        for line in range(MOST_LINES)
        if f"was-{line}" in values
    ]


def local_days_words(values: Mapping[str, str]) -> dict[str, str]:
    """What the form of days holds in words, by the labels of its fields."""
    kinds = {kind.value: str(words) for kind, words in LOCAL_KINDS.items()}
    return {
        gettext("Kind"): kinds.get(values.get("kind", ""), ""),
        gettext("Name"): values.get("name", ""),
        gettext("First day"): typed_day(values.get("first", "")),
        gettext("Last day"): typed_day(values.get("last", "")),
    }
