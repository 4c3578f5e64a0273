"""Turning the second factor on, off and anew: only with proof, and never with a code twice."""

from __future__ import annotations

import pytest
from people_signing_in import (
    PASSWORD,
    SECRET,
    at,
    browser_of,
    code,
    entries,
    offered,
    proof,
    version_of,
    with_second_factor,
)
from small_plan import MOMENT
from sqlalchemy import select, update

from wheel.core.access import ANONYMOUS, OPERATOR, Viewer
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.account_sessions import sessions_of_account
from wheel.store.database import Database
from wheel.store.tables import AccountRow, RecoveryCodeRow
from wheel.usecases.attempts import MOST_PER_NAME
from wheel.usecases.second_factor import (
    OwnSecondFactor,
    TurnOn,
    renew_own_codes,
    show_own_second_factor,
    take_off_second_factor,
    turn_off,
    turn_on,
)


@pytest.fixture
def secretary(people: Database) -> Viewer:
    return browser_of(people)


def shown(database: Database, viewer: Viewer) -> OwnSecondFactor:
    with database.reading() as session:
        return show_own_second_factor(session, viewer)


def refused(database: Database, viewer: Viewer, typed: str) -> bool:
    """Whether that proves nothing."""
    try:
        renew_own_codes(database, viewer, proof(typed), MOMENT)
    except InvalidInputError as error:
        return error.field == "proof"
    return False


def test_it_is_on_once_a_code_and_the_password_were_right(people: Database, secretary: Viewer) -> None:
    assert shown(people, secretary).since is None
    _, codes = with_second_factor(people, secretary)
    after = shown(people, secretary)
    assert (after.since, after.codes_left) == (at(-60).at, 10)
    assert len(set(codes)) == 10
    assert all(len(one.replace("-", "")) == 16 for one in codes), "80 bits each"
    assert entries(people) == [("second factor turned on", "sekretær", "account", {})]


def test_the_database_holds_neither_the_key_nor_a_code(people: Database, secretary: Viewer) -> None:
    key, codes = with_second_factor(people, secretary)
    with people.reading() as session:
        kept = session.scalars(select(AccountRow.second_factor_key)).all()
        hashes = session.scalars(select(RecoveryCodeRow.code_hash)).all()
    assert [one for one in kept if one and key in one] == []
    assert {len(one) for one in hashes} == {64}
    assert not {one.replace("-", "") for one in codes} & set(hashes)


@pytest.mark.parametrize(
    ("typed", "password", "field", "reason"),
    [
        ("", PASSWORD, "code", "no code"),
        ("000000", PASSWORD, "code", "not the code"),
        ("right", "", "proof", "no password"),
        ("right", "forkert adgangskode", "proof", "not the password"),
    ],
)
def test_a_mistake_names_its_field_and_turns_nothing_on(
    people: Database,
    secretary: Viewer,
    typed: str,
    password: str,
    field: str,
    reason: str,
) -> None:
    key, sealed = offered(people, secretary)
    command = TurnOn(sealed, code(key) if typed == "right" else typed, proof(password))
    with pytest.raises(InvalidInputError) as mistake:
        turn_on(people, secretary, command, MOMENT)
    assert mistake.value.field == field, reason
    assert shown(people, secretary).since is None


@pytest.mark.parametrize("sealed", ["", "?", "another's", "another secret's"])
def test_a_key_that_was_not_offered_to_the_account_is_not_taken(
    people: Database,
    secretary: Viewer,
    sealed: str,
) -> None:
    """Else somebody could let another's account use a key that they know."""
    key, others = offered(people, browser_of(people, "administrator"))
    secret = "another" if sealed == "another secret's" else SECRET
    command = TurnOn(others if sealed.startswith("another") else sealed, code(key), proof(secret=secret))
    with pytest.raises(RefusedError):
        turn_on(people, secretary, command, MOMENT)
    assert shown(people, secretary).since is None


def test_it_is_turned_on_once_and_not_for_the_samples_account(people: Database, secretary: Viewer) -> None:
    with_second_factor(people, secretary)
    key, sealed = offered(people, secretary)
    with pytest.raises(RefusedError, match="on already"):
        turn_on(people, secretary, TurnOn(sealed, code(key), proof()), MOMENT)
    sample = browser_of(people, "proeve")
    key, sealed = offered(people, sample)
    with pytest.raises(RefusedError, match="sample"):
        turn_on(people, sample, TurnOn(sealed, code(key), proof()), MOMENT)


def test_an_account_without_a_password_needs_the_code_alone(people: Database) -> None:
    viewer = browser_of(people, "uden")
    key, _ = with_second_factor(people, viewer, "")
    assert shown(people, viewer).since is not None
    assert refused(people, viewer, ""), "from then on there is something to show"
    turn_off(people, viewer, proof(code(key)), MOMENT)
    assert shown(people, viewer).since is None


