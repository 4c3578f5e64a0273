"""The doors of accounts and posts."""

from __future__ import annotations

from collections.abc import Callable

from door import Door, Form
from web_site import BODY_SECRETARY, GUEST, MEMBER, TODAY, Site

from wheel.store.accounts import Account, find_account
from wheel.store.post_seats import all_seats
from wheel.store.post_tenures import all_holdings
from wheel.store.posts import all_posts

ACCOUNTS, POSTS = "/administration/accounts", "/administration/posts"
NEW_ACCOUNT = {"display_name": "0", "user_name": "0", "email": "0@0.test", "role": "reader"}
NEW_POST = {"title": "0", "unit": "0"}


def account(site: Site, user_name: str = MEMBER) -> Account:
    with site.database.reading() as session:
        found = find_account(session, user_name)
    assert found is not None
    return found


def post_id(site: Site, title: str = f"Posten {MEMBER}") -> str:
    with site.database.reading() as session:
        return next(post.id for post in all_posts(session) if post.title == title)


def holder_id(site: Site, post: str) -> str:
    """The tenure of the one who holds the post."""
    with site.database.reading() as session:
        return next(one.tenure.id for one in all_holdings(session) if one.post.id == post)


def seat_id(site: Site, post: str) -> str:
    with site.database.reading() as session:
        return next(seat.id for seat, of in all_seats(session) if of.id == post)


def _account_at(rest: str = "", user_name: str = MEMBER) -> Callable[[Site], str]:
    return lambda site: f"{ACCOUNTS}/{account(site, user_name).id}{rest}"


def _post_at(rest: str = "", title: str = f"Posten {MEMBER}") -> Callable[[Site], str]:
    return lambda site: f"{POSTS}/{post_id(site, title)}{rest}"


def _holder_at(rest: str) -> Callable[[Site], str]:
    return lambda site: f"{POSTS}/{post_id(site)}/holders/{holder_id(site, post_id(site))}/{rest}"


def _seat_at(rest: str) -> Callable[[Site], str]:
    return lambda site: f"{POSTS}/{post_id(site)}/seats/{seat_id(site, post_id(site))}/{rest}"


def _to(site: Site) -> Form:
    return {"holder": account(site, GUEST).id, "held_from": TODAY.isoformat(), "seen": "1"}


SEEN = {"seen": "1"}
CHANGED = NEW_ACCOUNT | SEEN
DOORS: list[Door] = [
    Door("accounts_admin.accounts", "GET", ACCOUNTS),
    Door("accounts_admin.new", "GET", f"{ACCOUNTS}/new"),
    Door("accounts_admin.create", "POST", ACCOUNTS, 200, NEW_ACCOUNT),
    Door("accounts_admin.show", "GET", _account_at()),
    Door("accounts_admin.save", "POST", _account_at(), 303, CHANGED),
    Door("accounts_admin.link", "POST", _account_at("/links")),
    Door("accounts_admin.take_off", "POST", _account_at("/second-factor-removals"), 303, SEEN),
    Door("accounts_admin.end_sessions", "POST", _account_at("/session-endings"), 303),
    Door("accounts_admin.close", "POST", _account_at("/closings"), 303, SEEN),
    # It is open: this says so.
    Door("accounts_admin.reopen", "POST", _account_at("/reopenings"), 422, SEEN),
    Door("accounts_admin.confirm_deletion", "GET", _account_at("/deletions/new")),
    Door("accounts_admin.delete", "POST", _account_at("/deletions", BODY_SECRETARY), 303, SEEN),
    Door("posts_admin.posts", "GET", POSTS),
    Door("posts_admin.new", "GET", f"{POSTS}/new"),
    Door("posts_admin.create", "POST", POSTS, 303, NEW_POST),
    Door("posts_admin.show", "GET", _post_at()),
    Door("posts_admin.save", "POST", _post_at(), 303, NEW_POST | SEEN),
    # It is in use: this says so.
    Door("posts_admin.delete", "POST", _post_at("/deletions"), 422, SEEN),
    Door("posts_admin.give", "POST", _post_at("/holders"), 303, _to),
    Door("posts_admin.end_holding", "POST", _holder_at("endings"), 303, SEEN | {"ends_on": TODAY.isoformat()}),
    Door("posts_admin.take_back", "POST", _holder_at("deletions"), 303, SEEN),
    Door("posts_admin.sit", "POST", _post_at("/seats"), 303, SEEN | {"body": "hovedmed", "seat": "guest"}),
    Door("posts_admin.end_sitting", "POST", _seat_at("endings"), 303, SEEN | {"ends_on": TODAY.isoformat()}),
    Door("posts_admin.remove_sitting", "POST", _seat_at("deletions"), 303, SEEN),
]
