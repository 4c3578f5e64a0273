"""An office to test on: two administrators, a clerk, two posts and two bodies; and what the audit says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from small_plan import MOMENT, TODAY, a_body
from sqlalchemy import select

from wheel.core.access import Moment, Role, Viewer
from wheel.core.plan import Organisation
from wheel.core.posts import Post, Seat, Term
from wheel.store.accounts import Account, account_by_id, add_account
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.organisation import save_organisation
from wheel.store.posts import add_membership, add_post, add_tenure, post_by_id
from wheel.store.tables import AuditEntryRow
from wheel.usecases.identify import viewer_of

BOARD, COUNCIL = "direktionen", "byraadet"


@dataclass(frozen=True)
class Office:
    """Ids of accounts and posts; the clerk has held the post `chief` since October, and `vacant` is held by nobody."""

    database: Database
    chair: str
    deputy: str
    clerk: str
    chief: str
    vacant: str

    @property
    def administrator(self) -> Viewer:
        return Viewer(Role.ADMINISTRATOR, "Stabschefen", account_id=self.chair)

    def account(self, account_id: str) -> Account:
        with self.database.reading() as session:
            return account_by_id(session, account_id)

    def post(self, post_id: str) -> Post:
        with self.database.reading() as session:
            return post_by_id(session, post_id)

    def viewer(self, account_id: str, day: date = TODAY) -> Viewer:
        """What the account may see and do on that day."""
        with self.database.reading() as session:
            return viewer_of(session, account_by_id(session, account_id), day)

    def acts(self) -> list[tuple[str, str, str]]:
        """What the audit says was done, to which thing, since the office was set up."""
        with self.database.reading() as session:
            rows = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id)).all()
        return [(row.act, str(row.thing), row.thing_id) for row in rows]


def open_office(database: Database) -> Office:
    with database.writing() as session:
        save_organisation(session, Organisation("Fjordby", "Europe/Copenhagen", "da", "0.aarshjul", is_sample=False))
        for name in (BOARD, COUNCIL):
            add_body(session, a_body(name))
        chair = add_account(session, "stab", "Stabens konto", "a hash", Role.ADMINISTRATOR, email="stab@fjordby.test")
        deputy = add_account(session, "vikar", "Vikarens konto", "a hash", Role.ADMINISTRATOR)
        clerk = add_account(session, "kontor", "Kontorets konto", "a hash", Role.READER, email="kontor@fjordby.test")
        chief, vacant = add_post(session, "Kommunaldirektøren", "Direktionen"), add_post(session, "Økonomichefen")
        _give_chief(session, chief, clerk)
    return Office(database, chair, deputy, clerk, chief, vacant)


def _give_chief(session: Session, post_id: str, account_id: str) -> None:
    add_tenure(session, post_id, account_id, date(2026, 10, 1))
    add_membership(session, post_id, BOARD, Seat.CHAIR, Term(date(2026, 1, 1)))


def in_days(days: int) -> Moment:
    """The same hour on another day."""
    day = date.fromordinal(TODAY.toordinal() + days)
    return Moment(MOMENT.at.replace(year=day.year, month=day.month, day=day.day), day)
