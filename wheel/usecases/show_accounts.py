"""Show an administrator the accounts: who can sign in, how, as what, and which posts they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from wheel.core.access import Moment, Viewer, require
from wheel.core.accounts import LastSeen, last_seen
from wheel.core.permissions import Right, Thing
from wheel.core.posts import Post
from wheel.store.account_activity import last_activity
from wheel.store.account_sessions import sessions_of_account
from wheel.store.accounts import Account, account_by_id, all_accounts
from wheel.store.database import Session
from wheel.store.feed_fetches import fetches_of
from wheel.store.own_feeds import own_feeds_of
from wheel.store.post_tenures import Holding, all_holdings, holdings_of_account
from wheel.store.posts import all_posts
from wheel.usecases.identify import holds

__all__ = ["Account", "AccountLine", "AccountPage", "Holding", "choosable_posts", "show_account", "show_accounts"]


@dataclass(frozen=True)
class AccountLine:
    """An account without its password's hash, the posts it holds today, and when it was last in use."""

    account: Account
    has_password: bool
    posts: tuple[Post, ...]
    seen: LastSeen


@dataclass(frozen=True)
class AccountPage:
    """`holdings` are all its tenures, past and future ones too; `sessions` counts those that hold now.

    `calendars` counts its own that are open, and `calendars_fetched` is when one of them last was.
    """

    line: AccountLine
    holdings: tuple[Holding, ...]
    sessions: int
    is_own: bool
    calendars: int = 0
    calendars_fetched: datetime | None = None


def show_accounts(session: Session, viewer: Viewer, moment: Moment) -> tuple[AccountLine, ...]:
    """Every account, by name; anonymised ones, which have none, come last."""
    require(viewer, Right.SEE, Thing.ACCOUNT)
    activity = last_activity(session)
    held: defaultdict[str, list[Holding]] = defaultdict(list)
    for holding in all_holdings(session):
        held[holding.tenure.account_id].append(holding)
    lines = (
        _line(account, held[account.id], last_seen(activity.get(account.id), moment.at), moment.today)
        for account in all_accounts(session)
    )
    return tuple(sorted(lines, key=lambda line: (line.account.is_anonymised, line.account.display_name.casefold())))


def show_account(session: Session, viewer: Viewer, account_id: str, moment: Moment) -> AccountPage:
    """Raises NotFoundError."""
    require(viewer, Right.SEE, Thing.ACCOUNT)
    account = account_by_id(session, account_id)
    holdings = holdings_of_account(session, account_id)
    seen = last_seen(last_activity(session).get(account_id), moment.at)
    sessions = sum(
        holds(one, moment) and not one.awaits_second_factor for one in sessions_of_account(session, account_id)
    )
    is_own = viewer.account_id == account_id
    line = _line(account, holdings, seen, moment.today)
    return AccountPage(line, holdings, sessions, is_own, *_calendars(session, account_id))


def _calendars(session: Session, account_id: str) -> tuple[int, datetime | None]:
    """How many of its own are open, and when one of them was last fetched."""
    ids = [feed.id for feed in own_feeds_of(session, account_id) if feed.is_open]
    fetched = [fetch.at for fetches in fetches_of(session, ids).values() for fetch in fetches]
    return len(ids), max(fetched, default=None)


def choosable_posts(session: Session, viewer: Viewer, today: date) -> tuple[Post, ...]:
    """The posts that a new account can hold from today, by unit and title."""
    require(viewer, Right.SEE, Thing.ACCOUNT)
    found = (post for post in all_posts(session) if post.exists_on(today))
    return tuple(sorted(found, key=lambda post: (post.unit.casefold(), post.title.casefold())))


def _line(account: Account, holdings: Iterable[Holding], seen: LastSeen, today: date) -> AccountLine:
    held = {one.post.id: one.post for one in holdings if one.tenure.term.holds_on(today) and one.post.exists_on(today)}
    has_password = account.password_hash is not None
    return AccountLine(replace(account, password_hash=None), has_password, tuple(held.values()), seen)
