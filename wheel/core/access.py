"""Who is looking, and what they may see and do: the one place that decides it.

Everything stands in one table, `ALLOWED`, which is asked here in two ways: `may` answers for one thing, and `reach`
says where, which is what the store filters by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from wheel.core.occurrences import Visibility
from wheel.core.permissions import ALLOWED, Capacity, Right, Thing
from wheel.errors import ForbiddenError


class Role(StrEnum):
    """What an account may do everywhere. What it may do in one body follows from the posts it holds there."""

    READER = "reader"
    PLANNER = "planner"
    ADMINISTRATOR = "administrator"


_EVENTS: Final = {
    Visibility.PUBLIC: Thing.PUBLIC_EVENT,
    Visibility.INTERNAL: Thing.INTERNAL_EVENT,
    Visibility.CLOSED: Thing.CLOSED_EVENT,
}


@dataclass(frozen=True)
class Viewer:
    """Somebody looking; `role` is None for a visitor who has not signed in.

    `name` is what histories record: the title of the post held, never a person's name. `person` is what the account
    is called, shown to its owner and to administrators alone. `secretary_of`, `member_of` and `guest_of` are short
    names of the bodies in which the posts held today (`posts`, their ids) sit. `is_shut_out`: a visitor to an
    organisation that has no public part.
    """

    role: Role | None = None
    name: str = ""
    account_id: str | None = None
    person: str = ""
    session_id: str | None = None
    posts: frozenset[str] = frozenset()
    secretary_of: frozenset[str] = frozenset()
    member_of: frozenset[str] = frozenset()
    guest_of: frozenset[str] = frozenset()
    is_operator: bool = False
    is_shut_out: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.role is not None

    @property
    def may_plan(self) -> bool:
        """May plan years, and keep what they are planned from."""
        return may(self, Right.CHANGE, Thing.SETTINGS)

    @property
    def is_administrator(self) -> bool:
        return may(self, Right.CHANGE, Thing.ACCOUNT)

    def may_keep_agenda(self, body: str) -> bool:
        """May add and move the items of a body."""
        return self.may_change_item(body, is_closed=False)

    def may_change_item(self, body: str, is_closed: bool) -> bool:
        """May change an item on a body's agenda, or make one that is closed."""
        return may(self, Right.CHANGE, item_thing(is_closed), body)


@dataclass(frozen=True)
class Reach:
    """Where a viewer may do something: everywhere, or in the bodies of these short names."""

    everywhere: bool
    bodies: frozenset[str]

    @property
    def is_empty(self) -> bool:
        return not self.everywhere and not self.bodies


ANONYMOUS = Viewer()
SHUT_OUT = Viewer(is_shut_out=True)
# Commands run on the server by its operator, and what the product does by itself.
OPERATOR = Viewer(role=Role.ADMINISTRATOR, name="System", is_operator=True)


def capacities(viewer: Viewer, body: str | None = None) -> frozenset[Capacity]:
    """In which capacities the viewer acts, towards what belongs to `body` (its short name) or to no body."""
    if viewer.is_operator:
        return frozenset({Capacity.OPERATOR})
    if viewer.role is None:
        return frozenset() if viewer.is_shut_out else frozenset({Capacity.ANONYMOUS})
    found = {Capacity.READER, Capacity(viewer.role.value)}
    for capacity, bodies in _seats(viewer).items():
        if body in bodies:
            found.add(capacity)
    return frozenset(found)


def may(viewer: Viewer, right: Right, thing: Thing, body: str | None = None) -> bool:
    """Whether the viewer may do that with such a thing, of `body` or of no body."""
    return not ALLOWED[right, thing].isdisjoint(capacities(viewer, body))


def reach(viewer: Viewer, right: Right, thing: Thing) -> Reach:
    """Where `may` says yes: everywhere, or in some bodies."""
    allowed = ALLOWED[right, thing]
    if viewer.is_operator or not viewer.is_signed_in:
        return Reach(may(viewer, right, thing), frozenset())
    bodies = frozenset[str]().union(*(names for capacity, names in _seats(viewer).items() if capacity in allowed))
    return Reach(may(viewer, right, thing), bodies)


