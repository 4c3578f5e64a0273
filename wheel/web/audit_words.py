"""A line of the audit in the reader's words: who, to which thing, and the facts beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as later

from wheel.core.access import OPERATOR
from wheel.core.audit import TOLD_THINGS, AuditEntry, AuditThing, ThingId, ThingName
from wheel.core.dates import ONE_DAY
from wheel.web.audit_acts import THINGS, act_words, undone_words
from wheel.web.people_words import ROLES, SEATS
from wheel.web.translation import gettext
from wheel.web.words import plain_day

Names = Mapping[ThingId, ThingName]


@dataclass(frozen=True)
class AuditLine:
    """`person` is the account, and `post` what it acted for, "" where that says nothing more; `name` is the thing's, if
    it may be told, and `kind` what it is. `facts` are short phrases.
    """

    entry: AuditEntry
    person: str
    post: str
    act: str
    kind: str
    name: str
    leads_to: ThingId | None
    facts: tuple[str, ...]


def audit_line(entry: AuditEntry, names: Names) -> AuditLine:
    """The entry in words, with `names` for the things that the reader may know of."""
    known = names.get((entry.thing, entry.thing_id))
    return AuditLine(
        entry=entry,
        person=_person(entry),
        post=post_acted_for(entry.actor) if entry.account_id is not None else "",
        act=act_words(entry.act),
        kind=str(THINGS[entry.thing]),
        name=entry.thing_id if entry.thing is AuditThing.YEAR else _name_words(known),
        leads_to=_leads_to(entry, known),
        facts=tuple(filter(None, (_fact(fact, value, names) for fact, value in entry.told.items()))),
    )


def person_words(name: str) -> str:
    """What an account is called; an anonymised one is called nothing any more."""
    return name or gettext("deleted account")


def post_acted_for(actor: str) -> str:
    """The post acted for. An account that holds none acts as what it may do, such as "@planner"."""
    return gettext("without a post") if actor.startswith("@") else actor


def _person(entry: AuditEntry) -> str:
    if entry.account_id is not None:
        return person_words(entry.person)
    if entry.actor == OPERATOR.name:
        return gettext("The server's operator")
    return post_acted_for(entry.actor) or gettext("Somebody not signed in")


def _leads_to(entry: AuditEntry, known: ThingName | None) -> ThingId | None:
    if entry.thing is AuditThing.YEAR:
        return entry.thing, entry.thing_id
    return known.leads_to if known else None


def _name_words(known: ThingName | None) -> str:
    if known is None:
        return ""
    title = known.title or person_words("")
    return title if known.day is None else gettext("%(title)s, %(day)s", title=title, day=plain_day(known.day))


def _fact(fact: str, value: Any, names: Names) -> str:
    """One fact as a phrase, or "" where it says nothing. One that nobody has put into words stands as it is."""
    if value is None:
        return ""
    if fact in TOLD_THINGS:
        return _name_words(names.get((TOLD_THINGS[fact], str(value))))
    if fact in FACTS:
        return FACTS[fact](value)
    return f"{fact}: {value}"


def _day_or_role(value: Any) -> str:
    try:
        return plain_day(date.fromisoformat(str(value)))
    except ValueError:
        return _role(value)


def _role(value: Any) -> str:
    return str(ROLES.get(value, value))


def _counted(words: Callable[[int], str]) -> Callable[[Any], str]:
    """A number in words, but for none at all."""
    return lambda value: words(int(value)) if value else ""


def _either(yes: Callable[[], str], no: Callable[[], str] = str) -> Callable[[Any], str]:
    return lambda value: yes() if value else no()


_PURPOSES = {"invitation": later("an invitation"), "reset": later("for a forgotten password")}
_FACTORS = {"password": later("the password did not fit"), "second": later("the second step did not fit")}
_STARTS = {
    "empty": later("with an empty plan"),
    "sample": later("with the sample"),
    "document": later("with a plan from a file"),
}

# By the word that is stored. A test finds every fact that the use cases write down, here.
FACTS: dict[str, Callable[[Any], str]] = {
    "from": lambda value: gettext("from %(what)s", what=_day_or_role(value)),
    "to": lambda value: gettext("to %(what)s", what=_day_or_role(value)),
    # The first day that is no longer part of it.
    "until": lambda value: gettext("to %(what)s", what=plain_day(date.fromisoformat(value) - ONE_DAY)),
    "role": lambda value: gettext("role: %(role)s", role=_role(value)),
    "seat": lambda value: gettext("seat: %(seat)s", seat=SEATS.get(value, value)),
    "purpose": lambda value: str(_PURPOSES.get(value, value)),
    "factor": lambda value: str(_FACTORS.get(value, value)),
    "start": lambda value: str(_STARTS.get(value, value)),
    "undone": lambda value: undone_words(str(value)),
    "in_draft": _either(lambda: gettext("in the draft")),
    "published": _either(lambda: gettext("and published")),
    "provider": _either(lambda: gettext("by the sign-in provider")),
    "closed": _either(lambda: gettext("now closed"), lambda: gettext("now open")),
    "public": _either(lambda: gettext("now with a public part"), lambda: gettext("now without a public part")),
    "passwords": _either(lambda: gettext("with passwords"), lambda: gettext("without passwords")),
    "shared": _either(lambda: gettext("for everybody")),
    "own": _either(lambda: gettext("somebody's own")),
    "newcomers": _either(lambda: gettext("newcomers let in"), lambda: gettext("newcomers not let in")),
    "count": _counted(lambda count: gettext("number: %(count)s", count=count)),
    "new": _counted(lambda count: gettext("%(count)s new", count=count)),
    "changed": _counted(lambda count: gettext("%(count)s changed", count=count)),
    "removed": _counted(lambda count: gettext("%(count)s removed", count=count)),
    "create": _counted(lambda count: gettext("meetings made: %(count)s", count=count)),
    "block": _counted(lambda count: gettext("days without a meeting: %(count)s", count=count)),
    "place": _counted(lambda count: gettext("items placed: %(count)s", count=count)),
    "await": _counted(lambda count: gettext("items awaiting a date: %(count)s", count=count)),
    # An attachment's id says nothing to a reader.
    "attachment": lambda _value: "",
}
