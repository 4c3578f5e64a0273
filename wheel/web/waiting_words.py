"""What an item waits for, since when, and where it was before, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint

from wheel.core.look_again import LookAgain, LookKind
from wheel.core.stops import Action, BackReference, Stop
from wheel.services import today
from wheel.usecases.show_awaiting import AwaitingLine
from wheel.web.translation import gettext, ngettext
from wheel.web.words import day_words, plain_day

_DAYS_IN_MONTH, _DAYS_IN_YEAR = 30.44, 365.25
_STILL_DAYS, _STILL_WEEKS, _STILL_MONTHS = 14, 60, 730

Names = Mapping[str, str]
"""The names of bodies, by their short names."""


def install_waiting_words(blueprint: Blueprint) -> None:
    for words in (look_words, waited_words, before_words):
        blueprint.add_app_template_filter(words, words.__name__)


def look_words(stop: Stop, names: Names | None = None) -> str:
    """When to look again: "efter sommerferien (senest 29. august 2027)"; empty where no time is agreed.

    A body that is not among `names` goes by its short name.
    """
    look = stop.look_again
    if look is None:
        return ""
    match look.kind:
        case LookKind.DAY:
            return day_words(look.day) if look.day else ""
        case LookKind.WINDOW:
            return _with_last_day(look)
        case LookKind.MEETING:
            return _meeting(look, stop.look_by, names or {})
        case LookKind.CONDITION:
            return (
                gettext("%(words)s (ask on %(day)s)", words=look.words, day=plain_day(look.day))
                if look.day
                else look.words
            )


def _with_last_day(look: LookAgain) -> str:
    if look.latest is None:
        return look.words
    return gettext("%(words)s (by %(day)s)", words=look.words, day=plain_day(look.latest))


def _meeting(look: LookAgain, day: date | None, names: Names) -> str:
    if look.body is None:
        # The viewer may not know of that body.
        return gettext("at another body's next meeting")
    body = names.get(look.body, look.body)
    if day is None:
        return gettext("the next meeting of %(body)s, which is not planned yet", body=body)
    return gettext("the next meeting of %(body)s, %(day)s", body=body, day=day_words(day))


def waited_words(since: date) -> str:
    """How long ago that was: "3 dage", "5 uger", "4 måneder", "2 år"; the bigger unit once the smaller says little."""
    days = (today() - since).days
    if days < _STILL_DAYS:
        return ngettext("%(num)s day", "%(num)s days", days)
    if days < _STILL_WEEKS:
        return ngettext("%(num)s week", "%(num)s weeks", days // 7)
    if days < _STILL_MONTHS:
        return ngettext("%(num)s month", "%(num)s months", int(days / _DAYS_IN_MONTH))
    return ngettext("%(num)s year", "%(num)s years", int(days / _DAYS_IN_YEAR))


def before_words(line: AwaitingLine, names: Names) -> str:
    """Where it was before: "Postponed by Direktionen on 6 September 2026, number 3"; empty where it was nowhere."""
    if line.stop.resumes is not None and line.stop.resumes.day is not None:
        return _followed(line.stop.resumes, names)
    left = line.left
    if left is None:
        return ""
    place = {"body": line.body_name, "day": plain_day(left.day), "number": left.position}
    if left.action is Action.CANCELLED:
        return gettext("From the meeting of %(body)s on %(day)s, number %(number)s, which was not held then", **place)
    return gettext("Taken off the agenda of %(body)s on %(day)s, number %(number)s", **place)


def _followed(earlier: BackReference, names: Names) -> str:
    body = names.get(earlier.body, earlier.body)
    return gettext(
        "Goes on from %(body)s on %(day)s, number %(number)s",
        body=body,
        day=plain_day(earlier.day),
        number=earlier.position,
    )
