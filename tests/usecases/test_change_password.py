"""Changing one's own password asks for the old one, and ends every other way in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from password_people import (
    NEW,
    NOW,
    OLD,
    SECRET,
    USER,
    account,
    audited,
    browsers,
    change,
    change_organisation,
    sign_in_browser,
)
from small_plan import MOMENT

from wheel.core.access import ANONYMOUS, OPERATOR, Viewer
from wheel.core.sign_in import LinkPurpose
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.usecases.attempts import MOST_PER_NAME, Attempt, Door, count_attempt
from wheel.usecases.change_password import ChangePassword, OwnPassword, change_password, own_password
from wheel.usecases.choose_password import OpenLink, open_link
from wheel.usecases.invite import make_link
from wheel.usecases.passwords import NewPassword, is_password

ADDRESS = "192.0.2.1"
CHOSEN = NewPassword(NEW, NEW)


def command(current: str = OLD, chosen: NewPassword = CHOSEN) -> ChangePassword:
    return ChangePassword(current, chosen, ADDRESS, SECRET)


def test_the_new_one_counts_and_only_this_browser_stays(office: Database) -> None:
    sign_in_browser(office)
    viewer = sign_in_browser(office)
    with office.writing() as session:
        token = make_link(session, OPERATOR, MOMENT, account(office).id, LinkPurpose.RESET)
    change_password(office, viewer, command(), MOMENT)
    assert is_password(account(office).password_hash, NEW)
    assert browsers(office) == [viewer.session_id]
    with pytest.raises(NotFoundError):
        open_link(office, OpenLink(token, ADDRESS, SECRET), MOMENT)
    assert audited(office)[-1] == ("password changed", "@planner", {})


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        (command("forkert"), "current_password", "not the password"),
        (command(""), "current_password", "nothing"),
        (command(chosen=NewPassword("kort", "kort")), "password", "too short"),
        (command(chosen=NewPassword(USER, USER)), "password", "the user name"),
        (command(chosen=NewPassword(NEW, OLD)), "password_again", "mistyped"),
    ],
)
def test_a_mistake_names_its_field_and_changes_nothing(
    office: Database, wrong: ChangePassword, field: str, reason: str
) -> None:
    sign_in_browser(office)
    viewer = sign_in_browser(office)
    with pytest.raises(InvalidInputError) as refusal:
        change_password(office, viewer, wrong, MOMENT)
    assert refusal.value.field == field, reason
    assert is_password(account(office).password_hash, OLD)
    assert len(browsers(office)) == 2
    assert audited(office) == []


def test_guessing_it_is_counted_with_signing_in(office: Database) -> None:
    """A stolen session must be no quieter place to guess."""
    viewer = sign_in_browser(office)
    for _ in range(MOST_PER_NAME):
        with pytest.raises(InvalidInputError):
            change_password(office, viewer, command("forkert"), MOMENT)
    with pytest.raises(RefusedError, match="Too many attempts"):
        change_password(office, viewer, command(), MOMENT)
    with office.writing() as session, pytest.raises(RefusedError, match="Too many attempts"):
        count_attempt(session, Attempt(Door.PASSWORD, USER, ADDRESS, SECRET), NOW)


def test_a_mistake_in_the_new_one_is_no_guess(office: Database) -> None:
    viewer = sign_in_browser(office)
    for _ in range(MOST_PER_NAME + 1):
        with pytest.raises(InvalidInputError, match="12 to 200"):
            change_password(office, viewer, command(chosen=NewPassword("kort", "kort")), MOMENT)
    change_password(office, viewer, command(), MOMENT)
    assert is_password(account(office).password_hash, NEW)


@pytest.mark.parametrize(
    ("prepare", "state"),
    [
        (lambda _database: None, OwnPassword.CHANGEABLE),
        (lambda database: change(database, is_sample=True), OwnPassword.SAMPLE),
        (lambda database: change(database, password_hash=None), OwnPassword.AT_PROVIDER),
        (lambda database: change_organisation(database, allows_passwords=False), OwnPassword.SWITCHED_OFF),
    ],
)
def test_the_page_knows_beforehand_what_would_be_refused(
    office: Database, prepare: Callable[[Database], None], state: OwnPassword
) -> None:
    viewer = sign_in_browser(office)
    prepare(office)
    with office.reading() as session:
        assert own_password(session, viewer) is state
    if state is not OwnPassword.CHANGEABLE:
        with pytest.raises(RefusedError):
            change_password(office, viewer, command(), MOMENT)


@pytest.mark.parametrize("viewer", [ANONYMOUS, OPERATOR])
def test_who_has_no_account_has_no_password(office: Database, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError):
        change_password(office, viewer, command(), MOMENT)
