"""Makes the sample that the site is visited with.

Beside the sample it holds what only some may see: closed items, an internal body, a closed one, events that are closed,
2028 as a draft, and a draft beside 2026.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from web_site import (
    BODY,
    BODY_SECRETARY,
    CLOSED,
    DRAFT_YEAR,
    GUEST,
    INTERNAL,
    MARKER,
    MEMBER,
    MERE_PLANNER,
    OTHERS_SECRETARY,
    THEN,
    TODAY,
    UNUSED_BODY,
    UNUSED_RING,
    UNUSED_SERIES,
    USERS,
)

from wheel.core.access import OPERATOR, Role
from wheel.core.claims import CountRule
from wheel.core.occurrences import Kind, Ring, Visibility
from wheel.core.plan import Body, BodyKind
from wheel.core.posts import Seat, Term
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import FirstOfQuarter, OncePerPost, StandingRule
from wheel.core.stops import NewItem, Waiting
from wheel.store.accounts import add_account
from wheel.store.bodies import add_body
from wheel.store.claim_rules import add_claim_rule
from wheel.store.database import Database, Session
from wheel.store.feeds import ensure_feeds
from wheel.store.migrations import migrate
from wheel.store.posts import add_membership, add_post, add_tenure, post_by_id
from wheel.store.rings import add_ring
from wheel.store.series import add_series, all_series
from wheel.store.standing import add_standing_item
from wheel.store.tables import AttachmentRow, FollowUpRow, ItemRow, PostRow, StopRow
from wheel.usecases.add_extra import AddExtra, add_extra
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.load_sample import load_sample
from wheel.usecases.move_stop import WithdrawStop, withdraw_stop
from wheel.usecases.plan_year import plan_year
from wheel.usecases.publish_year import begin_draft
from wheel.usecases.show_agenda import show_agenda


def make_sample(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.writing() as session:
        load_sample(session, OPERATOR, THEN)
        _add_internal(session)
        _add_closed_events(session)
        _add_unused(session)
        plan_year(session, OPERATOR, 2026, THEN, publish=True)
        plan_year(session, OPERATOR, 2027, THEN, publish=True)
        plan_year(session, OPERATOR, DRAFT_YEAR, THEN)
        _add_planners_work(session)
        _add_closed_items(session)
        _add_people(session)
        _add_papers(session)
        _add_standing(session)
        add_claim_rule(session, "groups", "0", Role.READER, None)
    _close(database)


def make_empty(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    migrate(database)
    _close(database)


def _close(database: Database) -> None:
    """Leave nothing in the log beside the file, which is copied alone."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.dispose()


def _add_internal(session: Session) -> None:
    name = INTERNAL.lower()
    add_body(session, Body("", name, INTERNAL, BodyKind.FORUM, visibility=Visibility.INTERNAL, aliases=("PY",)))
    ensure_feeds(session)
    monthly = RecurrenceRule("FREQ=MONTHLY;BYDAY=2TU", date(2026, 1, 13))
    add_series(session, Series(f"{INTERNAL}, møde", Kind.MEETING, "direktion", Schedule(monthly), body=name))
    yearly = RecurrenceRule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", date(2026, 12, 14))
    add_series(session, Series(INTERNAL, Kind.EVENT, "direktion", Schedule(yearly), visibility=Visibility.INTERNAL))
    session.flush()


def _add_unused(session: Session) -> None:
    """What can be deleted, since nothing uses it; nobody but planners sees that it is there."""
    add_body(session, Body("", UNUSED_BODY, "Hvilende nævn", BodyKind.OTHER, visibility=Visibility.INTERNAL))
    add_ring(session, Ring(UNUSED_RING, "Hvilende ring", "#4a5870"), 99)
    once = Schedule(CountRule(1))
    add_series(session, Series(UNUSED_SERIES, Kind.EVENT, "direktion", once, visibility=Visibility.INTERNAL))
    session.flush()


def _add_planners_work(session: Session) -> None:
    """A draft beside the published year 2026, in which nothing is changed yet, and an extra meeting in 2027."""
    begin_draft(session, OPERATOR, 2026, THEN)
    series = next(one for one in all_series(session) if one.title == f"{INTERNAL}, møde")
    add_extra(session, OPERATOR, AddExtra(series.id, date(2027, 7, 6)), THEN)


def _add_people(session: Session) -> None:
    """A reader and an administrator without a post; a planner whose post sits nowhere; posts in bodies."""
    for role in (Role.READER, Role.ADMINISTRATOR):
        add_account(session, USERS[role], USERS[role].title(), "no password", role)
    seats = {MEMBER: (BODY, Seat.MEMBER), GUEST: (BODY, Seat.GUEST), BODY_SECRETARY: (BODY, Seat.SECRETARY)}
    seats |= {OTHERS_SECRETARY: ("hovedmed", Seat.SECRETARY), MERE_PLANNER: None}
    for name, seat in seats.items():
        role = Role.READER if seat else Role.PLANNER
        account = add_account(session, name, name.title(), "no password", role)
        post = add_post(session, f"Posten {name}")
        add_tenure(session, post, account, TODAY)
        if seat is not None:
            add_membership(session, post, *seat, Term())


