"""What has changed on an agenda, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence

from wheel.core.sent_agendas import AgendaChange, AgendaLine, AgendaState, ChangeKind
from wheel.web.translation import gettext
from wheel.web.words import clock


def state_words(state: AgendaState) -> str:
    """How far the agenda is."""
    words = {
        AgendaState.DRAFT: gettext("draft, not sent out"),
        AgendaState.SENT: gettext("sent out"),
        AgendaState.REVISED: gettext("changed since it was sent out"),
    }
    return words[state]


def changes_in_words(changes: Sequence[AgendaChange]) -> list[str]:
    """A sentence for each item, and one for all those that only begin at another time."""
    told = [change for change in changes if change.kind is not ChangeKind.CLOCK]
    sentences = [_sentence(change) for change in told]
    retimed = [change.line for change in changes if change.kind is ChangeKind.CLOCK]
    if retimed:
        numbers = ", ".join(_number_and_time(line) for line in retimed)
        sentences.append(gettext("Other times: %(items)s.", items=numbers))
    return sentences


def _sentence(change: AgendaChange) -> str:
    line, before = change.line, change.before or change.line
    facts = {"number": line.number, "title": _title(line), "was": before.number}
    match change.kind:
        case ChangeKind.ADDED:
            return gettext("Added as item %(number)s: %(title)s.", **facts)
        case ChangeKind.GONE:
            return gettext("No longer on the agenda: %(title)s (it was item %(was)s).", **facts)
        case ChangeKind.WITHDRAWN:
            return gettext("Item %(number)s is withdrawn: %(title)s.", **facts)
        case ChangeKind.BACK:
            return gettext("Item %(number)s is on the agenda after all: %(title)s.", **facts)
        case ChangeKind.MOVED:
            return gettext("Item %(was)s is now item %(number)s: %(title)s.", **facts)
        case ChangeKind.RETITLED:
            facts["before"] = _title(before)
            return gettext("Item %(number)s is now called “%(title)s” (it was “%(before)s”).", **facts)
    facts |= {"before": _minutes(before), "now": _minutes(line)}
    return gettext("Item %(number)s, %(title)s: %(now)s (it was %(before)s).", **facts)


def _number_and_time(line: AgendaLine) -> str:
    if line.starts is None:
        return gettext("item %(number)s", number=line.number)
    return gettext("item %(number)s at %(time)s", number=line.number, time=clock(line.starts))


def _title(line: AgendaLine) -> str:
    return gettext("Closed item") if line.title is None else line.title


def _minutes(line: AgendaLine) -> str:
    if line.minutes is None:
        return gettext("no minutes given")
    return gettext("%(minutes)s minutes", minutes=line.minutes)