def require(viewer: Viewer, right: Right, thing: Thing, body: str | None = None) -> None:
    """Raise ForbiddenError, which names who may, unless the viewer may do that."""
    if not may(viewer, right, thing, body):
        raise refusal(thing)


def refusal(thing: Thing) -> ForbiddenError:
    """The error that says who may do what was refused."""
    if thing in _OF_AGENDAS:
        return ForbiddenError("Only the body's secretary and planners can change its agenda.")
    if thing in _OF_SECRETARIES:
        return ForbiddenError("Only the body's own secretary can change its closed items.")
    if thing in _OF_PLANNERS:
        return ForbiddenError("Sign in as a planner to change this.")
    if thing in _OF_ADMINISTRATORS:
        return ForbiddenError("Only an administrator can do this.")
    if thing is Thing.WHOLE_PLAN:
        return ForbiddenError("Only the operator of the server can do this.")
    if thing is Thing.OWN:
        return ForbiddenError("Sign in to see this.")
    return ForbiddenError("You may not do this.")


def require_planner(viewer: Viewer) -> None:
    """Raise ForbiddenError unless the viewer may plan years and keep what they are planned from."""
    require(viewer, Right.CHANGE, Thing.SETTINGS)


def event_thing(visibility: Visibility) -> Thing:
    """As what an event, or a body, of that visibility stands in the table."""
    return _EVENTS[visibility]


def sees_event(
    viewer: Viewer, visibility: Visibility, *, is_published: bool, body: str | None, body_visibility: Visibility | None
) -> bool:
    """Whether the viewer may know of an event: of it, of its body, and of its year."""
    things = [event_thing(visibility), Thing.PUBLISHED_YEAR if is_published else Thing.DRAFT_YEAR]
    if body_visibility is not None:
        things.append(event_thing(body_visibility))
    return all(may(viewer, Right.SEE, thing, body) for thing in things)


def item_thing(is_closed: bool) -> Thing:
    return Thing.CLOSED_ITEM if is_closed else Thing.OPEN_ITEM


def attachment_thing(is_closed: bool) -> Thing:
    return Thing.CLOSED_ATTACHMENT if is_closed else Thing.OPEN_ATTACHMENT


def seated(viewer: Viewer, seats: Iterable[tuple[Capacity, str]]) -> Viewer:
    """The viewer with these seats (a capacity in the body of that short name) besides their own."""
    found = _seats(viewer)
    for capacity, body in seats:
        found[capacity] |= {body}
    return replace(
        viewer,
        secretary_of=found[Capacity.SECRETARY],
        member_of=found[Capacity.MEMBER],
        guest_of=found[Capacity.GUEST],
    )


def _seats(viewer: Viewer) -> dict[Capacity, frozenset[str]]:
    return {
        Capacity.SECRETARY: viewer.secretary_of,
        Capacity.MEMBER: viewer.member_of,
        Capacity.GUEST: viewer.guest_of,
    }


_OF_AGENDAS: Final = {Thing.OPEN_ITEM, Thing.OPEN_ATTACHMENT, Thing.FOLLOW_UP}
_OF_SECRETARIES: Final = {Thing.CLOSED_ITEM, Thing.CLOSED_ATTACHMENT}
_OF_PLANNERS: Final = {Thing.SETTINGS, Thing.PUBLIC_EVENT, Thing.INTERNAL_EVENT, Thing.CLOSED_EVENT}
_OF_ADMINISTRATORS: Final = {Thing.POST, Thing.ACCOUNT, Thing.ORGANISATION, Thing.AUDIT}


@dataclass(frozen=True)
class Moment:
    """When something is done: an aware instant, and the organisation's own day."""

    at: datetime
    today: date


@dataclass(frozen=True)
class Signature:
    """Who did something, and when, as history keeps it."""

    actor: str
    at: datetime
    today: date


def sign(viewer: Viewer, moment: Moment) -> Signature:
    return Signature(viewer.name, moment.at, moment.today)
