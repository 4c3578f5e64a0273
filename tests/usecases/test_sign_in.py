"""Signing in gives nothing away, and guessing is slowed down across all processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from argon2 import PasswordHasher
from databases import another
from people_signing_in import PASSWORD, QUICK, entries
from small_plan import MOMENT
from sqlalchemy import select, update

from wheel.core.access import Moment, Role, Viewer
from wheel.core.plan import Organisation
from wheel.errors import RefusedError
from wheel.store.accounts import add_account, find_account, set_password_hash
from wheel.store.database import Database
from wheel.store.organisation import save_organisation
from wheel.store.tables import AccountRow, AccountSessionRow, OrganisationRow, SignInAttemptRow
from wheel.usecases.attempts import MOST_PER_ADDRESS, MOST_PER_NAME, WINDOW
from wheel.usecases.identify import identify, is_well
from wheel.usecases.sign_in import SignIn, sign_in

NOW = MOMENT.at
WEAKER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
WRONG = "The user name or the password is wrong."
THROTTLED = "Too many attempts."


@pytest.fixture
def filled(database: Database, quick_hashes: None) -> Database:
    """An account of a secretary, and one of a sample that the database is not."""
    password_hash = QUICK.hash(PASSWORD)
    with database.writing() as session:
        save_organisation(session, Organisation("Fjordby", "Europe/Copenhagen", "da", "0.aarshjul", is_sample=False))
        add_account(session, "Sekretær-Øst", "Sekretariatet", password_hash, Role.PLANNER)
        add_account(session, "proeve", "Prøven", password_hash, Role.PLANNER, is_sample=True)
    return database


def attempt(
    database: Database,
    name: str = "Sekretær-Øst",
    password: str = PASSWORD,
    *,
    at: datetime = NOW,
    address: str = "192.0.2.1",
) -> str:
    """The session key, or the words of the refusal."""
    try:
        return sign_in(database, SignIn(name, password, address, "secret"), Moment(at, at.date())).key
    except RefusedError as refusal:
        return str(refusal)


def entered(database: Database, key: str, at: datetime = NOW) -> Viewer | None:
    """Who comes in with that key."""
    return identify(database, key, Moment(at, at.date()))


def test_the_right_password_opens_the_accounts_own_session(filled: Database) -> None:
    viewer = entered(filled, attempt(filled))
    assert viewer is not None
    assert (viewer.role, viewer.person) == (Role.PLANNER, "Sekretariatet")
    assert entered(filled, "another key") is None


@pytest.mark.parametrize("name", ["sekretær-øst", "SEKRETÆR-ØST", "  Sekretær-Øst "])
def test_a_user_name_is_the_same_whatever_its_case(filled: Database, name: str) -> None:
    assert entered(filled, attempt(filled, name)) is not None


@pytest.mark.parametrize(
    ("name", "password", "reason"),
    [
        ("Sekretær-Øst", "forkert", "the wrong password"),
        ("Sekretær-Øst", "", "no password"),
        ("Sekretær-Øst", PASSWORD.upper(), "the password in capitals"),
        ("Sekretær-Øst", "x" * 100_000, "a password that is no password"),
        ("ingen", PASSWORD, "a user there is not"),
        ("", PASSWORD, "nobody"),
        ("proeve", PASSWORD, "the sample's account in a database that is no sample"),
    ],
)
def test_whatever_is_wrong_it_is_said_in_the_same_words(
    filled: Database, name: str, password: str, reason: str
) -> None:
    assert attempt(filled, name, password) == WRONG, reason


def test_the_samples_account_opens_the_sample(filled: Database) -> None:
    with filled.writing() as session:
        save_organisation(session, Organisation("Fjordby", "Europe/Copenhagen", "da", "0.aarshjul", is_sample=True))
    assert entered(filled, attempt(filled, "proeve")) is not None


def test_without_an_organisation_no_sample_account_opens_anything(database: Database) -> None:
    with database.writing() as session:
        add_account(session, "proeve", "Prøven", QUICK.hash(PASSWORD), Role.PLANNER, is_sample=True)
    assert attempt(database, "proeve") == WRONG


def test_after_eight_wrong_passwords_the_right_one_must_wait_too(filled: Database) -> None:
    """Also in another process, from another address, and however the name is written."""
    with another(filled) as other:
        for number in range(MOST_PER_NAME):
            database = (filled, other)[number % 2]
            assert attempt(database, password="forkert", address=f"192.0.2.{number}") == WRONG
        for database in (filled, other):
            assert attempt(database, address="198.51.100.1").startswith(THROTTLED)
            assert attempt(database, "  SEKRETÆR-ØST", address="198.51.100.2").startswith(THROTTLED)


def test_a_name_there_is_not_is_throttled_alike(filled: Database) -> None:
    """Otherwise the throttle would tell which names there are."""
    for _ in range(MOST_PER_NAME):
        assert attempt(filled, "ingen") == WRONG
    assert attempt(filled, "ingen").startswith(THROTTLED)


def test_others_are_not_kept_out(filled: Database) -> None:
    for _ in range(MOST_PER_NAME + 1):
        attempt(filled, "ingen")
    assert entered(filled, attempt(filled)) is not None


def test_a_quarter_of_an_hour_after_the_first_wrong_one_it_opens_again(filled: Database) -> None:
    for _ in range(MOST_PER_NAME):
        attempt(filled, password="forkert")
    assert attempt(filled, at=NOW + WINDOW - timedelta(seconds=1)).startswith(THROTTLED)
    assert entered(filled, attempt(filled, at=NOW + WINDOW)) is not None


def test_trying_while_throttled_does_not_make_it_longer(filled: Database) -> None:
    for _ in range(MOST_PER_NAME):
        attempt(filled, password="forkert")
    for minute in range(15):
        assert attempt(filled, at=NOW + timedelta(minutes=minute)).startswith(THROTTLED)
    assert entered(filled, attempt(filled, at=NOW + WINDOW)) is not None


def test_signing_in_forgets_the_wrong_ones(filled: Database) -> None:
    for _ in range(3):
        for _ in range(MOST_PER_NAME - 1):
            assert attempt(filled, password="forkert") == WRONG
        assert entered(filled, attempt(filled)) is not None


def test_one_address_cannot_go_through_the_names(filled: Database) -> None:
    for number in range(MOST_PER_ADDRESS):
        assert attempt(filled, f"navn-{number}") == WRONG
    assert attempt(filled, "endnu-et").startswith(THROTTLED)
    assert entered(filled, attempt(filled, address="192.0.2.2")) is not None


def test_a_whole_town_hall_may_sign_in_from_one_address(filled: Database) -> None:
    for _ in range(MOST_PER_ADDRESS + 1):
        assert entered(filled, attempt(filled)) is not None


def test_many_guesses_at_once_do_not_slip_past(filled: Database) -> None:
    guesses = MOST_PER_NAME * 2
    together = Barrier(guesses, timeout=60)

    def guess(_: int) -> str:
        together.wait()
        return attempt(filled, password="forkert")

    with ThreadPoolExecutor(guesses) as pool:
        words = list(pool.map(guess, range(guesses)))
    assert words.count(WRONG) == MOST_PER_NAME


def test_neither_names_nor_addresses_are_kept(filled: Database) -> None:
    attempt(filled, "ingen", address="192.0.2.77")
    with filled.reading() as session:
        subjects = session.scalars(select(SignInAttemptRow.subject)).all()
    assert len(set(subjects)) == 2
    assert not [subject for subject in subjects if "ingen" in subject or "192" in subject]
    assert all(len(subject) == 64 for subject in subjects)


def test_old_failures_are_not_kept(filled: Database) -> None:
    attempt(filled, "ingen")
    attempt(filled, "en anden", at=NOW + 2 * WINDOW)
    with filled.reading() as session:
        assert {row.at for row in session.scalars(select(SignInAttemptRow))} == {NOW + 2 * WINDOW}


def test_a_weak_hash_is_made_anew_when_its_password_is_known(filled: Database) -> None:
    with filled.reading() as session:
        before = find_account(session, "sekretær-øst")
    assert before is not None
    with filled.writing() as session:
        set_password_hash(session, before.id, WEAKER.hash(PASSWORD))
    assert entered(filled, attempt(filled)) is not None
    with filled.reading() as session:
        after = find_account(session, "sekretær-øst")
    assert after is not None
    assert not QUICK.check_needs_rehash(after.password_hash)
    assert entered(filled, attempt(filled)) is not None


def test_a_database_without_tables_is_not_well(filled: Database) -> None:
    assert is_well(filled)
    empty = Database("sqlite://")
    assert not is_well(empty)
    empty.dispose()


def test_each_attempt_is_written_down_and_nothing_that_was_typed(filled: Database) -> None:
    """Somebody may type the password where the name belongs."""
    attempt(filled)
    attempt(filled, password="forkert")
    attempt(filled, "min hemmelige adgangskode")
    attempt(filled, "proeve")
    assert entries(filled) == [
        ("signed in", "sekretær-øst", "session", {}),
        ("sign-in failed", "sekretær-øst", "session", {"factor": "password"}),
        ("sign-in failed", "", "session", {"factor": "password"}),
        ("sign-in failed", "proeve", "session", {"factor": "password"}),
    ]


def test_what_is_throttled_fills_no_audit(filled: Database) -> None:
    for _ in range(MOST_PER_NAME + 3):
        attempt(filled, password="forkert")
    assert len(entries(filled)) == MOST_PER_NAME


def test_a_closed_account_is_told_nothing(filled: Database) -> None:
    with filled.writing() as session:
        session.execute(update(AccountRow).values(is_closed=True))
    assert attempt(filled) == WRONG


def test_where_passwords_are_switched_off_none_is_tried(filled: Database) -> None:
    with filled.writing() as session:
        session.execute(update(OrganisationRow).values(allows_passwords=False))
    for name, password in (("Sekretær-Øst", PASSWORD), ("Sekretær-Øst", "forkert"), ("ingen", PASSWORD)):
        assert attempt(filled, name, password).startswith("Nobody signs in with a password here.")
    assert entries(filled) == []


def test_signing_in_anew_in_a_browser_ends_what_it_was_signed_in_to(filled: Database) -> None:
    first, other = attempt(filled), attempt(filled)
    viewer = entered(filled, first)
    assert viewer is not None
    sign_in(filled, SignIn("Sekretær-Øst", PASSWORD, "192.0.2.1", "secret", replaces=viewer.session_id), MOMENT)
    assert entered(filled, first) is None
    assert entered(filled, other) is not None


def test_signing_in_clears_away_the_sessions_that_hold_no_more(filled: Database) -> None:
    """Twelve hours after it began, or four after it was seen."""
    attempt(filled, at=NOW - timedelta(hours=4, seconds=1))
    young = attempt(filled, at=NOW - timedelta(hours=3))
    attempt(filled)
    assert entered(filled, young) is not None
    with filled.reading() as session:
        assert len(session.scalars(select(AccountSessionRow)).all()) == 2
