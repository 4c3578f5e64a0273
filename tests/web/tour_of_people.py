"""A tour of accounts and posts for the test of languages, by an administrator: every page, mistake and change."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_people import ACCOUNTS, NEW_ACCOUNT, NEW_POST, POSTS, SEEN, account, holder_id, post_id, seat_id
from web_site import BODY, GUEST, MEMBER, TODAY, Site

Visit = tuple[str, dict[str, str] | None]

STALE = {"seen": "0"}
NOWHERE = {"seen": "?"}
AGO = "2020-01-01"


def people_to_read(place: Site) -> Iterator[Visit]:
    one, post = account(place), post_id(place)
    for path in ("", "/new", f"/{one.id}", f"/{one.id}/deletions/new"):
        yield ACCOUNTS + path, None
    for path in ("", "/new", f"/{post}", f"/{post_id(place, 'Sekretariatet')}"):
        yield POSTS + path, None
    yield f"/bodies/{BODY}/agenda", None


def people_mistakes(place: Site) -> Iterator[Visit]:
    yield from _mistakes_of_accounts(place)
    yield from _mistakes_of_posts(place)


def _mistakes_of_accounts(place: Site) -> Iterator[Visit]:
    names = (
        {"user_name": ""},
        {"user_name": GUEST},
        {"display_name": ""},
        {"email": "0"},
        {"role": "0"},
        {"post": "0"},
    )
    for wrong in names:
        yield ACCOUNTS, NEW_ACCOUNT | wrong
    at = f"{ACCOUNTS}/{account(place).id}"
    for wrong in ({"user_name": ""}, STALE, NOWHERE, STALE | {"role": "planner"}):
        yield at, NEW_ACCOUNT | SEEN | wrong
    for act in ("/closings", "/deletions", "/second-factor-removals"):
        yield at + act, STALE
    yield f"{at}/reopenings", SEEN
    yield f"{ACCOUNTS}/0", None


def _mistakes_of_posts(place: Site) -> Iterator[Visit]:
    for wrong in ({"title": ""}, {"title": "0" * 201}, {"unit": "0" * 201}, {"last_day": "0"}):
        yield POSTS, NEW_POST | wrong
    post = post_id(place)
    at = f"{POSTS}/{post}"
    for wrong in (STALE, STALE | {"last_day": "2027-01-01"}, {"title": f"Posten {GUEST}", "unit": ""}):
        yield at, NEW_POST | SEEN | wrong
    held = {"holder": account(place, GUEST).id, "held_from": TODAY.isoformat()} | SEEN
    for wrong in ({"holder": ""}, {"holder": "0"}, {"held_from": ""}, {"held_until": AGO}, STALE):
        yield f"{at}/holders", held | wrong
    yield f"{at}/holders", held | {"holder": account(place, MEMBER).id}
    holder = f"{at}/holders/{holder_id(place, post)}"
    for wrong in ({"ends_on": AGO}, STALE):
        yield f"{holder}/endings", SEEN | wrong
    for wrong in (
        {"body": ""},
        {"seat": "0"},
        {"seat": "member"},
        {"seat_from": "2027-01-01", "seat_until": AGO},
        STALE,
    ):
        yield f"{at}/seats", {"body": BODY, "seat": "guest"} | SEEN | wrong
    yield f"{at}/deletions", SEEN
    yield f"{at}/holders/0/deletions", SEEN
    yield f"{at}/seats/0/deletions", SEEN


def people_changes(place: Site) -> Iterator[Visit]:
    """Each kind of change, and the pages that then tell of it."""
    yield ACCOUNTS, NEW_ACCOUNT
    one = f"{ACCOUNTS}/{account(place, '0').id}"
    yield one, None
    for act, form in (("", NEW_ACCOUNT | SEEN), ("/links", {}), ("/session-endings", {})):
        yield one + act, form
    yield f"{one}/closings", {"seen": "2"}
    yield f"{one}/links", {}
    yield from ((path, None) for path in (one, ACCOUNTS))
    yield f"{one}/reopenings", {"seen": "3"}
    yield f"{one}/deletions", {"seen": "4"}
    for path in (one, f"{one}/deletions/new", ACCOUNTS):
        yield path, None
    yield from _changes_of_posts(place)


def _changes_of_posts(place: Site) -> Iterator[Visit]:
    yield POSTS, NEW_POST
    post = post_id(place, "0")
    at = f"{POSTS}/{post}"
    yield at, NEW_POST | SEEN
    yield f"{at}/holders", {"seen": "2", "holder": account(place).id, "held_from": AGO}
    holder = f"{at}/holders/{holder_id(place, post)}"
    yield f"{at}/seats", {"seen": "3", "body": BODY, "seat": "secretary", "seat_until": "2027-01-01"}
    seat = f"{at}/seats/{seat_id(place, post)}"
    for path in (at, POSTS, f"/bodies/{BODY}/agenda", f"{ACCOUNTS}/{account(place).id}"):
        yield path, None
    yield f"{holder}/deletions", {"seen": "4"}
    yield f"{holder}/endings", {"seen": "4", "ends_on": "2026-01-01"}
    yield f"{seat}/endings", {"seen": "5", "ends_on": "2026-01-01"}
    yield from ((path, None) for path in (at, POSTS))
    yield f"{seat}/deletions", {"seen": "6"}
    yield at, {"seen": "7", "title": "0", "unit": "", "last_day": "2026-01-01"}
    yield from ((path, None) for path in (at, POSTS))
    yield POSTS, {"title": "1"}
    spare = post_id(place, "1")
    yield f"{POSTS}/{spare}", None
    yield f"{POSTS}/{spare}/deletions", SEEN
