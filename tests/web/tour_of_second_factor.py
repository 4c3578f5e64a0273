"""A tour of the second factor and of one's own browsers, for the test of languages; the administrator's own browser.

`second_factor_questions` is for a visitor, after the changes: the way in leads through the question then.
"""

from __future__ import annotations

from collections.abc import Iterator

from signing_in import OWN_PAGE, PASSWORD, code, give_password
from web_site import USERS, Site

from wheel.core.access import Role
from wheel.usecases.second_factor import offer_key

Visit = tuple[str, dict[str, str] | None]

SESSIONS, QUESTION = "/me/sessions", "/sign-in/second-factor"
SECRET = "for tests"


def second_factor_to_read(_place: Site) -> Iterator[Visit]:
    yield OWN_PAGE, None
    yield SESSIONS, None


def second_factor_mistakes(place: Site) -> Iterator[Visit]:
    give_password(place)
    key, sealed = offered(place)
    yield OWN_PAGE, {}
    yield OWN_PAGE, {"sealed": sealed, "code": "0"}
    yield OWN_PAGE, {"sealed": sealed, "code": code(place, key), "proof": "0"}
    yield f"{OWN_PAGE}/recovery-codes", {"proof": PASSWORD}
    yield f"{SESSIONS}/0/deletions", {}


def second_factor_changes(place: Site) -> Iterator[Visit]:
    """At the end it is on."""
    give_password(place)
    for is_last in (False, True):
        key, sealed = offered(place)
        yield OWN_PAGE, {"sealed": sealed, "code": code(place, key), "proof": PASSWORD}
        yield OWN_PAGE, None
        yield f"{OWN_PAGE}/recovery-codes", {"proof": PASSWORD}
        if not is_last:
            yield f"{OWN_PAGE}/deletions", {"proof": PASSWORD}
    place.session_key(Role.ADMINISTRATOR)
    yield SESSIONS, None
    yield f"{SESSIONS}/deletions", {}


def second_factor_mistakes_while_on(place: Site) -> Iterator[Visit]:
    key, sealed = offered(place)
    yield OWN_PAGE, {"sealed": sealed, "code": code(place, key), "proof": PASSWORD}
    yield f"{OWN_PAGE}/recovery-codes", {"proof": "0"}
    yield f"{OWN_PAGE}/deletions", {"proof": "0"}


def second_factor_questions(_place: Site) -> Iterator[Visit]:
    """Pages and mistakes in turn: those with a wrong code are answered 422."""
    yield "/sign-in", {"user_name": USERS[Role.ADMINISTRATOR], "password": PASSWORD}
    yield QUESTION, None
    yield QUESTION, {"code": "0"}
    yield QUESTION, {"recovery_code": "0"}


def offered(place: Site) -> tuple[str, str]:
    """A new key, as the authenticator learns it, and as the form sends it back."""
    with place.database.reading() as session:
        new = offer_key(session, place.viewer(Role.ADMINISTRATOR), SECRET)
    return new.groups.replace(" ", ""), new.sealed