def _add_closed_events(session: Session) -> None:
    """A closed body with meetings, and closed events of BODY and of nobody."""
    name = CLOSED.lower()
    add_body(session, Body("", name, CLOSED, BodyKind.FORUM, visibility=Visibility.CLOSED, aliases=(f"{CLOSED}et",)))
    ensure_feeds(session)
    monthly = Schedule(RecurrenceRule("FREQ=MONTHLY;BYDAY=3WE", date(2026, 1, 21)))
    add_series(session, Series(f"{CLOSED}, møde", Kind.MEETING, "direktion", monthly, body=name))
    yearly = Schedule(RecurrenceRule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=16", date(2026, 12, 16)))
    for body in (BODY, None):
        series = Series(f"{CLOSED}, {body}", Kind.EVENT, "direktion", yearly, body, visibility=Visibility.CLOSED)
        add_series(session, series)
    session.flush()


def _add_closed_items(session: Session) -> None:
    """Closed items wherever an item can be: at a meeting, awaiting, withdrawn, and in the internal body."""
    coming = {body: show_agenda(session, OPERATOR, body, TODAY, all_rows=True).choices for body in (BODY, "hovedmed")}
    places = [(body, meeting.id) for body, meetings in coming.items() for meeting in meetings[:2]]
    places += [(BODY, None), (INTERNAL.lower(), None)]
    for number, (body, meeting) in enumerate(places):
        item = NewItem(
            title=f"{MARKER} titel {number}",
            text=f"{MARKER} tekst",
            case_number=f"{MARKER}-42",
            case_officer=f"{MARKER}chefen",
            is_closed=True,
            source_words=f"{MARKER} kilde",
        )
        add_item(session, OPERATOR, AddItem(body, item, meeting, Waiting(f"{MARKER} grund")), THEN)
    withdrawn = add_item(session, OPERATOR, AddItem(BODY, item, None, Waiting(f"{MARKER} grund")), THEN)
    withdraw_stop(session, OPERATOR, WithdrawStop(withdrawn, 1, f"{MARKER} grund"), THEN)
    # What is open on the closed body's agenda is closed with it.
    meeting = show_agenda(session, OPERATOR, CLOSED.lower(), TODAY).choices[0]
    for place in (meeting.id, None):
        add_item(
            session,
            OPERATOR,
            AddItem(CLOSED.lower(), NewItem(f"{CLOSED}, sag"), place, Waiting(f"{CLOSED}, grund")),
            THEN,
        )


def _add_papers(session: Session) -> None:
    """Attachments and follow-ups of every closed item, and a closed attachment of an open one."""
    post = session.scalars(select(PostRow).where(PostRow.title == f"Posten {MEMBER}")).one()
    for item in session.scalars(select(ItemRow).where(ItemRow.is_closed.is_(True))):
        session.add(_attachment(item))
        for stop in item.stops:
            session.add(FollowUpRow(stop_id=stop.id, post_id=post.id, what=f"{MARKER} opfølgning", due_day=TODAY))
    open_item = session.scalars(select(ItemRow).where(ItemRow.is_closed.is_(False)).join(StopRow)).first()
    assert open_item is not None
    session.add(_attachment(open_item))
    session.flush()
    _add_open_papers(session, post)


def _add_standing(session: Session) -> None:
    """Standing items of BODY of which nothing has come yet: one each quarter, a roster, and a closed one."""
    posts = session.scalars(select(PostRow.public_id).where(PostRow.title.like("Posten %")).order_by(PostRow.id))
    roster = tuple(post_by_id(session, post_id) for post_id in posts)
    quarterly = StandingItem("", BODY, "Status, {kvartal}", StandingRule(FirstOfQuarter()))
    add_standing_item(session, quarterly)
    by_post = StandingRule(OncePerPost())
    add_standing_item(session, replace(quarterly, title="Dialogmøde med {post}", rule=by_post, roster=roster))
    add_standing_item(session, replace(quarterly, title=f"{MARKER} status", text=f"{MARKER} fast", is_closed=True))


def _add_open_papers(session: Session, post: PostRow) -> None:
    """Two attachments and a follow-up of the first open item on BODY's next agenda."""
    stops = show_agenda(session, OPERATOR, BODY, TODAY).rows[0].stops
    stop_id = next(stop.id for stop in stops if not stop.is_closed)
    stop = session.scalars(select(StopRow).where(StopRow.public_id == stop_id)).one()
    session.refresh(stop.item, ["attachments"])
    for position, title in enumerate(("Notat", "Oversigt"), start=len(stop.item.attachments) + 1):
        link = f"https://example.dk/{position}"
        session.add(AttachmentRow(item_id=stop.item_id, position=position, title=title, link=link))
    session.add(FollowUpRow(stop_id=stop.id, post_id=post.id, what="Skriv til borgerne", due_day=TODAY))
    session.flush()


def _attachment(item: ItemRow) -> AttachmentRow:
    return AttachmentRow(
        item_id=item.id,
        position=1,
        title=f"{MARKER} bilag",
        document_number=f"{MARKER}-7",
        link=f"https://example.dk/{MARKER}",
        is_closed=True,
    )
