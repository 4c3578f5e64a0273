"""Deleting a person leaves nothing of the person, and all of what was done."""

from __future__ import annotations

from datetime import date

import pytest
from office import Office, in_days, open_office
from small_plan import MOMENT, PLANNER, TODAY
from sqlalchemy import select, update

from wheel.core.periods import Zoom
from wheel.core.saved_views import SavedView
from wheel.core.sign_in import LinkPurpose
from wheel.core.wheel_filters import WheelFilter
from wheel.errors import ConflictError, ForbiddenError, RefusedError
from wheel.store.account_links import add_link
from wheel.store.account_sessions import begin_session
from wheel.store.database import Database
from wheel.store.post_tenures import holdings_of_account
from wheel.store.posts import add_tenure
from wheel.store.saved_views import add_view, views_at_hand
from wheel.store.tables import AccountLinkRow, AccountRow, AccountSessionRow, Base, RecoveryCodeRow
from wheel.usecases.account_fields import AccountFields
from wheel.usecases.anonymise_account import AnonymiseAccount, anonymise_account
from wheel.usecases.close_account import CloseAccount, close_account, reopen_account
from wheel.usecases.identify import identify
from wheel.usecases.save_account import InviteAccount, SaveAccount, invite_account, save_account

MARKER = "Zebrafinke"


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


def anonymise(office: Office, account_id: str, seen: int = 1) -> None:
    with office.database.writing() as session:
        anonymise_account(session, office.administrator, AnonymiseAccount(account_id, seen), MOMENT)


def mark(office: Office) -> str:
    """Put the marker wherever an account can say whose it is; the key of a browser that is signed in."""
    personal = {
        name: f"{MARKER} {name}"
        for name in ("user_name", "display_name", "email", "password_hash", "second_factor_key")
    }
    with office.database.writing() as session:
        row_id = session.scalars(select(AccountRow.id).where(AccountRow.public_id == office.clerk)).one()
        at = {"second_factor_since": MOMENT.at, "second_factor_step": 7}
        provider = {"provider_issuer": f"https://{MARKER}.test", "provider_subject": MARKER}
        session.execute(update(AccountRow).where(AccountRow.id == row_id).values(**personal, **at, **provider))
        session.add(RecoveryCodeRow(account_id=row_id, code_hash=MARKER))
        wanted = WheelFilter(text=MARKER)
        add_view(session, office.clerk, SavedView("", f"{MARKER}s udvalg", Zoom.YEAR, wanted))
        add_view(session, None, SavedView("", "Alles", Zoom.YEAR))
        add_link(session, office.clerk, LinkPurpose.RESET, MOMENT.at, MOMENT.at.replace(year=2027))
        return begin_session(session, office.clerk, MOMENT.at, f"{MARKER} browser")


def test_nothing_is_left_anywhere_of_whose_account_it_was(office: Office) -> None:
    key = mark(office)
    anonymise(office, office.clerk)
    with office.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                assert MARKER not in str(tuple(row)), table.name
        for emptied in (AccountSessionRow, AccountLinkRow, RecoveryCodeRow):
            assert session.scalars(select(emptied)).all() == []
        assert [view.name for view in views_at_hand(session, office.clerk)] == ["Alles"]
        row = session.scalars(select(AccountRow).where(AccountRow.public_id == office.clerk)).one()
        assert (row.second_factor_since, row.second_factor_step, row.is_closed, row.is_anonymised) == (
            None,
            None,
            True,
            True,
        )
    assert identify(office.database, key, MOMENT) is None


def test_the_posts_that_were_held_stay_in_the_history_and_are_held_no_more(office: Office) -> None:
    with office.database.writing() as session:
        add_tenure(session, office.vacant, office.clerk, date(2020, 1, 1), date(2021, 1, 1))
        add_tenure(session, office.vacant, office.clerk, TODAY)
        add_tenure(session, office.vacant, office.clerk, in_days(30).today, in_days(60).today)
    anonymise(office, office.clerk)
    with office.database.reading() as session:
        held = [one.tenure.term for one in holdings_of_account(session, office.clerk)]
    assert [(term.begins, term.ends) for term in held] == [
        (date(2020, 1, 1), date(2021, 1, 1)),
        (date(2026, 10, 1), TODAY),
        # What began today may have been used today.
        (TODAY, in_days(1).today),
    ]


def test_the_audit_stays_and_says_that_it_was_done(office: Office) -> None:
    with office.database.writing() as session:
        close_account(session, office.viewer(office.deputy), CloseAccount(office.clerk, 1), MOMENT)
    anonymise(office, office.deputy)
    assert office.acts() == [("closed", "account", office.clerk), ("anonymised", "account", office.deputy)]


def test_two_people_can_be_deleted_and_their_names_used_again(office: Office) -> None:
    for account_id in (office.clerk, office.deputy):
        anonymise(office, account_id)
    assert office.account(office.clerk).user_name != office.account(office.deputy).user_name
    fields = AccountFields("kontor", "Kontoret", "kontor@fjordby.test", office.account(office.clerk).role)
    with office.database.writing() as session:
        again = invite_account(session, office.administrator, InviteAccount(fields), MOMENT)
    assert again.account_id != office.clerk


def test_it_cannot_be_undone(office: Office) -> None:
    anonymise(office, office.clerk)
    fields = AccountFields("kontor", "Kontoret", "", office.account(office.clerk).role)
    for act, command in (
        (reopen_account, CloseAccount(office.clerk, 2)),
        (save_account, SaveAccount(office.clerk, 2, fields)),
        (anonymise_account, AnonymiseAccount(office.clerk, 2)),
    ):
        with pytest.raises(RefusedError, match="This account is deleted"), office.database.writing() as session:
            act(session, office.administrator, command, MOMENT)  # type: ignore[operator]


def test_administrators_may_delete_themselves_while_another_is_left(office: Office) -> None:
    anonymise(office, office.chair)
    with pytest.raises(RefusedError, match="Somebody must be left"), office.database.writing() as session:
        anonymise_account(session, office.viewer(office.deputy), AnonymiseAccount(office.deputy, 1), MOMENT)
    assert not office.account(office.deputy).is_anonymised


def test_others_may_not_and_nobody_by_mistake(office: Office) -> None:
    with pytest.raises(ForbiddenError), office.database.writing() as session:
        anonymise_account(session, PLANNER, AnonymiseAccount(office.clerk, 1), MOMENT)
    with pytest.raises(ConflictError):
        anonymise(office, office.clerk, seen=2)
    assert office.account(office.clerk).display_name == "Kontorets konto"
