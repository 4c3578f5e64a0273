"""What the database itself refuses, whatever the code above it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from small_plan import COMMITTEE, DAYS, MOMENT, TODAY, a_body, any_row, place, set_up
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from wheel.core.access import Role
from wheel.core.feed_sources import FeedForm
from wheel.core.local_days import LocalDaysKind
from wheel.core.stops import StopState
from wheel.store.accounts import add_account
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.series import all_series
from wheel.store.tables import (
    AccountRow,
    Base,
    BodyAliasRow,
    BodyRow,
    FeedBodyRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
    ItemRow,
    LocalDaysRow,
    OccurrenceRow,
    OrganisationRow,
    PostRow,
    RingRow,
    StopRow,
)

DAY = date(2026, 12, 1)


def an_occurrence(session: Session, **changes: object) -> OccurrenceRow:
    known = session.scalars(select(OccurrenceRow).where(OccurrenceRow.slot_start == DAYS[0])).one()
    fields = {"series_id": known.series_id, "plan_year": 2028, "slot_start": date(2028, 1, 4)}
    fields |= {"slot_end": date(2028, 1, 5), "start_day": date(2028, 1, 4), "end_day": date(2028, 1, 5)}
    return OccurrenceRow(**fields | changes)


def a_stop(session: Session, **changes: object) -> StopRow:
    """One that is neither placed nor awaiting well: `changes` say how."""
    known = session.scalars(select(StopRow)).first()
    assert known is not None
    fields = {"item_id": known.item_id, "body_id": known.body_id, "purpose": known.purpose, "since": TODAY}
    if changes.pop("at_meeting", False):
        fields["occurrence_id"] = known.occurrence_id
    return StopRow(**fields | changes)


def first_id(session: Session, table: type[Any]) -> int:
    found: int = session.scalars(select(table.id)).first()
    return found


def an_own_feed(session: Session, **changes: object) -> FeedRow:
    fields = {"account_id": first_id(session, AccountRow), "is_mine": True, "token_hash": "h" * 64}
    return FeedRow(**fields | {"made_at": MOMENT.at} | changes)


def set_by_hand(statement: str) -> Callable[[Session], None]:
    def refused(session: Session) -> None:
        session.execute(text(statement))

    return refused


def adding(row: Callable[[Session], object]) -> Callable[[Session], None]:
    def refused(session: Session) -> None:
        session.add(row(session))
        session.flush()

    return refused


def twice(row: Callable[[Session], object]) -> Callable[[Session], None]:
    def refused(session: Session) -> None:
        for _ in range(2):
            # Two rows of one identity are told apart by the database alone once the first is out of the session.
            session.add(row(session))
            session.flush()
            session.expunge_all()

    return refused


def a_row(table: type[Base], /, **fields: object) -> Callable[[Session], None]:
    return adding(lambda _session: table(**fields))


REFUSED = [
    (adding(lambda s: a_stop(s, state=StopState.PLACED)), "placed, but nowhere"),
    (adding(lambda s: a_stop(s, state=StopState.PLACED, position=1)), "placed, but at no meeting"),
    (adding(lambda s: a_stop(s, state=StopState.PLACED, at_meeting=True)), "placed, but without a number"),
    (
        adding(lambda s: a_stop(s, state=StopState.AWAITING, at_meeting=True, position=1)),
        "awaiting a date, yet at a meeting",
    ),
    (
        adding(lambda s: a_stop(s, state=StopState.WITHDRAWN, at_meeting=True)),
        "withdrawn from an agenda without the number that it keeps there",
    ),
    (
        adding(lambda s: a_stop(s, state=StopState.ON_HOLD, at_meeting=True, position=1)),
        "on hold, yet at a meeting",
    ),
    (
        adding(lambda s: a_stop(s, state=StopState.TREATED, at_meeting=True, position=1)),
        "treated, and nothing came of it",
    ),
    (
        adding(lambda s: a_stop(s, state=StopState.POSTPONED, position=1)),
        "postponed by no meeting",
    ),
    (
        adding(lambda s: a_stop(s, state=StopState.AWAITING, step=0)),
        "a step before the first",
    ),
    (adding(lambda s: an_occurrence(s, slot_start=DAYS[0], slot_end=DAYS[1])), "the same slot of a series twice"),
    (adding(lambda s: an_occurrence(s, end_day=date(2028, 1, 4))), "an occurrence of no days"),
    (adding(lambda s: an_occurrence(s, slot_end=date(2028, 1, 4))), "a slot of no days"),
    (adding(lambda s: an_occurrence(s, series_id=999_999)), "an occurrence of no series"),
    (
        a_row(LocalDaysRow, kind=LocalDaysKind.CLOSING_DAY, name="Lukket", start_day=DAY, end_day=DAY),
        "closing days of no days",
    ),
    (a_row(OrganisationRow, id=2, name="En anden", uid_domain="x"), "a second organisation"),
    (a_row(RingRow, key="politisk", name="Igen", colour="#000000", position=2), "a second ring of that key"),
    (lambda s: add_body(s, a_body(COMMITTEE)), "a second body of that short name"),
    (adding(lambda s: FeedRow(body_id=first_id(s, BodyRow))), "a second feed of a body"),
    (set_by_hand("UPDATE feeds SET filter = 'q=x'"), "a feed of a body that leaves something out"),
    (twice(lambda _: FeedRow(filter="q=x")), "a second feed of the same view"),
    (
        twice(lambda s: FeedRow(body_id=first_id(s, BodyRow), options="agenda=no")),
        "a second feed of a body with the same options",
    ),
    (twice(lambda s: FeedRow(item_id=first_id(s, ItemRow))), "a second feed of an item's journey"),
    (twice(lambda _: FeedRow(address="frister", filter="kinds=deadline")), "one address for two feeds"),
    (adding(lambda s: FeedRow(filter="q=x", item_id=first_id(s, ItemRow))), "a feed of an item and of a view"),
    (adding(lambda s: an_own_feed(s, filter="q=x")), "a feed of what is mine and of a view"),
    (adding(lambda s: an_own_feed(s, item_id=first_id(s, ItemRow))), "a feed of what is mine and of an item"),
    (adding(lambda s: an_own_feed(s, post_id=first_id(s, PostRow))), "a feed of what is mine and of a post"),
    (twice(an_own_feed), "a second feed with the same secret"),
    (adding(lambda s: an_own_feed(s, address="mine")), "a feed of one's own that anybody can guess"),
    (adding(lambda s: an_own_feed(s, made_at=None)), "a feed of one's own that was never made"),
    (adding(lambda s: FeedRow(account_id=first_id(s, AccountRow))), "a feed of somebody's without a secret"),
    (adding(lambda s: FeedRow(post_id=first_id(s, PostRow))), "a feed of a post for everybody"),
    (a_row(FeedRow, is_mine=True), "a feed of what is mine for everybody"),
    (a_row(FeedRow, name="min telefon"), "a name that somebody gave a feed for everybody"),
    (a_row(FeedRow, made_at=MOMENT.at), "a feed for everybody that somebody made"),
    (a_row(FeedRow, withdrawn_at=MOMENT.at), "a feed for everybody that is withdrawn"),
    (a_row(FeedRow, item_id=999_999), "a feed of no item"),
    (adding(lambda s: an_own_feed(s, account_id=999_999)), "a feed of nobody's"),
    (
        adding(lambda s: any_row(FeedBodyRow, feed_id=first_id(s, FeedRow), form="pdf")),
        "a form of a feed that there is not",
    ),
    (a_row(FeedFetchRow, feed_id=999_999, client="thunderbird", at=MOMENT.at, status=200), "a fetch of no feed"),
    (
        twice(lambda s: any_row(FeedFetchRow, feed_id=first_id(s, FeedRow), client="thunderbird")),
        "two last fetches by one kind of client",
    ),
    (
        twice(lambda s: any_row(FeedSlotRow, stop_id=first_id(s, StopRow), rendition="")),
        "a slot that was sent twice last to the same readers",
    ),
    (adding(lambda _: any_row(FeedTaskRow, follow_up_id=999_999, rendition="")), "what was sent of no follow-up"),
    (
        adding(lambda s: BodyAliasRow(body_id=s.scalars(select(BodyRow.id)).first(), alias="ØU")),
        "the same alias of a body twice",
    ),
    (lambda s: add_account(s, "sekretariat", "Igen", "hash", Role.READER), "a second account of that user name"),
    (set_by_hand("UPDATE occurrences SET status = 'perhaps'"), "a status that there is not"),
    (set_by_hand("UPDATE occurrences SET precision = 'perhaps'"), "a precision that there is not"),
    (set_by_hand("UPDATE series SET kind = 'perhaps'"), "a kind that there is not"),
    (set_by_hand("UPDATE series SET visibility = 'perhaps'"), "a visibility that there is not"),
    (set_by_hand("UPDATE bodies SET kind = 'perhaps'"), "a kind of body that there is not"),
    (set_by_hand("UPDATE stops SET purpose = 'perhaps'"), "a purpose that there is not"),
    (set_by_hand("UPDATE year_plans SET status = 'perhaps'"), "a status of a year that there is not"),
    (set_by_hand("UPDATE accounts SET role = 'perhaps'"), "a role that there is not"),
    (set_by_hand("DELETE FROM items"), "stops of no item"),
    (set_by_hand("DELETE FROM occurrences"), "stops at no meeting"),
    (set_by_hand("UPDATE occurrences SET public_id = 'x'"), "a public id twice"),
]


@pytest.mark.parametrize(("refused", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_the_database_refuses(database: Database, refused: Callable[[Session], None], reason: str) -> None:
    plan = set_up(database)
    place(database, plan.meetings[0], "Budgetopfølgning")
    with database.writing() as session:
        add_account(session, "sekretariat", "Sekretariatet", "hash", Role.PLANNER)
        body = session.scalars(select(BodyRow)).one()
        session.add_all([FeedRow(body_id=body.id), BodyAliasRow(body_id=body.id, alias="ØU")])
        session.add(PostRow(title="Sekretariatet"))
    with pytest.raises(IntegrityError), database.writing() as session:
        refused(session)


def test_the_rows_that_the_table_varies_are_taken_as_they_are(database: Database) -> None:
    """Otherwise the refusals above could have any other reason."""
    plan = set_up(database)
    place(database, plan.meetings[0], "Budgetopfølgning")
    with database.writing() as session:
        add_account(session, "sekretariat", "Sekretariatet", "hash", Role.PLANNER)
        session.add(PostRow(title="Sekretariatet"))
        session.flush()
        mine, again = an_own_feed(session), an_own_feed(session, token_hash="i" * 64, withdrawn_at=MOMENT.at)
        of_a_post = an_own_feed(session, token_hash="j" * 64, is_mine=False, post_id=first_id(session, PostRow))
        item, body = first_id(session, ItemRow), first_id(session, BodyRow)
        everybodys = (FeedRow(item_id=item), FeedRow(item_id=item, options="agenda=no"), FeedRow(body_id=body))
        own_of_body = an_own_feed(session, token_hash="k" * 64, is_mine=False, body_id=body)
        session.add_all([mine, again, of_a_post, own_of_body, *everybodys])
        session.flush()
        stop = first_id(session, StopRow)
        session.add_all(any_row(FeedSlotRow, stop_id=stop, rendition=name) for name in ("", "agenda=no"))
        session.add_all(any_row(FeedBodyRow, feed_id=mine.id, form=form) for form in FeedForm)
        session.add_all(any_row(FeedFetchRow, feed_id=mine.id, client=name) for name in ("khal", "thunderbird"))
        session.add(an_occurrence(session))
        session.add(a_stop(session, state=StopState.PLACED, at_meeting=True, position=2))
        session.add(a_stop(session, state=StopState.AWAITING))
        session.add(a_stop(session, state=StopState.WITHDRAWN))
        session.flush()
        assert len(session.scalars(select(StopRow)).all()) == 4
        assert len(all_series(session)) == 1


def test_every_constraint_has_a_name_so_that_a_migration_can_change_it() -> None:
    nameless = []
    for table in Base.metadata.sorted_tables:
        for line in str(CreateTable(table)).splitlines():
            words = line.strip()
            if words.startswith(("CHECK", "UNIQUE", "FOREIGN KEY", "PRIMARY KEY")):
                nameless.append(f"{table.name}: {words}")
        nameless += [f"{table.name}: an index" for index in table.indexes if not index.name]
    assert nameless == []
