"""Who is looking, and what they may see and do: the one place that decides it.

First version: everybody may see what is public in a published year; signed-in people see the internal too;
secretaries and administrators see closed items and may change the agenda; administrators may also administer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wheel.core.occurrences import Visibility
from wheel.errors import ForbiddenError


class Role(StrEnum):
    READER = "reader"
    SECRETARY = "secretary"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Viewer:
    """Somebody looking; `role` is None for a visitor who has not signed in. `name` is what history records."""

    role: Role | None = None
    name: str = ""
    account_id: str | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.role is not None

    @property
    def may_edit(self) -> bool:
        """May plan, and change items and stops."""
        return self.role in (Role.SECRETARY, Role.ADMINISTRATOR)

    @property
    def sees_closed_items(self) -> bool:
        return self.may_edit

    @property
    def sees_drafts(self) -> bool:
        return self.is_signed_in

    @property
    def visibilities(self) -> frozenset[Visibility]:
        if self.is_signed_in:
            return frozenset(Visibility)
        return frozenset({Visibility.PUBLIC})


ANONYMOUS = Viewer()
# Commands run on the server by its operator, and what the product does by itself.
OPERATOR = Viewer(role=Role.ADMINISTRATOR, name="System")


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


def require_edit(viewer: Viewer) -> None:
    """Raise ForbiddenError unless the viewer may change the plan and its agendas."""
    if not viewer.may_edit:
        raise ForbiddenError("Sign in as a secretary to change this.")
