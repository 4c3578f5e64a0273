"""Roles, seats and terms in the reader's words."""

from __future__ import annotations

from flask_babel import format_date
from flask_babel import lazy_gettext as later

from wheel.core.access import Role
from wheel.core.accounts import LastSeen
from wheel.core.dates import ONE_DAY
from wheel.core.posts import Seat, Term
from wheel.web.translation import gettext

ROLES = {
    Role.READER: later("Reader"),
    Role.PLANNER: later("Planner"),
    Role.ADMINISTRATOR: later("Administrator"),
}
SEATS = {
    Seat.CHAIR: later("Chair"),
    Seat.MEMBER: later("Member"),
    Seat.SUBSTITUTE: later("Substitute"),
    Seat.SECRETARY: later("Secretary"),
    Seat.GUEST: later("Standing guest"),
}
SEEN = {
    LastSeen.TODAY: later("within a day"),
    LastSeen.THIS_WEEK: later("within a week"),
    LastSeen.THIS_MONTH: later("within a month"),
    LastSeen.EARLIER: later("more than a month ago"),
    LastSeen.NEVER: later("never"),
}


def actor_words(actor: str) -> str:
    """Whom a history names: a post's title, or the role of an account that held none ("@planner")."""
    role = actor.removeprefix("@")
    return str(ROLES[Role(role)]) if actor != role and role in set(Role) else actor


def seat_words(seat: Seat) -> str:
    return str(SEATS[seat])


def term_words(term: Term) -> str:
    """From when to when, both days included; empty where it has always been so and goes on."""
    pattern = gettext("d MMMM y")
    first = format_date(term.begins, pattern) if term.begins else ""
    last = format_date(term.ends - ONE_DAY, pattern) if term.ends else ""
    if first and last:
        return gettext("%(first)s to %(last)s", first=first, last=last)
    if first:
        return gettext("from %(first)s", first=first)
    return gettext("until %(last)s", last=last) if last else ""
