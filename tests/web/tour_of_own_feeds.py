"""A tour of one's own calendars for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_own_feeds import ADDRESS, NEW, account_of_planner, made_own_feed, own_feed_of_planner
from web_site import BODY, NOW, Site

from wheel.core.access import Role
from wheel.core.calendar_clients import CalendarClient
from wheel.core.feed_sources import FeedSource
from wheel.core.own_feeds import MOST_OPEN
from wheel.store.feed_fetches import note_fetch

Visit = tuple[str, dict[str, str] | None]

NO_OPTION = {"name": "1", "what": "everything", "deadlines": "none", "language": "en"}
EVERY_OPTION = dict.fromkeys(("with_agenda", "imprecise", "drafts", "closed"), "1") | {"deadlines": "timed"}


def own_feeds_to_read(place: Site) -> Iterator[Visit]:
    """With one of each kind on the page, fetched by one program and answered in two ways."""
    post, item = min(place.viewer(Role.PLANNER).posts), place.stop().item_id
    queries = (f"mine=1&posts={post}&q=0", f"bodies={BODY}", "chosen=1&rings=politisk", "chosen=1", "drafts=0")
    sources = [FeedSource(query=query) for query in queries]
    sources += [FeedSource(), FeedSource(body=BODY), FeedSource(item=item), FeedSource(post=post)]
    made = [made_own_feed(place, str(number), source).feed for number, source in enumerate(sources)]
    with place.database.writing() as session:
        for feed, status in zip(made, (200, 304, 410), strict=False):
            note_fetch(session, feed.id, CalendarClient.THUNDERBIRD, NOW, status)
    yield ADDRESS, None
    for query in (f"item={item}", f"bodies={BODY}&mine=1", "ring=politisk", f"body={BODY}", f"post={post}"):
        yield f"{ADDRESS}?{query}", None
    yield "/me/data", None
    yield "/me", None


def own_feeds_mistakes(place: Site) -> Iterator[Visit]:
    feed = own_feed_of_planner(place)
    for wrong in ({"name": ""}, {"name": "0" * 61}, {"name": feed.name}, {"what": "0"}, {"deadlines": "0"}):
        yield ADDRESS, NEW | wrong
    for wrong in ({"what": "body"}, {"what": "ring"}, {"what": "post"}, {"what": "item"}, {"language": "0"}):
        yield ADDRESS, NEW | {"name": "99"} | wrong
    yield ADDRESS, NEW | {"name": "99", "what": "view", "view": "bodies=0"}
    yield f"{ADDRESS}/{feed.id}", {"name": "", "seen": feed.name}
    yield f"{ADDRESS}/{feed.id}", {"name": "98", "seen": "97"}
    yield f"{ADDRESS}/0", {"name": "98", "seen": "97"}
    for path in ("addresses", "closings"):
        yield f"{ADDRESS}/0/{path}", {}


def own_feeds_changes(place: Site) -> Iterator[Visit]:
    """The last of them fill the room that there is."""
    feed = own_feed_of_planner(place)
    yield f"{ADDRESS}/{feed.id}", {"name": "90", "seen": feed.name}
    yield f"{ADDRESS}/{feed.id}/addresses", {}
    yield ADDRESS, NO_OPTION | {"name": "91"}
    yield ADDRESS, NEW | EVERY_OPTION | {"name": "92"}
    yield f"{ADDRESS}/{made_own_feed(place, '93').feed.id}/closings", {}
    for number in range(MOST_OPEN):
        made_own_feed(place, str(100 + number))
    yield ADDRESS, None


def own_feeds_of_people(place: Site) -> Iterator[Visit]:
    """For an administrator: the account with calendars, closing all of them, and the audit of that."""
    own_feed_of_planner(place)
    yield account_of_planner(place), None
    yield account_of_planner(place, "/calendar-closings"), {}
    yield "/administration/audit", None