def test_turning_it_on_ends_the_accounts_other_sessions(people: Database, secretary: Viewer) -> None:
    browser_of(people)
    others = browser_of(people, "administrator")
    with_second_factor(people, secretary)
    with people.reading() as session:
        left = [
            [one.id for one in sessions_of_account(session, str(viewer.account_id))] for viewer in (secretary, others)
        ]
    assert left == [[secretary.session_id], [others.session_id]]


def test_the_password_a_code_or_a_recovery_code_is_proof_and_codes_only_once(
    people: Database,
    secretary: Viewer,
) -> None:
    key, codes = with_second_factor(people, secretary)
    now = code(key)
    assert not refused(people, secretary, now)
    assert refused(people, secretary, now), "the code has been used"
    assert refused(people, secretary, codes[0]), "new codes were made, so the old ones are worth nothing"
    newer = renew_own_codes(people, secretary, proof(), MOMENT)
    turn_off(people, secretary, proof(newer[0].upper().replace("-", " ")), MOMENT)
    assert shown(people, secretary) == OwnSecondFactor(None, 0, True, False, False)
    told = [entry[0] for entry in entries(people)]
    assert told == [
        "second factor turned on",
        "recovery codes renewed",
        "recovery codes renewed",
        "recovery code used",
        "second factor turned off",
    ]


def test_codes_are_no_proof_for_another_account(people: Database, secretary: Viewer) -> None:
    key, codes = with_second_factor(people, secretary)
    other = browser_of(people, "administrator")
    with_second_factor(people, other)
    assert refused(people, other, code(key))
    assert refused(people, other, codes[0])
    assert refused(people, other, "forkert adgangskode")
    assert shown(people, secretary).codes_left == 10


def test_guessing_from_a_browser_left_open_is_throttled(people: Database, secretary: Viewer) -> None:
    with_second_factor(people, secretary)
    for _ in range(MOST_PER_NAME):
        assert refused(people, secretary, "forkert adgangskode")
    with pytest.raises(RefusedError, match="Too many attempts"):
        turn_off(people, secretary, proof(), MOMENT)
    assert shown(people, secretary).since is not None


@pytest.mark.parametrize("viewer", [ANONYMOUS, OPERATOR], ids=["visitor", "operator"])
def test_only_an_account_has_one(people: Database, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError):
        shown(people, viewer)
    with pytest.raises(ForbiddenError):
        turn_off(people, viewer, proof(), MOMENT)


def test_nothing_to_turn_off_is_no_mistake_but_there_are_no_codes_either(
    people: Database,
    secretary: Viewer,
) -> None:
    turn_off(people, secretary, proof(), MOMENT)
    with pytest.raises(RefusedError, match="off"):
        renew_own_codes(people, secretary, proof(), MOMENT)
    assert entries(people) == []


def take_off(database: Database, viewer: Viewer, account: Viewer, seen: int) -> None:
    with database.writing() as session:
        take_off_second_factor(session, viewer, MOMENT, str(account.account_id), seen)


def test_an_administrator_takes_it_off_an_account_and_nobody_else(people: Database, secretary: Viewer) -> None:
    with_second_factor(people, secretary)
    administrator, seen = browser_of(people, "administrator"), version_of(people, secretary)
    with pytest.raises(ForbiddenError):
        take_off(people, secretary, secretary, seen)
    with pytest.raises(ConflictError):
        take_off(people, administrator, secretary, seen - 1)
    with pytest.raises(NotFoundError):
        take_off(people, administrator, Viewer(account_id="findes-ikke"), 1)
    assert shown(people, secretary).since is not None
    take_off(people, administrator, secretary, seen)
    assert shown(people, secretary) == OwnSecondFactor(None, 0, True, False, False)
    take_off(people, administrator, secretary, version_of(people, secretary))
    assert entries(people, "second factor taken off") == [("second factor taken off", "administrator", "account", {})]


def test_whoever_has_lost_the_key_to_the_key_is_refused_as_with_a_wrong_code(
    people: Database,
    secretary: Viewer,
) -> None:
    """After the service was given another secret key no code can be checked; the password still is proof."""
    key, codes = with_second_factor(people, secretary)
    for typed in (code(key), codes[0]):
        with pytest.raises(InvalidInputError):
            turn_off(people, secretary, proof(typed, "another secret key"), MOMENT)
    with people.writing() as session:
        session.execute(update(AccountRow).values(second_factor_key="no token"))
    assert refused(people, secretary, code(key))
    turn_off(people, secretary, proof(secret="another secret key"), MOMENT)
    assert shown(people, secretary).since is None
