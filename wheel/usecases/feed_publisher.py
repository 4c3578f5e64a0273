"""Who makes a feed of what the plan holds: the edge that knows how calendars are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from wheel.core.access import Moment
from wheel.core.dates import DateSpan
from wheel.core.feed_options import FeedOptions
from wheel.core.feed_sources import FeedForm
from wheel.core.occurrences import Occurrence
from wheel.store.feeds import Feed
from wheel.store.kept_feeds import KeptFeed, SentEvent

if TYPE_CHECKING:
    from wheel.core.plan import Organisation
    from wheel.usecases.feed_content import FeedContent


@dataclass(frozen=True)
class Rendering:
    """The feed to send and keep, and those of its events that were rendered anew."""

    feed: KeptFeed
    changed: tuple[SentEvent, ...]


class Publisher(Protocol):
    """`settings` names all that the bytes depend on besides plan and day."""

    @property
    def moment(self) -> Moment: ...
    @property
    def settings(self) -> str: ...
    @property
    def window(self) -> DateSpan: ...
    @property
    def most_events(self) -> int: ...

    def choose(self, occurrences: Iterable[Occurrence], options: FeedOptions) -> Sequence[Occurrence]:
        """Those that the feed shows."""

    def render(self, content: FeedContent, form: FeedForm) -> Rendering: ...

    def patch(self, content: FeedContent, changed: Collection[str]) -> Rendering | None:
        """The calendar that was kept with what changed in its place; None where everything must be rendered."""

    def render_closed(self, feed: Feed, organisation: Organisation | None, form: FeedForm) -> KeptFeed:
        """What is sent in place of somebody's own feed that they have closed."""
