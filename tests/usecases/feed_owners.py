"""People with calendars of their own: one who holds a post, a planner, an administrator, and what they may see."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from small_plan import COMMITTEE, MOMENT, TODAY, a_body, place, set_up
from sqlalchemy import select

from wheel.core.access import Moment, Role, Viewer
from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.core.occurrences import Ring, Visibility
from wheel.core.own_feeds import NewOwnFeed
from wheel.core.posts import Seat, Term
from wheel.store.accounts import account_by_id, add_account
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.organisation import add_ring
from wheel.store.posts import add_membership, add_post, add_tenure
from wheel.store.tables import FeedRow, ItemRow
from wheel.usecases.change_own_feed import RenameOwnFeed, close_own_feed, rename_feed
from wheel.usecases.identify import viewer_of
from wheel.usecases.make_own_feed import MakeOwnFeed, make_own_feed, renew_own_feed
from wheel.usecases.own_feeds import OwnFeeds, show_own_feeds

INTERNAL, CLOSED = "internt", "lukket"
MINE = FeedSource(is_mine=True)


@dataclass(frozen=True)
class Owners:
    """The plan has a public committee, an internal body and a closed one; the chief's post sits in the committee.

    `item` is an open item, and `hidden` a closed one that nobody here but the committee's members may see.
    """

    database: Database
    accounts: dict[str, str]
    post: str
    item: str
    hidden: str

    @property
    def chief(self) -> Viewer:
        return self.viewer("fagchef")

    @property
    def other(self) -> Viewer:
        return self.viewer("anden")

    @property
    def planner(self) -> Viewer:
        return self.viewer("planlaegger")

    @property
    def administrator(self) -> Viewer:
        return self.viewer("stab")

    def viewer(self, name: str) -> Viewer:
        with self.database.reading() as session:
            return viewer_of(session, account_by_id(session, self.accounts[name]), TODAY)

    def make(
        self,
        viewer: Viewer,
        name: str = "min telefon",
        source: FeedSource = MINE,
        options: FeedOptions = USUAL,
        moment: Moment = MOMENT,
    ) -> NewOwnFeed:
        with self.database.writing() as session:
            return make_own_feed(session, viewer, MakeOwnFeed(name, source, options), moment)

    def renew(self, viewer: Viewer, feed_id: str, moment: Moment = MOMENT) -> NewOwnFeed:
        with self.database.writing() as session:
            return renew_own_feed(session, viewer, feed_id, moment)

    def rename(self, viewer: Viewer, feed_id: str, name: str, seen: str = "min telefon") -> None:
        with self.database.writing() as session:
            rename_feed(session, viewer, RenameOwnFeed(feed_id, name, seen), MOMENT)

    def close(self, viewer: Viewer, feed_id: str, moment: Moment = MOMENT) -> None:
        with self.database.writing() as session:
            close_own_feed(session, viewer, feed_id, moment)

    def shown(self, viewer: Viewer, moment: Moment = MOMENT) -> OwnFeeds:
        with self.database.reading() as session:
            return show_own_feeds(session, viewer, moment)

    def names(self, viewer: Viewer) -> list[str]:
        """What the viewer's open ones are called."""
        return [line.feed.name for line in self.shown(viewer).open]

    def row(self, token: str) -> FeedRow:
        """What is kept of the one with that secret."""
        with self.database.reading() as session:
            hashed = hashlib.sha256(token.encode()).hexdigest()
            return session.scalars(select(FeedRow).where(FeedRow.token_hash == hashed)).one()


def owners(database: Database) -> Owners:
    plan = set_up(database)
    place(database, plan.meetings[0], "Budgettet")
    place(database, plan.meetings[0], "Salg af grund", closed=True)
    with database.writing() as session:
        add_body(session, a_body(INTERNAL, visibility=Visibility.INTERNAL))
        add_body(session, a_body(CLOSED, visibility=Visibility.CLOSED))
        add_ring(session, Ring("budget", "Budget", "#8a5a0b"), 2)
        accounts = {
            name: add_account(session, name, name.capitalize(), "hash", role)
            for name, role in (
                ("fagchef", Role.READER),
                ("anden", Role.READER),
                ("planlaegger", Role.PLANNER),
                ("stab", Role.ADMINISTRATOR),
                ("vikar", Role.ADMINISTRATOR),
            )
        }
        post = add_post(session, "Fagchefen")
        add_tenure(session, post, accounts["fagchef"], date(2026, 1, 1))
        add_membership(session, post, COMMITTEE, Seat.MEMBER, Term(date(2026, 1, 1)))
        items = {row.title: row.public_id for row in session.scalars(select(ItemRow))}
    return Owners(database, accounts, post, items["Budgettet"], items["Salg af grund"])
