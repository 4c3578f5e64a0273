"""The doors of one's own calendars, and the administrator's, who closes all of somebody's."""

from __future__ import annotations

from door import Door
from web_site import THEN, Site

from wheel.core.access import Role
from wheel.core.feed_options import USUAL
from wheel.core.feed_sources import FeedSource
from wheel.core.own_feeds import NewOwnFeed, OwnFeed
from wheel.store.own_feeds import add_own_feed, own_feeds_of

ADDRESS = "/me/calendars"
NAME = "min telefon"
NEW = {"name": "0", "what": "mine", "with_agenda": "1", "deadlines": "all-day"}


def made_own_feed(
    site: Site, name: str = NAME, source: FeedSource | None = None, who: Role | str = Role.PLANNER
) -> NewOwnFeed:
    """Make one, with the secret of its address."""
    account_id = site.viewer(who).account_id or ""
    with site.database.writing() as session:
        return add_own_feed(session, account_id, name, source or FeedSource(is_mine=True), USUAL, THEN.at)


def own_feed_of_planner(site: Site) -> OwnFeed:
    """The planner's only one, made where it is not there."""
    with site.database.reading() as session:
        found = own_feeds_of(session, site.viewer(Role.PLANNER).account_id or "")
    return found[0] if found else made_own_feed(site).feed


def own(site: Site, rest: str = "") -> str:
    return f"{ADDRESS}/{own_feed_of_planner(site).id}{rest}"


def account_of_planner(site: Site, rest: str = "") -> str:
    own_feed_of_planner(site)
    return f"/administration/accounts/{site.viewer(Role.PLANNER).account_id}{rest}"


DOORS: list[Door] = [
    Door("own_feeds.show", "GET", ADDRESS),
    Door("own_feeds.create", "POST", ADDRESS, 200, NEW),
    Door("own_feeds.rename", "POST", own, 303, {"name": "min tablet", "seen": NAME}),
    Door("own_feeds.renew", "POST", lambda site: own(site, "/addresses"), 200),
    Door("own_feeds.close", "POST", lambda site: own(site, "/closings"), 303),
    Door("accounts_admin.close_calendars", "POST", lambda site: account_of_planner(site, "/calendar-closings"), 303),
]
