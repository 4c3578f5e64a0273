"""The lasting frame of the plan: bodies, year plans and the organisation, as the rest of the product sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from wheel.core.dates import DateSpan
from wheel.core.deadlines import Notice
from wheel.core.occurrences import Visibility


class BodyKind(StrEnum):
    COUNCIL = "council"
    COMMITTEE = "committee"
    EXECUTIVE_BOARD = "executive_board"
    FORUM = "forum"
    MED_COMMITTEE = "med_committee"
    OTHER = "other"


class PlanStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Body:
    """Who meets. `short_name` stands in URLs and never changes; `aliases` are other names that find it.

    `valid_from` is the first day on which the body exists, `valid_until` the first on which it no longer does; an open
    end is None. `notice` says when a meeting's agenda goes out, or None where nothing is decided. `shares_members_with`
    and `merged_into` are short names of other bodies. `field_names` are what the body calls text fields of its items
    (`core/item_content.py`) that do not go by their usual names: pairs of a field and its name, in the fields' order.
    """

    id: str
    short_name: str
    name: str
    kind: BodyKind
    parent: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    aliases: tuple[str, ...] = ()
    default_start: time | None = None
    default_end: time | None = None
    default_place: str = ""
    notice: Notice | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    merged_into: str | None = None
    shares_members_with: frozenset[str] = frozenset()
    field_names: tuple[tuple[str, str], ...] = ()
    version: int = 1

    def exists_on(self, span: DateSpan) -> bool:
        """Whether the body exists on every day of the span."""
        begins = self.valid_from is None or self.valid_from <= span.start
        return begins and (self.valid_until is None or span.end <= self.valid_until)

    def goes_by(self, name: str) -> bool:
        """Whether `name` is the short name, the name or an alias, without regard to case and outer spaces."""
        wanted = name.strip().casefold()
        return wanted in {known.casefold() for known in (self.short_name, self.name, *self.aliases)}


@dataclass(frozen=True)
class YearPlan:
    """How far a year's plan has come; `status` is None before it is planned. `has_draft`: beside the published one."""

    year: int
    status: PlanStatus | None
    has_draft: bool = False


@dataclass(frozen=True)
class Organisation:
    """The administration this installation serves. `locale` is the language of its feeds ("da" or "en").

    `has_public_part`: visitors who have not signed in see what is public. `allows_passwords`: people may sign in with a
    password. `admits_newcomers`: whoever the sign-in provider vouches for may come in, also where no rule names them.
    """

    name: str
    time_zone: str
    locale: str
    uid_domain: str
    is_sample: bool
    has_public_part: bool = True
    allows_passwords: bool = True
    admits_newcomers: bool = True
    version: int = 1
