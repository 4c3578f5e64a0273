"""Administrators add and change accounts; two of them at once, mistakes, and the last of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from office import Office, open_office
from small_plan import MOMENT, PLANNER, READER

from wheel.core.access import ANONYMOUS, Role, Viewer
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, RefusedError
from wheel.store.account_links import link_of_token
from wheel.store.database import Database
from wheel.store.organisation import find_organisation, save_organisation
from wheel.store.posts import add_post
from wheel.usecases.account_fields import AccountFields
from wheel.usecases.save_account import InviteAccount, Invited, SaveAccount, invite_account, save_account

NEW = AccountFields(" Ny.Konto ", "  Den  nye konto ", " Ny@Fjordby.test ", Role.PLANNER)


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


def invite(
    office: Office, fields: AccountFields = NEW, post: str | None = None, viewer: Viewer | None = None
) -> Invited:
    with office.database.writing() as session:
        return invite_account(session, viewer or office.administrator, InviteAccount(fields, post), MOMENT)


def save(office: Office, account_id: str, seen: int = 1, viewer: Viewer | None = None, **changes: object) -> None:
    account = office.account(account_id)
    fields = AccountFields(account.user_name, account.display_name, account.email or "", account.role)
    with office.database.writing() as session:
        command = SaveAccount(account_id, seen, replace(fields, **changes))  # type: ignore[arg-type]
        save_account(session, viewer or office.administrator, command, MOMENT)


def test_a_new_account_has_no_password_but_a_link_to_choose_one(office: Office) -> None:
    invited = invite(office)
    made = office.account(invited.account_id)
    assert (made.user_name, made.display_name, made.email, made.role, made.password_hash) == (
        "ny.konto",
        "Den nye konto",
        "ny@fjordby.test",
        Role.PLANNER,
        None,
    )
    with office.database.reading() as session:
        link = link_of_token(session, invited.token, MOMENT.at)
    assert link is not None
    assert link.account.id == made.id
    assert office.acts() == [("added", "account", made.id)], "one thing was done"
    assert invited.token not in repr(invited)


def test_where_nobody_signs_in_with_a_password_there_is_no_link(office: Office) -> None:
    with office.database.writing() as session:
        organisation = find_organisation(session)
        assert organisation is not None
        save_organisation(session, replace(organisation, allows_passwords=False))
    assert invite(office).token == ""


def test_a_new_account_may_hold_a_post_from_today(office: Office) -> None:
    invited = invite(office, post=office.vacant)
    assert office.viewer(invited.account_id).name == "Økonomichefen"


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"user_name": " "}, "user_name", "none"),
        ({"user_name": "x" * 201}, "user_name", "too long"),
        ({"user_name": "STAB"}, "user_name", "taken, in other letters"),
        ({"user_name": "a\tb"}, "user_name", "nobody can type that"),
        ({"display_name": " "}, "display_name", "none"),
        ({"display_name": "x" * 201}, "display_name", "too long"),
        ({"display_name": "a\u202eb"}, "display_name", "turns the text round"),
        ({"email": "ny"}, "email", "no address"),
        ({"email": "a@b, c@d"}, "email", "two addresses"),
        ({"email": "a@b\r\nBcc: c@d"}, "email", "a header of its own"),
        ({"email": "Ny <a@b>"}, "email", "with a name"),
        ({"email": "ny@fjordbyø.test"}, "email", "not every mail server takes it"),
        ({"email": ".@."}, "email", "looks like one only"),
        ({"email": "x" * 250 + "@b.dk"}, "email", "too long"),
        ({"email": "STAB@fjordby.test"}, "email", "somebody else's"),
    ],
)
def test_what_cannot_be_names_the_field(office: Office, change: dict[str, str], field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        invite(office, replace(NEW, **change))
    assert refusal.value.field == field, reason
    with pytest.raises(InvalidInputError) as refusal:
        save(office, office.clerk, **change)
    assert refusal.value.field == field, reason
    assert office.acts() == []


@pytest.mark.parametrize("post", ["nonsense", "closed"])
def test_a_post_that_cannot_be_given_is_named(office: Office, post: str) -> None:
    if post == "closed":
        with office.database.writing() as session:
            post = add_post(session, "Amtmanden", ends=MOMENT.today)
    with pytest.raises(InvalidInputError) as refusal:
        invite(office, post=post)
    assert refusal.value.field == "post"


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, PLANNER])
def test_only_administrators_keep_accounts(office: Office, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError):
        invite(office, viewer=viewer)
    with pytest.raises(ForbiddenError):
        save(office, office.clerk, viewer=viewer, role=Role.ADMINISTRATOR)
    assert office.account(office.clerk).role is Role.READER


def test_a_changed_account_keeps_what_was_not_changed(office: Office) -> None:
    save(office, office.clerk, display_name="Borgerservice", role=Role.PLANNER, email="")
    changed = office.account(office.clerk)
    assert (changed.display_name, changed.role, changed.email, changed.user_name) == (
        "Borgerservice",
        Role.PLANNER,
        None,
        "kontor",
    )
    assert (changed.version, changed.password_hash) == (2, "a hash")
    assert office.acts() == [("saved", "account", office.clerk)]


def test_the_second_of_two_administrators_is_told_of_the_first(office: Office) -> None:
    save(office, office.clerk, display_name="Borgerservice")
    with pytest.raises(ConflictError, match="Somebody else changed this account"):
        save(office, office.clerk, display_name="Kontoret")
    assert office.account(office.clerk).display_name == "Borgerservice"


def test_the_last_administrator_stays_one(office: Office) -> None:
    save(office, office.deputy, role=Role.PLANNER)
    with pytest.raises(RefusedError, match="Somebody must be left"):
        save(office, office.chair, role=Role.READER)
    assert office.account(office.chair).role is Role.ADMINISTRATOR
    save(office, office.chair, display_name="Et andet navn")


def test_one_may_give_up_administering_while_another_is_left(office: Office) -> None:
    save(office, office.chair, role=Role.READER)
    assert office.account(office.chair).role is Role.READER
