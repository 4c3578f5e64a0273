"""Signing in through the provider on both databases: one account for one person, also when two come at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from wheel.core.access import OPERATOR, Moment, Role, Viewer
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.account_sessions import session_of_key, sessions_of_account
from wheel.store.accounts import account_row, add_account, all_accounts, find_account
from wheel.store.database import Database
from wheel.store.organisation import find_organisation, save_organisation
from wheel.store.post_tenures import holdings_of_account
from wheel.store.posts import add_post
from wheel.usecases.claim_rules import AddClaimRule, add_rule, delete_rule, show_claim_rules
from wheel.usecases.identify import viewer_of
from wheel.usecases.provider_connection import connect_provider, disconnect_provider, show_connection
from wheel.usecases.provider_sign_in import ProvenIdentity, ProviderSignIn, id_token_of, sign_in_through_provider
from wheel.usecases.set_up import new_organisation
from wheel.usecases.sign_in_settings import SaveSignIn, allow_passwords, save_sign_in, show_sign_in

NOW = Moment(datetime(2026, 11, 21, 12, tzinfo=UTC), date(2026, 11, 21))
ISSUER, SECRET = "https://login.example.dk", "a secret key"
READER = Viewer(role=Role.READER, name="Læseren")


@pytest.fixture(autouse=True)
def _set_up(database: Database) -> None:
    with database.writing() as session:
        save_organisation(session, new_organisation("Strandby Kommune"))
        add_account(session, "leder", "Chefen", "a hash", Role.ADMINISTRATOR)


def signed_in(database: Database, subject: str = "1", issuer: str = ISSUER, **claims: object) -> Viewer:
    command = ProviderSignIn(ProvenIdentity(issuer, subject, claims), "a.b.c", SECRET)
    with database.writing() as session:
        begun = session_of_key(session, sign_in_through_provider(session, command, NOW))
        assert begun is not None
        return viewer_of(session, begun.account, NOW.today, begun.id)


def test_the_same_subject_of_another_issuer_is_another_person(database: Database) -> None:
    one, again = signed_in(database), signed_in(database)
    other = signed_in(database, issuer="https://elsewhere.example")
    assert one.account_id == again.account_id
    assert one.account_id != other.account_id


def test_subjects_are_compared_letter_by_letter(database: Database) -> None:
    assert signed_in(database, "abc").account_id != signed_in(database, "ABC").account_id


def test_names_are_made_unique(database: Database) -> None:
    for subject in ("1", "2", "3"):
        signed_in(database, subject, preferred_username="LEDER")
    with database.reading() as session:
        assert [one.user_name for one in all_accounts(session)] == ["leder", "leder-2", "leder-3", "leder-4"]


def test_names_of_any_length_fit(database: Database) -> None:
    for subject in ("1", "2"):
        signed_in(database, subject, preferred_username="x" * 500, name="y" * 500, email="z" * 300 + "@x.dk")
    with database.reading() as session:
        made = all_accounts(session)[1:]
    assert all(len(one.user_name) <= 200 and len(one.display_name) == 200 and one.email is None for one in made)


def test_the_id_token_comes_out_again_for_the_session_that_began_with_it(database: Database) -> None:
    viewer = signed_in(database)
    with database.reading() as session:
        assert id_token_of(session, viewer, SECRET) == "a.b.c"
        assert id_token_of(session, viewer, "another secret key") is None
        assert id_token_of(session, replace(viewer, session_id=None), SECRET) is None


def test_the_session_that_the_browser_had_before_ends(database: Database) -> None:
    first = signed_in(database)
    command = ProviderSignIn(ProvenIdentity(ISSUER, "1"), "a.b.c", SECRET, replaces=first.session_id)
    with database.writing() as session:
        sign_in_through_provider(session, command, NOW)
        left = sessions_of_account(session, first.account_id or "")
    assert first.session_id not in {one.id for one in left}
    assert len(left) == 1


def test_a_post_that_began_and_ends_on_one_day_leaves_nothing_behind(database: Database) -> None:
    with database.writing() as session:
        post_id = add_post(session, "Direktøren")
        add_rule(session, OPERATOR, AddClaimRule("groups", "a", post_id=post_id), NOW)
    assert signed_in(database, groups=["a"]).posts == {post_id}
    viewer = signed_in(database, groups=[])
    assert viewer.posts == frozenset()
    with database.reading() as session:
        assert holdings_of_account(session, viewer.account_id or "") == ()


def test_a_post_that_is_no_more_is_not_given(database: Database) -> None:
    with database.writing() as session:
        post_id = add_post(session, "Direktøren", ends=NOW.today)
        add_rule(session, OPERATOR, AddClaimRule("groups", "a", post_id=post_id), NOW)
    assert signed_in(database, groups=["a"]).posts == frozenset()


def test_the_last_administrator_counts_only_those_who_can_sign_in(database: Database) -> None:
    """With passwords turned off, an administrator who has nothing but one is no help."""
    with database.writing() as session:
        add_rule(session, OPERATOR, AddClaimRule("groups", "chiefs", role=Role.ADMINISTRATOR), NOW)
    chief = signed_in(database, groups=["chiefs"])
    with database.writing() as session:
        save_sign_in(session, chief, SaveSignIn(False, True, show_sign_in(session, chief).version), NOW)
    assert signed_in(database, groups=[]).role is Role.ADMINISTRATOR
    with database.writing() as session:
        allow_passwords(session, OPERATOR, NOW)
    assert signed_in(database, groups=[]).role is Role.READER


def test_only_administrators_change_how_people_sign_in(database: Database) -> None:
    with database.writing() as session:
        with pytest.raises(ForbiddenError):
            add_rule(session, READER, AddClaimRule("groups", "a", role=Role.PLANNER), NOW)
        with pytest.raises(ForbiddenError):
            delete_rule(session, READER, "x", NOW)
        with pytest.raises(ForbiddenError):
            show_claim_rules(session, READER)
        with pytest.raises(ForbiddenError):
            save_sign_in(session, READER, SaveSignIn(True, True, 1), NOW)
        with pytest.raises(ForbiddenError):
            show_sign_in(session, READER)


def test_what_is_wrong_with_a_rule_is_said(database: Database) -> None:
    with database.writing() as session:
        with pytest.raises(InvalidInputError):
            add_rule(session, OPERATOR, AddClaimRule("groups", "a"), NOW)
        with pytest.raises(InvalidInputError):
            add_rule(session, OPERATOR, AddClaimRule("groups", "a", Role.READER, "x"), NOW)
        with pytest.raises(NotFoundError):
            delete_rule(session, OPERATOR, "x", NOW)
        with pytest.raises(ConflictError):
            save_sign_in(session, OPERATOR, SaveSignIn(True, True, 99), NOW)


def test_an_account_is_connected_once_and_let_go_while_it_has_a_password(database: Database) -> None:
    with database.writing() as session:
        account = find_account(session, "leder")
        assert account is not None
        owner = viewer_of(session, account, NOW.today)
        connect_provider(session, owner, ProvenIdentity(ISSUER, "7"), NOW)
        assert show_connection(session, owner) == (True, True)
    newcomer = signed_in(database, "8")
    with database.writing() as session, pytest.raises(RefusedError):
        connect_provider(session, newcomer, ProvenIdentity(ISSUER, "7"), NOW)
    with database.writing() as session:
        disconnect_provider(session, owner, NOW)
        assert show_connection(session, owner) == (False, True)
        account_row(session, account.id).password_hash = None
        connect_provider(session, owner, ProvenIdentity(ISSUER, "7"), NOW)
        with pytest.raises(RefusedError):
            disconnect_provider(session, owner, NOW)
    with database.reading() as session:
        organisation = find_organisation(session)
        assert organisation is not None
        with pytest.raises(ForbiddenError):
            show_connection(session, Viewer())
