"""The table of permissions: in which capacities somebody may do what with which thing.

`core/access.py` asks it, the store filters by it, and docs/access.md is printed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Capacity(StrEnum):
    """In what capacity somebody acts. SECRETARY, MEMBER and GUEST hold for the one body a thing belongs to.

    A chair and a substitute are members. A standing guest knows of the meetings, not of what is closed on them. The
    OPERATOR has the server's shell.
    """

    ANONYMOUS = "anonymous"
    READER = "reader"
    GUEST = "guest"
    MEMBER = "member"
    SECRETARY = "secretary"
    PLANNER = "planner"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


class Right(StrEnum):
    SEE = "see"
    CHANGE = "change"


class Thing(StrEnum):
    """What can be seen or changed.

    An event of a body must be allowed itself, and its body and its year as well; what is on its agenda must be allowed
    besides. Of a CLOSED_ITEM, whoever may see the meeting sees "closed item" with its number and minutes; of a
    CLOSED_ATTACHMENT whoever may see the item sees its number. SETTINGS are bodies, rings, series and local days, and
    to change the saved views that are everybody's; the ORGANISATION is its name, its language, its public part and how
    people sign in. OWN is one's own account, with one's own saved views.
    """

    PUBLIC_EVENT = "public_event"
    INTERNAL_EVENT = "internal_event"
    CLOSED_EVENT = "closed_event"
    PUBLISHED_YEAR = "published_year"
    DRAFT_YEAR = "draft_year"
    OPEN_ITEM = "open_item"
    CLOSED_ITEM = "closed_item"
    OPEN_ATTACHMENT = "open_attachment"
    CLOSED_ATTACHMENT = "closed_attachment"
    FOLLOW_UP = "follow_up"
    ITEM_HISTORY = "item_history"
    PLAN_HISTORY = "plan_history"
    SETTINGS = "settings"
    POST = "post"
    ACCOUNT = "account"
    ORGANISATION = "organisation"
    AUDIT = "audit"
    WHOLE_PLAN = "whole_plan"
    OWN = "own"


_EVERYBODY: Final = frozenset(Capacity)
_SIGNED_IN: Final = _EVERYBODY - {Capacity.ANONYMOUS, Capacity.OPERATOR}
_OPERATOR: Final = frozenset({Capacity.OPERATOR})
_ADMINISTRATORS: Final = _OPERATOR | {Capacity.ADMINISTRATOR}
_PLANNERS: Final = _ADMINISTRATORS | {Capacity.PLANNER}
_SECRETARIES: Final = _OPERATOR | {Capacity.SECRETARY}
_INSIDERS: Final = _SECRETARIES | {Capacity.MEMBER}

ALLOWED: Final[Mapping[tuple[Right, Thing], frozenset[Capacity]]] = MappingProxyType(
    {
        (Right.SEE, Thing.PUBLIC_EVENT): _EVERYBODY,
        (Right.SEE, Thing.INTERNAL_EVENT): _SIGNED_IN | _OPERATOR,
        (Right.SEE, Thing.CLOSED_EVENT): _PLANNERS | _INSIDERS | {Capacity.GUEST},
        (Right.CHANGE, Thing.PUBLIC_EVENT): _PLANNERS,
        (Right.CHANGE, Thing.INTERNAL_EVENT): _PLANNERS,
        (Right.CHANGE, Thing.CLOSED_EVENT): _PLANNERS,
        (Right.SEE, Thing.PUBLISHED_YEAR): _EVERYBODY,
        (Right.SEE, Thing.DRAFT_YEAR): _PLANNERS | _SECRETARIES,
        (Right.CHANGE, Thing.PUBLISHED_YEAR): _PLANNERS,
        (Right.CHANGE, Thing.DRAFT_YEAR): _PLANNERS,
        (Right.SEE, Thing.OPEN_ITEM): _EVERYBODY,
        (Right.CHANGE, Thing.OPEN_ITEM): _PLANNERS | _SECRETARIES,
        # Who plans the meetings, or keeps the accounts, need not know what is closed on an agenda.
        (Right.SEE, Thing.CLOSED_ITEM): _INSIDERS,
        (Right.CHANGE, Thing.CLOSED_ITEM): _SECRETARIES,
        (Right.SEE, Thing.OPEN_ATTACHMENT): _EVERYBODY,
        (Right.CHANGE, Thing.OPEN_ATTACHMENT): _PLANNERS | _SECRETARIES,
        (Right.SEE, Thing.CLOSED_ATTACHMENT): _INSIDERS,
        (Right.CHANGE, Thing.CLOSED_ATTACHMENT): _SECRETARIES,
        (Right.SEE, Thing.FOLLOW_UP): _PLANNERS | _INSIDERS,
        (Right.CHANGE, Thing.FOLLOW_UP): _PLANNERS | _SECRETARIES,
        (Right.SEE, Thing.ITEM_HISTORY): _PLANNERS | _INSIDERS,
        (Right.CHANGE, Thing.ITEM_HISTORY): frozenset(),
        (Right.SEE, Thing.PLAN_HISTORY): _PLANNERS,
        (Right.CHANGE, Thing.PLAN_HISTORY): frozenset(),
        (Right.SEE, Thing.SETTINGS): _PLANNERS,
        (Right.CHANGE, Thing.SETTINGS): _PLANNERS,
        (Right.SEE, Thing.POST): _SIGNED_IN | _OPERATOR,
        # Who gives a post a seat in a body gives its holder sight of what is closed there.
        (Right.CHANGE, Thing.POST): _ADMINISTRATORS,
        (Right.SEE, Thing.ACCOUNT): _ADMINISTRATORS,
        (Right.CHANGE, Thing.ACCOUNT): _ADMINISTRATORS,
        (Right.SEE, Thing.ORGANISATION): _ADMINISTRATORS,
        (Right.CHANGE, Thing.ORGANISATION): _ADMINISTRATORS,
        (Right.SEE, Thing.AUDIT): _ADMINISTRATORS,
        (Right.CHANGE, Thing.AUDIT): frozenset(),
        (Right.SEE, Thing.WHOLE_PLAN): _OPERATOR,
        (Right.CHANGE, Thing.WHOLE_PLAN): _OPERATOR,
        (Right.SEE, Thing.OWN): _SIGNED_IN,
        (Right.CHANGE, Thing.OWN): _SIGNED_IN,
    }
)
