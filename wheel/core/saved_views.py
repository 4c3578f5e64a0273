"""Saved views: what somebody looks at on the wheel, kept under a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from wheel.core.periods import Period, Zoom
from wheel.core.wheel_filters import WheelFilter, filter_of, query_string
from wheel.errors import InvalidInputError, RefusedError

LONGEST_NAME = 80
LONGEST_QUERY = 2000
MOST_VIEWS = 50
"""So many for each account, and as many for everybody."""

NO_BODY = "-"
"""No body's short name: a filter by it alone keeps no event."""


@dataclass(frozen=True)
class SavedView:
    """A zoom and a filter, as a list or as a wheel; not the days, so that it never grows old.

    `is_shared`: it is everybody's, and not of one account. `version` rises with each change.
    """

    id: str
    name: str
    zoom: Zoom
    wanted: WheelFilter = field(default_factory=WheelFilter)
    is_list: bool = False
    is_shared: bool = False
    version: int = 1

    @property
    def query(self) -> str:
        return query_string(self.wanted)

    def period(self, today: date) -> Period:
        """The one of its zoom that holds today."""
        return Period.containing(self.zoom, today)


def usual_query(query: str) -> str:
    """The query in its usual form. Raises InvalidInputError for the field `query` where that is too long to keep."""
    found = query_string(filter_of(query))
    if len(found) > LONGEST_QUERY:
        raise InvalidInputError("So many choices at once cannot be saved. Choose fewer.", field="query")
    return found


def among(view: SavedView, known: Collection[str]) -> SavedView:
    """The view as somebody may know it who knows of those bodies (their short names) alone.

    Other bodies, and those that are gone, are no longer named. Where none is left, it shows nothing rather than all.
    """
    asked = view.wanted.bodies
    if asked <= set(known):
        return view
    left = asked.intersection(known) or frozenset({NO_BODY})
    return replace(view, wanted=replace(view.wanted, bodies=left))


def checked_name(name: str, others: Iterable[SavedView]) -> str:
    """The name in its usual form. `others` are the views of the same owner, which are called otherwise.

    Raises InvalidInputError for the field `name`.
    """
    found = " ".join(name.split())
    if not found:
        raise InvalidInputError("Write what the view is called.", field="name")
    if len(found) > LONGEST_NAME:
        raise InvalidInputError("Write at most %(count)s characters.", field="name", count=LONGEST_NAME)
    if found.casefold() in {other.name.casefold() for other in others}:
        raise InvalidInputError("There is already a view of this name.", field="name")
    return found


def require_room(views: Collection[SavedView]) -> None:
    """Raise RefusedError where the owner of these views has as many as there may be."""
    if len(views) >= MOST_VIEWS:
        raise RefusedError(
            "There are %(count)s saved views already, and there is no room for more. Delete one first.",
            count=len(views),
        )
