"""A person's own calendar at the sample municipality, as their program sees it, and what happens to its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from feed_site import TODAY, FeedSite
from icalendar import Calendar, Event
from werkzeug.test import TestResponse

from wheel.core.access import Role, Viewer
from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import EVERYTHING, FeedSource
from wheel.core.posts import Seat, Term
from wheel.store.accounts import account_by_id, account_row, add_account
from wheel.store.posts import add_membership, add_post, add_tenure
from wheel.usecases.change_own_feed import close_own_feed
from wheel.usecases.identify import viewer_of
from wheel.usecases.make_own_feed import MakeOwnFeed, make_own_feed


@dataclass
class Person:
    """Somebody with an account at the site, whose post sits in one body."""

    site: FeedSite
    account: str
    post: str
    tenure: str

    @property
    def viewer(self) -> Viewer:
        with self.site.database.reading() as session:
            return viewer_of(session, account_by_id(session, self.account), self.site.clock.moment.today)

    def subscribe(self, source: FeedSource = EVERYTHING, options: FeedOptions = USUAL) -> OwnCalendar:
        name = f"min telefon {token_hex(4)}"
        with self.site.database.writing() as session:
            made = make_own_feed(session, self.viewer, MakeOwnFeed(name, source, options), self.site.clock.moment)
        return OwnCalendar(self.site, made.token, made.feed.id)

    def close(self, calendar: OwnCalendar) -> None:
        with self.site.database.writing() as session:
            close_own_feed(session, self.viewer, calendar.id, self.site.clock.moment)

    def change_account(self, **values: object) -> None:
        with self.site.database.writing() as session:
            row = account_row(session, self.account)
            for name, value in values.items():
                setattr(row, name, value)


@dataclass
class OwnCalendar:
    site: FeedSite
    token: str
    id: str

    def poll(self, form: str = "ics", method: str = "GET", **headers: str) -> TestResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        path = f"/feeds/{self.token}/min-telefon.{form}"
        return self.site.app.test_client().open(path, method=method, headers=sent)

    def events(self) -> dict[str, Event]:
        """By the id before the @."""
        answer = self.poll()
        assert answer.status_code == 200, answer.status
        return {str(one["UID"]).partition("@")[0]: one for one in Calendar.from_ical(answer.data).walk("VEVENT")}

    def titles(self) -> set[str]:
        return {str(event["SUMMARY"]) for event in self.events().values()}


TITLE = "Udviklingschefen"


def somebody(site: FeedSite, body: str, seat: Seat, role: Role = Role.READER) -> Person:
    """Whose post, held for some time, has that seat."""
    with site.database.writing() as session:
        post = add_post(session, TITLE)
        account = add_account(session, TITLE.casefold(), TITLE, None, role)
        tenure = add_tenure(session, post, account, TODAY - timedelta(days=100))
        add_membership(session, post, body, seat, Term())
    return Person(site, account, post, tenure)
