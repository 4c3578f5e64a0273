"""Place the items that a body's standing items want at the meetings of a year: seen beforehand, then all in one act."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, require, sign
from wheel.core.audit import AuditThing
from wheel.core.calendar import require_known_year
from wheel.core.item_content import checked_item
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.standing import Wanted
from wheel.core.standing_items import StandingItem
from wheel.core.stops import NewItem, Waiting
from wheel.store.bodies import find_body, lock_body
from wheel.store.database import Session
from wheel.store.stop_writing import add_item
from wheel.usecases.audited import audit
from wheel.usecases.show_standing import vacant_posts
from wheel.usecases.standing_frame import read_standing

Choice = tuple[str, str]
"""A standing item's id, and the key of one of its items."""


@dataclass(frozen=True)
class Placing:
    """An item that a meeting lacks. `is_vacant`: nobody holds its post today, so it may as well wait."""

    standing: StandingItem
    wanted: Wanted
    is_vacant: bool

    @property
    def choice(self) -> Choice:
        return self.standing.id, self.wanted.key


@dataclass(frozen=True)
class PlacingPage:
    body: Body
    year: int
    lines: tuple[Placing, ...]

    @property
    def meetings(self) -> tuple[Occurrence, ...]:
        """Those that lack something, in order."""
        return tuple({line.wanted.meeting.id: line.wanted.meeting for line in self.lines}.values())


def show_placing(session: Session, viewer: Viewer, name: str, year: int, today: date) -> PlacingPage:
    """What the body's coming meetings of that year lack, meeting by meeting; of what the viewer may place there."""
    body = find_body(session, viewer, name)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    return PlacingPage(body, year, _lacking(session, viewer, body.short_name, year, today))


def place_standing_items(
    session: Session,
    viewer: Viewer,
    body: str,
    year: int,
    moment: Moment,
    chosen: Collection[Choice] | None = None,
) -> int:
    """Place what the year lacks, or of that what is `chosen`, last on each agenda; how many.

    Done again it places only what has come to lack since: what somebody moved, withdrew, finished or renamed is left
    alone. What is chosen and placed already, by somebody else meanwhile, is left out.
    """
    name = find_body(session, viewer, body).short_name
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, name)
    lock_body(session, name)
    lines = _lacking(session, viewer, name, year, moment.today)
    picked = [line for line in lines if (not line.is_vacant if chosen is None else line.choice in chosen)]
    for line in picked:
        item = checked_item(_new_item(line))
        add_item(session, item, name, line.wanted.meeting.id, Waiting(""), sign(viewer, moment))
    if picked:
        audit(session, viewer, moment, "standing items placed", AuditThing.BODY, name, count=len(picked))
    return len(picked)


def _lacking(session: Session, viewer: Viewer, body: str, year: int, today: date) -> tuple[Placing, ...]:
    require_known_year(year)
    standing = read_standing(session, viewer, body, range(year, year + 1))
    if standing is None:
        return ()
    vacant = vacant_posts(session, standing, today)
    found = [
        Placing(item, one, one.post is not None and one.post.id in vacant)
        for item in standing.items
        if viewer.may_change_item(body, item.is_closed)
        for one in standing.lacking(item, year, today)
    ]
    # Within a meeting in the order of the standing items.
    return tuple(sorted(found, key=lambda line: (line.wanted.meeting.span.start, line.wanted.meeting.id)))


def _new_item(line: Placing) -> NewItem:
    item = line.standing
    new = NewItem(
        title=line.wanted.title,
        text=item.text,
        purpose=item.purpose,
        minutes=item.minutes,
        is_closed=item.is_closed,
        standing_item=item.id,
        standing_key=line.wanted.key,
    )
    post = line.wanted.post
    return new if post is None else replace(new, case_officer=post.title)
