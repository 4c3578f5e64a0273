"""The plan's history as sentences: what a planner did to the year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from wheel.core.plan_history import PlanAction, PlanEntry
from wheel.web.translation import gettext, ngettext
from wheel.web.words import short_day

Told = Mapping[str, Any]


def entry_sentence(entry: PlanEntry) -> str:
    """What was done, without who and when. Of a taking back it says what was taken back."""
    if entry.action is not PlanAction.UNDONE:
        return _SENTENCES[entry.action](entry.told)
    try:
        undone = _SENTENCES[PlanAction(entry.told.get("undone", ""))]
    except (KeyError, ValueError):
        return gettext("undid something")
    return gettext("undid: %(what)s", what=undone(entry.told))


def _planned(told: Told) -> str:
    parts = [
        ngettext("%(num)s new", "%(num)s new", told.get("new", 0)),
        ngettext("%(num)s followed the rule", "%(num)s followed the rule", told.get("followed", 0)),
        ngettext("%(num)s marked", "%(num)s marked", told.get("noted", 0)),
        ngettext("%(num)s taken away", "%(num)s taken away", told.get("removed", 0)),
    ]
    counts = [told.get(name, 0) for name in ("new", "followed", "noted", "removed")]
    said = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    return gettext("planned the year: %(what)s", what=said) if said else gettext("planned the year")


def _published(told: Told) -> str:
    count = sum(told.get(name, 0) for name in ("new", "removed", "changed"))
    if not count:
        return gettext("published the year")
    return ngettext("published the year, with %(num)s change", "published the year, with %(num)s changes", count)


def _drafted(_told: Told) -> str:
    return gettext("began a draft")


def _discarded(told: Told) -> str:
    count = told.get("changes", 0)
    return ngettext("discarded the draft with %(num)s change", "discarded the draft with %(num)s changes", count)


def _moved(told: Told) -> str:
    days = {"title": told.get("title", ""), "before": _day(told, "from"), "after": _day(told, "to")}
    return _with_reason(gettext("moved %(title)s from %(before)s to %(after)s", **days), told)


def _changed(told: Told) -> str:
    words = gettext("changed the time of %(title)s on %(day)s", title=told.get("title", ""), day=_day(told, "to"))
    return _with_reason(words, told)


def _cancelled(told: Told) -> str:
    words = gettext("cancelled %(title)s on %(day)s", title=told.get("title", ""), day=_day(told, "from"))
    return _with_reason(words, told)


def _reinstated(told: Told) -> str:
    return gettext("reinstated %(title)s on %(day)s", title=told.get("title", ""), day=_day(told, "from"))


def _added(told: Told) -> str:
    if "imported" in told:
        return _imported(told)
    return gettext("added %(title)s on %(day)s", title=told.get("title", ""), day=_day(told, "to"))


def _imported(told: Told) -> str:
    count = sum(told.get(name, 0) for name in ("new", "changed", "removed"))
    name = told["imported"]
    if not name:
        return ngettext("took %(num)s date from a calendar file", "took %(num)s dates from a calendar file", count)
    return ngettext(
        "took %(num)s date from the calendar %(name)s",
        "took %(num)s dates from the calendar %(name)s",
        count,
        name=name,
    )


def _carried(told: Told) -> str:
    count = told.get("count", 0)
    return ngettext("carried %(num)s event over", "carried %(num)s events over", count)


_SENTENCES: dict[PlanAction, Callable[[Told], str]] = {
    PlanAction.PLANNED: _planned,
    PlanAction.PUBLISHED: _published,
    PlanAction.DRAFTED: _drafted,
    PlanAction.DISCARDED: _discarded,
    PlanAction.MOVED: _moved,
    PlanAction.CHANGED: _changed,
    PlanAction.CANCELLED: _cancelled,
    PlanAction.REINSTATED: _reinstated,
    PlanAction.ADDED: _added,
    PlanAction.CARRIED: _carried,
}


def _with_reason(words: str, told: Told) -> str:
    reason = str(told.get("reason") or "").strip()
    return f"{words} – {reason}" if reason else words


def _day(told: Told, name: str) -> str:
    try:
        return short_day(date.fromisoformat(str(told.get(name, ""))))
    except ValueError:
        return "?"
