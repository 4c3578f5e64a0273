"""What people's own calendars can be about: checked when one is made, and called by name where it is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Viewer, reach
from wheel.core.dates import DateSpan
from wheel.core.feed_options import FeedOptions
from wheel.core.feed_sources import EVERYTHING, FeedSource
from wheel.core.feed_views import LONGEST_FILTER, FeedView, feed_view
from wheel.core.occurrences import Ring
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.wheel_filters import WheelFilter, filter_of, query_string
from wheel.errors import InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.feed_stops import title_of_item
from wheel.store.organisation import all_rings
from wheel.usecases.filtered_events import chosen_posts


@dataclass(frozen=True)
class Choices:
    """What the viewer can make a calendar of today: bodies, rings, and posts as (id, title).

    `drafts` and `closed`: may see some of what is not published yet, and of what is closed.
    """

    bodies: tuple[Body, ...]
    rings: tuple[Ring, ...]
    posts: tuple[tuple[str, str], ...]
    drafts: bool
    closed: bool

    def current_bodies(self, day: date) -> tuple[Body, ...]:
        """Those that exist on that day, by name."""
        found = (body for body in self.bodies if body.exists_on(DateSpan.of_day(day)))
        return tuple(sorted(found, key=lambda body: body.name.casefold()))


@dataclass(frozen=True)
class NamedSource:
    """What a calendar is about, by name, as its owner may know it today.

    `name` is the body's, the ring's, the post's or the item's, "" where it is gone or may no longer be seen. `view` is
    what a view picks out, with the `posts` whose concerns it asks for.
    """

    source: FeedSource
    name: str = ""
    view: FeedView | None = None
    posts: tuple[str, ...] = ()

    @property
    def ring(self) -> str | None:
        """The key of the ring, where it is about one and nothing else."""
        return None if self.source.query is None else ring_of(filter_of(self.source.query))

    @property
    def is_gone(self) -> bool:
        """Whether it holds nothing any more, since what it is about cannot be seen."""
        if self.view is not None:
            return self.view.is_gone
        return not (self.name or self.source == EVERYTHING or self.source.is_mine)


def choices_for(session: Session, viewer: Viewer, today: date) -> Choices:
    return Choices(
        bodies=all_bodies(session, viewer),
        rings=all_rings(session),
        posts=chosen_posts(session, viewer, today),
        drafts=not reach(viewer, Right.SEE, Thing.DRAFT_YEAR).is_empty,
        closed=not reach(viewer, Right.SEE, Thing.CLOSED_ITEM).is_empty,
    )


def checked_source(session: Session, viewer: Viewer, source: FeedSource, today: date) -> FeedSource:
    """The source in its usual form. Raises InvalidInputError where it names what is not there, or may not be seen.

    The error blames the field `body`, `post`, `item` or `view`.
    """
    choices = choices_for(session, viewer, today)
    if source.body is not None and source.body not in _short_names(choices):
        raise InvalidInputError("Choose a body from the list.", field="body")
    if source.post is not None and source.post not in dict(choices.posts):
        raise InvalidInputError("Choose a post from the list.", field="post")
    if source.item is not None and not _title(session, viewer, source.item):
        raise InvalidInputError("The item is not there any more, or you may no longer see it.", field="item")
    return source if source.query is None else _checked_view(filter_of(source.query), choices)


def allowed_options(options: FeedOptions, choices: Choices) -> FeedOptions:
    """The options without what the viewer may see none of, however they are asked for."""
    return replace(options, drafts=options.drafts and choices.drafts, closed=options.closed and choices.closed)


def named_source(session: Session, viewer: Viewer, source: FeedSource, choices: Choices, today: date) -> NamedSource:
    """The source by name, as the viewer may know it; it may be about what is gone."""
    if source.body is not None:
        return NamedSource(source, {body.short_name: body.name for body in choices.bodies}.get(source.body, ""))
    if source.post is not None:
        return NamedSource(source, dict(choices.posts).get(source.post, ""))
    if source.item is not None:
        return NamedSource(source, _title(session, viewer, source.item))
    if source.query is None:
        return NamedSource(source)
    wanted = filter_of(source.query)
    view = feed_view(wanted, choices.rings, {body.short_name: body for body in choices.bodies}, today)
    posts = tuple(title for post, title in choices.posts if post in wanted.posts)
    return NamedSource(source, view.rings[0] if ring_of(wanted) and view.rings else "", view, posts)


def ring_of(wanted: WheelFilter) -> str | None:
    """The key of the one ring that the filter asks for, where it asks for nothing else."""
    keys = wanted.rings or frozenset()
    return next(iter(keys)) if len(keys) == 1 and wanted == WheelFilter(rings=keys) else None


def _checked_view(wanted: WheelFilter, choices: Choices) -> FeedSource:
    rings = {ring.key for ring in choices.rings}
    asks_for_none = wanted.rings is not None and not wanted.rings
    if asks_for_none or (ring_of(wanted) and not (wanted.rings or frozenset()) <= rings):
        raise InvalidInputError("Choose a ring from the list.", field="ring")
    is_known = (wanted.rings or frozenset()) <= rings and wanted.bodies <= _short_names(choices)
    if not is_known or not wanted.posts <= set(dict(choices.posts)):
        raise InvalidInputError(
            "This view chooses something that is not there any more. Choose again on the wheel.", field="view"
        )
    query = query_string(wanted)
    if len(query) > LONGEST_FILTER:
        raise RefusedError("This view picks out too much to get an address of its own. Choose fewer of each kind.")
    return FeedSource(query=query) if query else EVERYTHING


def _short_names(choices: Choices) -> set[str]:
    return {body.short_name for body in choices.bodies}


def _title(session: Session, viewer: Viewer, item_id: str) -> str:
    try:
        return title_of_item(session, viewer, item_id)
    except NotFoundError:
        return ""
