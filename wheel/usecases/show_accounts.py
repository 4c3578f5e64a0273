"""Show an administrator the accounts: who can sign in, how, as what, and which posts they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, require
from wheel.core.accounts import LastSeen, last_seen
from wheel.core.permissions import Right, Thing
from wheel.core.posts import Post
from wheel.store.account_activity import last_activity
from wheel.store.account_sessions import sessions_of_account
from wheel.store.accounts import Account, account_by_id, all_accounts
from wheel.store.database import Session
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
    """`holdings` are all its tenures, past and future ones too; `sessions` counts those that hold now."""

    line: AccountLine
    holdings: tuple[Holding, ...]
    sessions: int
    is_own: bool


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
    return AccountPage(_line(account, holdings, seen, moment.today), holdings, sessions, is_own)


def choosable_posts(session: Session, viewer: Viewer, today: date) -> tuple[Post, ...]:
    """The posts that a new account can hold from today, by unit and title."""
    require(viewer, Right.SEE, Thing.ACCOUNT)
    found = (post for post in all_posts(session) if post.exists_on(today))
    return tuple(sorted(found, key=lambda post: (post.unit.casefold(), post.title.casefold())))


def _line(account: Account, holdings: Iterable[Holding], seen: LastSeen, today: date) -> AccountLine:
    held = {one.post.id: one.post for one in holdings if one.tenure.term.holds_on(today) and one.post.exists_on(today)}
    has_password = account.password_hash is not None
    return AccountLine(replace(account, password_hash=None), has_password, tuple(held.values()), seen)
