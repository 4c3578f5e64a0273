"""The events of some days that the viewer may see and a filter keeps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from wheel.core.access import Viewer, reach
from wheel.core.dates import DateSpan
from wheel.core.deadlines import agenda_deadline
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.permissions import Right, Thing
from wheel.core.post_concerns import Concern
from wheel.core.wheel_filters import WheelFilter, has_open_agenda
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.items import meetings_of_officers
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import load_calendar
from wheel.store.post_lists import posts_on
from wheel.store.posts import all_posts, memberships_of_posts


def filtered_events(
    session: Session,
    viewer: Viewer,
    span: DateSpan,
    wanted: WheelFilter,
    today: date,
    kinds: Collection[Kind] | None = None,
) -> tuple[Occurrence, ...]:
    """Those that touch `span`, by date. Of posts, only who has signed in may ask: others are shown all the same."""
    asked = wanted.kinds or None
    if kinds is not None:
        asked = wanted.kinds & frozenset(kinds) if asked else frozenset(kinds)
    found = occurrences_between(session, viewer, span, rings=wanted.rings, bodies=wanted.bodies or None, kinds=asked)
    kept = tuple(one for one in found if wanted.keeps(one))
    concern = concern_of(session, viewer, wanted, span)
    if concern is not None:
        kept = tuple(one for one in kept if concern.holds(one))
    return _with_open_agendas(session, viewer, kept, span, today) if wanted.open_agenda else kept


def concern_of(session: Session, viewer: Viewer, wanted: WheelFilter, span: DateSpan) -> Concern | None:
    """What concerns the posts asked for; None where none is, or where the viewer may not know of posts."""
    if reach(viewer, Right.SEE, Thing.POST).is_empty or not (wanted.posts or wanted.is_mine):
        return None
    posts = wanted.posts | (viewer.posts if wanted.is_mine else frozenset())
    return Concern(
        memberships=memberships_of_posts(session, posts),
        meetings=meetings_of_officers(session, viewer, posts, span),
        titles=tuple(post.title for post in all_posts(session) if post.id in posts),
    )


def _with_open_agendas(
    session: Session, viewer: Viewer, found: Sequence[Occurrence], span: DateSpan, today: date
) -> tuple[Occurrence, ...]:
    notices = {body.short_name: body.notice for body in all_bodies(session, viewer)}
    calendar = load_calendar(session, span.start.year - 1, span.last.year)

    def deadline(meeting: Occurrence) -> date | None:
        notice = notices.get(meeting.body or "")
        return agenda_deadline(meeting.span.start, notice, calendar) if notice else None

    return tuple(one for one in found if one.has_agenda and has_open_agenda(one, deadline(one), today))


def chosen_posts(session: Session, viewer: Viewer, today: date) -> tuple[tuple[str, str], ...]:
    """The posts that the viewer may choose from, as (id, title)."""
    if reach(viewer, Right.SEE, Thing.POST).is_empty:
        return ()
    return tuple((post.id, post.title) for post in posts_on(session, today))
