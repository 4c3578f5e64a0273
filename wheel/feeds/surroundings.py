"""What stands round the events of a feed: its name, what it says of itself, its colour and its zone, in either form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wheel.core.plan import Organisation
from wheel.core.zones import COPENHAGEN
from wheel.feeds.calendar import render_calendar
from wheel.feeds.events import FeedEvent, FeedWords
from wheel.feeds.json_calendar import render_json
from wheel.feeds.making_events import EntryWords
from wheel.feeds.text import one_line, shortened
from wheel.feeds.view_names import LONGEST_NAME, ViewWords, view_name
from wheel.usecases.serve_feed import DEADLINES_ALONE, FeedContent


@dataclass(frozen=True)
class Wording:
    """A feed's own texts in one language.

    `everything` names the feed of all bodies and `deadlines` that of deadlines; the `about…` say what is in a feed,
    `about` with a place for its %(name)s. `view` are the words of a view's name. `closed` is all that stands in a feed
    that its owner has closed, and `about_closed` what to do about that.
    """

    everything: str
    deadlines: str
    about: str
    about_deadlines: str
    about_item: str
    about_own: str
    about_view: str
    closed: str
    about_closed: str
    words: FeedWords
    entries: EntryWords
    view: ViewWords


@dataclass(frozen=True)
class About:
    """What stands round the events of a feed, in either form."""

    name: str
    description: str
    colour: str
    time_zone: str
    words: FeedWords

    def calendar(self, events: Iterable[bytes]) -> bytes:
        """A whole VCALENDAR."""
        return render_calendar(
            name=self.name,
            description=self.description,
            colour=self.colour,
            events=events,
            time_zone=self.time_zone,
        )

    def json(self, events: Iterable[tuple[FeedEvent, int, datetime]]) -> bytes:
        """A whole document of the JSON form; each event with its SEQUENCE and when it changed."""
        return render_json(
            name=self.name,
            description=self.description,
            colour=self.colour,
            time_zone=self.time_zone,
            language=self.words.locale.partition("_")[0],
            events=events,
            words=self.words,
        )


def about_of(content: FeedContent, wording: Wording) -> About:
    name, description = _name_and_description(content, wording)
    return About(name, description, _colour(content), zone_of(content.organisation), wording.words)


def _name_and_description(content: FeedContent, wording: Wording) -> tuple[str, str]:
    feed = content.feed
    if feed.is_own:
        return feed.own_name, wording.about_own
    if feed.source.item is not None:
        return shortened(one_line(content.title), LONGEST_NAME), wording.about_item
    if feed.query == DEADLINES_ALONE:
        return _of_organisation(wording.deadlines, content), wording.about_deadlines
    if content.view is not None:
        return view_name(content.view, wording.view), wording.about_view
    what = feed.name or wording.everything
    return _of_organisation(what, content), wording.about % {"name": what}


def _of_organisation(what: str, content: FeedContent) -> str:
    return f"{what} · {content.organisation.name}" if content.organisation else what


def _colour(content: FeedContent) -> str:
    """Of the ring that the feed is about, or its body meets in; of the first one where it is about none."""
    asked = content.view.wanted.rings if content.view else None
    rings = [ring for key, ring in content.rings.items() if key == content.ring or (asked is not None and key in asked)]
    return next(iter(rings or content.rings.values())).colour if content.rings else ""


def zone_of(organisation: Organisation | None) -> str:
    """The name of the zone that a feed is written in."""
    return organisation.time_zone if organisation else COPENHAGEN


def domain_of(organisation: Organisation | None) -> str:
    """What stands behind the @ of UIDs."""
    return organisation.uid_domain if organisation else "aarshjul"
