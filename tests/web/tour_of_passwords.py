"""A tour of the pages where a password is chosen, for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_passwords import WRONG_LINK
from web_site import USERS, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.sign_in import LinkPurpose
from wheel.store.accounts import find_account
from wheel.usecases.invite import make_link

Visit = tuple[str, dict[str, str] | None]
WORDS = "0 fire ord som ingen gætter"


def link_to(place: Site, user_name: str = USERS[Role.READER]) -> str:
    """The address of a new link to choose that account's password."""
    moment = place.app.extensions["aarshjul"].moment()
    with place.database.writing() as session:
        account = find_account(session, user_name)
        assert account is not None
        return f"/passwords/{make_link(session, OPERATOR, moment, account.id, LinkPurpose.RESET)}"


def passwords_to_read(place: Site) -> Iterator[Visit]:
    for path in ("/passwords/forgotten", link_to(place), "/me/password"):
        yield path, None


def passwords_mistakes(place: Site) -> Iterator[Visit]:
    yield WRONG_LINK, None
    yield "/passwords/forgotten", {"name": "0"}
    link = link_to(place)
    for chosen in ("0", "0" * 12, "adgangskode 0", WORDS):
        yield link, {"password": chosen, "password_again": "0"}
    yield "/me/password", {"current_password": "0"}


def passwords_changes(place: Site) -> Iterator[Visit]:
    yield link_to(place), {"password": WORDS, "password_again": WORDS}
