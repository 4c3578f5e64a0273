"""Prints docs/access.md: the whole table of permissions, from the code that decides by it.

`python -m tools.print_access > docs/access.md`
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from wheel.core.permissions import ALLOWED, Capacity, Right, Thing

HEAD = """# Who may see and do what

<!-- Printed from wheel/core/permissions.py by `python -m tools.print_access > docs/access.md`: change it there. -->

Everything is decided in `wheel/core/access.py` by one table, in `wheel/core/permissions.py`, and applied to queries in
`wheel/store/visibility.py`. This is that table; what is not a "yes" is a no.

## In what capacity somebody acts

| | |
|---|---|
"""

CAPACITIES = {
    Capacity.ANONYMOUS: "has not signed in. Where the organisation has no public part, may nothing at all",
    Capacity.READER: "has an account, and has signed in",
    Capacity.GUEST: "holds a post that is a standing guest of the body, and knows of its meetings, "
    "not of what is closed on them",
    Capacity.MEMBER: "holds a post that is a member, the chair or a substitute of the body",
    Capacity.SECRETARY: "holds a post that is the body's secretary, and keeps its agenda",
    Capacity.PLANNER: "has an account that plans years, and keeps what they are planned from",
    Capacity.ADMINISTRATOR: "has an account that keeps the accounts and posts, and may plan as well",
    Capacity.OPERATOR: "has the server's shell, and types commands there",
}

HOW = """
A planner and an administrator are readers too. Guest, member and secretary hold for the body that a thing belongs to,
and on the days for which the post is held and has its seat; for every other body they are readers. They come on top of
what the account may anyway.

Somebody may see an event only if they may see such an event, such a body (if it has one), and such a year: a public
meeting of an internal body is internal, and a public meeting in a draft is seen by those who see drafts. What is on a
meeting's agenda needs all of that besides its own row.
"""

THINGS = {
    Thing.PUBLIC_EVENT: ("public events", "and bodies, whose agendas are public with them"),
    Thing.INTERNAL_EVENT: ("internal events", "and bodies, with their agendas: for everybody who has an account"),
    Thing.CLOSED_EVENT: (
        "closed events",
        "and bodies, with their agendas: for those who come to them, and those who plan round them",
    ),
    Thing.PUBLISHED_YEAR: ("published years", "what is planned in them"),
    Thing.DRAFT_YEAR: ("years not published", "what is planned in them"),
    Thing.OPEN_ITEM: ("open items", "of an agenda, and of the list of what awaits a date"),
    Thing.CLOSED_ITEM: (
        "closed items",
        "whoever may see the meeting sees “Closed item” with its number and minutes, and nothing else of it",
    ),
    Thing.OPEN_ATTACHMENT: ("open attachments", "of an item that may be seen"),
    Thing.CLOSED_ATTACHMENT: (
        "closed attachments",
        "whoever may see the item sees the attachment's number, and nothing else of it",
    ),
    Thing.FOLLOW_UP: (
        "follow-ups",
        "what is to be done after an item was treated; of a closed one, for those who may see that",
    ),
    Thing.ITEM_HISTORY: (
        "an item's history",
        "of an item that may be seen, without the days of meetings that may not be",
    ),
    Thing.PLAN_HISTORY: ("the plan's history", "what was planned, moved and undone"),
    Thing.SETTINGS: (
        "what years are planned from",
        "bodies, rings, series, school holidays and closing days; to change, also everybody's saved views",
    ),
    Thing.POST: ("posts", "who holds them, and where they sit"),
    Thing.ACCOUNT: ("accounts", "of everybody"),
    Thing.ORGANISATION: ("the organisation", "its name, its public part, and how people sign in"),
    Thing.AUDIT: ("the audit", "who did what, when"),
    Thing.WHOLE_PLAN: ("the whole plan as a document", "with what is closed in every body"),
    Thing.OWN: (
        "one's own account",
        "its posts, its sessions, its second factor, its own saved views and calendars; commands have none",
    ),
}

GROUPS = (
    (
        "The plan",
        (
            Thing.PUBLIC_EVENT,
            Thing.INTERNAL_EVENT,
            Thing.CLOSED_EVENT,
            Thing.PUBLISHED_YEAR,
            Thing.DRAFT_YEAR,
            Thing.SETTINGS,
            Thing.PLAN_HISTORY,
        ),
    ),
    (
        "Agendas",
        (
            Thing.OPEN_ITEM,
            Thing.CLOSED_ITEM,
            Thing.OPEN_ATTACHMENT,
            Thing.CLOSED_ATTACHMENT,
            Thing.FOLLOW_UP,
            Thing.ITEM_HISTORY,
        ),
    ),
    (
        "People and the service",
        (Thing.OWN, Thing.POST, Thing.ACCOUNT, Thing.ORGANISATION, Thing.AUDIT, Thing.WHOLE_PLAN),
    ),
)
RIGHTS = {Right.SEE: "see", Right.CHANGE: "change"}


def document() -> str:
    """The whole page."""
    capacities = "".join(f"| **{one.value}** | {words} |\n" for one, words in CAPACITIES.items())
    return HEAD + capacities + HOW + "".join(_group(title, things) for title, things in GROUPS)


def _group(title: str, things: Iterable[Thing]) -> str:
    heads = " | ".join(one.value for one in Capacity)
    rule = "|".join(":-:" for _ in Capacity)
    rows = [_row(right, thing) for thing in things for right in Right if ALLOWED[right, thing]]
    return f"\n## {title}\n\n| | {heads} |\n|---|{rule}|\n" + "".join(rows) + _notes(things)


def _row(right: Right, thing: Thing) -> str:
    cells = " | ".join("yes" if one in ALLOWED[right, thing] else "" for one in Capacity)
    return f"| {RIGHTS[right]} {THINGS[thing][0]} | {cells} |\n"


def _notes(things: Iterable[Thing]) -> str:
    lines = [f"- **{THINGS[thing][0]}**: {THINGS[thing][1]}{_unchanged(thing)}.\n" for thing in things]
    return "\n" + "".join(lines)


def _unchanged(thing: Thing) -> str:
    return "" if ALLOWED[Right.CHANGE, thing] else "; nobody may change it, it is only ever added to"


if __name__ == "__main__":
    sys.stdout.write(document())
