"""Say who a browser belongs to, with the posts held and the seats they give today; and whether the service is well."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.exc import SQLAlchemyError

from wheel.core.access import ANONYMOUS, SHUT_OUT, Moment, Viewer, seated
from wheel.core.posts import seats_on
from wheel.store.account_sessions import AccountSession, note_seen, session_of_key
from wheel.store.accounts import Account
from wheel.store.database import Database, Session
from wheel.store.organisation import find_organisation
from wheel.store.posts import memberships_of_posts, posts_held_by
from wheel.store.stamps import read_stamp

# A day's work, and a long pause in it: then one signs in again.
LONGEST_SESSION = timedelta(hours=12)
LONGEST_PAUSE = timedelta(hours=4)
# Reading a page should not write; that a session is in use is noted this often.
NOTED_EVERY = timedelta(minutes=10)


def identify(database: Database, session_key: str, moment: Moment) -> Viewer | None:
    """The viewer whose browser holds this key, or None when it has ended or waits for its second factor."""
    with database.reading() as session:
        known = session_of_key(session, session_key)
        if known is None or known.awaits_second_factor or not holds(known, moment):
            return None
        viewer = viewer_of(session, known.account, moment.today, known.id)
    if moment.at - known.seen_at > NOTED_EVERY:
        with database.writing() as session:
            note_seen(session, known.id, moment.at)
    return viewer


def holds(known: AccountSession, moment: Moment) -> bool:
    """Whether a session may still be used: for twelve hours, with pauses of at most four, by an open account."""
    is_young = moment.at - known.began_at < LONGEST_SESSION and moment.at - known.seen_at < LONGEST_PAUSE
    return is_young and not known.account.is_closed


def viewer_of(session: Session, account: Account, day: date, session_id: str | None = None) -> Viewer:
    """What the account may see and do on that day. Histories get the title of the post it has held longest.

    Without a post they get the role ("@planner"): a person's name never stands in a history.
    """
    posts = posts_held_by(session, account.id, day)
    held = frozenset(post.id for post in posts)
    viewer = Viewer(
        role=account.role,
        name=posts[0].title if posts else f"@{account.role.value}",
        account_id=account.id,
        person=account.display_name,
        session_id=session_id,
        posts=held,
    )
    return seated(viewer, seats_on(day, memberships_of_posts(session, held)))


def visitor(session: Session) -> Viewer:
    """Somebody who has not signed in; shut out where the organisation has no public part."""
    organisation = find_organisation(session)
    return ANONYMOUS if organisation is None or organisation.has_public_part else SHUT_OUT


def visitor_if_known(database: Database) -> Viewer:
    """The same where the database answers, else anybody: for a page that shows nothing of the plan."""
    try:
        with database.reading() as session:
            return visitor(session)
    except SQLAlchemyError:
        return ANONYMOUS


def is_well(database: Database) -> bool:
    """Whether the database answers and its tables are there."""
    try:
        with database.reading() as session:
            return read_stamp(session) > 0
    except SQLAlchemyError:
        return False
