"""Signing in with the second factor: the password opens nothing but the question, and no code opens twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from people_signing_in import ADDRESS, PASSWORD, SECRET, at, browser_of, code, entries, proof, with_second_factor
from small_plan import MOMENT
from sqlalchemy import select, update

from wheel.core.access import Moment
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.account_sessions import session_of_key
from wheel.store.database import Database
from wheel.store.tables import AccountRow, AccountSessionRow, OrganisationRow
from wheel.usecases.attempts import MOST_PER_NAME
from wheel.usecases.identify import identify
from wheel.usecases.second_factor import turn_off
from wheel.usecases.sign_in import (
    LONGEST_WAIT,
    Opened,
    ShowSecondFactor,
    SignIn,
    awaits_second_factor,
    show_second_factor,
    sign_in,
)


@pytest.fixture
def learned(people: Database) -> tuple[str, tuple[str, ...]]:
    """The secretary's authenticator's key, and recovery codes."""
    return with_second_factor(people, browser_of(people))


def password(database: Database, moment: Moment = MOMENT, secret: str = SECRET) -> Opened:
    return sign_in(database, SignIn("sekretær", PASSWORD, ADDRESS, secret, "Firefox, Linux"), moment)


def show(
    database: Database,
    key: str,
    typed: str = "",
    recovery_code: str = "",
    moment: Moment = MOMENT,
    secret: str = SECRET,
) -> str:
    return show_second_factor(database, ShowSecondFactor(key, typed, recovery_code, ADDRESS, secret), moment)


def keys(database: Database) -> int:
    """How many sessions the secretary's account has that wait for nothing, besides that of the fixture."""
    with database.reading() as session:
        return len(session.scalars(select(AccountSessionRow).where(~AccountSessionRow.awaits_second_factor)).all()) - 1


def test_without_a_second_factor_the_password_is_enough(people: Database) -> None:
    opened = password(people)
    assert not opened.awaits_second_factor
    assert not awaits_second_factor(people, opened.key, MOMENT)
    with pytest.raises(RefusedError):
        show(people, opened.key, "000000")


@pytest.mark.usefixtures("learned")
def test_the_password_alone_is_nobody(people: Database) -> None:
    opened = password(people)
    assert opened.awaits_second_factor
    assert awaits_second_factor(people, opened.key, MOMENT)
    assert identify(people, opened.key, MOMENT) is None
    assert keys(people) == 0


def test_the_code_ends_the_wait_and_opens_another_session(
    people: Database, learned: tuple[str, tuple[str, ...]]
) -> None:
    waiting = password(people).key
    opened = show(people, waiting, code(learned[0]))
    viewer = identify(people, opened, MOMENT)
    assert viewer is not None
    assert viewer.person == "Sekretariatet"
    assert opened != waiting
    assert identify(people, waiting, MOMENT) is None
    with people.reading() as session:
        assert session_of_key(session, waiting) is None
        begun = session_of_key(session, opened)
    assert begun is not None
    assert begun.browser == "Firefox, Linux"
    assert entries(people)[1:] == [("signed in", "sekretær", "session", {})]


@pytest.mark.parametrize(
    ("seconds", "is_taken", "reason"),
    [
        (-60, False, "two steps old"),
        (-30, True, "the step before"),
        (0, True, "now"),
        (30, True, "a clock that is a little fast"),
        (60, False, "two steps ahead"),
    ],
)
def test_a_clock_may_be_half_a_minute_off(
    people: Database, learned: tuple[str, tuple[str, ...]], seconds: int, is_taken: bool, reason: str
) -> None:
    moment = at(300)
    waiting, typed = password(people, moment).key, code(learned[0], at(300 + seconds))
    if is_taken:
        assert identify(people, show(people, waiting, typed, moment=moment), moment), reason
    else:
        with pytest.raises(InvalidInputError) as mistake:
            show(people, waiting, typed, moment=moment)
        assert mistake.value.field == "code"


def test_a_code_opens_once_and_no_earlier_one_after_it(people: Database, learned: tuple[str, tuple[str, ...]]) -> None:
    """Whoever looked over the shoulder comes too late."""
    typed = f" {code(learned[0])[:3]} {code(learned[0])[3:]}"
    show(people, password(people).key, typed)
    for seconds in (0, -30):
        with pytest.raises(InvalidInputError):
            show(people, password(people).key, code(learned[0], at(seconds)))
    assert show(people, password(people).key, code(learned[0], at(30)))


def test_a_recovery_code_opens_once(people: Database, learned: tuple[str, tuple[str, ...]]) -> None:
    first, second = learned[1][:2]
    assert show(people, password(people).key, recovery_code=f" {first.upper()} ")
    with pytest.raises(InvalidInputError) as mistake:
        show(people, password(people).key, recovery_code=first)
    assert mistake.value.field == "recovery_code"
    assert show(people, password(people).key, recovery_code=second.replace("-", ""))
    assert entries(people, "recovery code used") == [("recovery code used", "sekretær", "account", {})] * 2


def test_of_two_who_have_the_same_code_at_once_one_comes_in(
    people: Database, learned: tuple[str, tuple[str, ...]]
) -> None:
    waiting = [password(people).key for _ in range(4)]
    together = Barrier(len(waiting), timeout=60)

    def try_it(key: str) -> bool:
        together.wait()
        try:
            return bool(show(people, key, code(learned[0])))
        except InvalidInputError:
            return False

    with ThreadPoolExecutor(len(waiting)) as pool:
        assert sorted(pool.map(try_it, waiting)) == [False, False, False, True]


def test_after_ten_minutes_one_begins_again(people: Database, learned: tuple[str, tuple[str, ...]]) -> None:
    waiting, late = password(people).key, at(LONGEST_WAIT.total_seconds())
    assert awaits_second_factor(people, waiting, at(LONGEST_WAIT.total_seconds() - 1))
    assert not awaits_second_factor(people, waiting, late)
    with pytest.raises(RefusedError, match="too long"):
        show(people, waiting, code(learned[0], late), moment=late)
    password(people, at(LONGEST_WAIT.total_seconds() + 1))
    with people.reading() as session:
        assert session_of_key(session, waiting) is None, "it is cleared away"


def test_guessing_codes_is_throttled_by_account_whatever_waits(
    people: Database, learned: tuple[str, tuple[str, ...]]
) -> None:
    for _ in range(MOST_PER_NAME):
        with pytest.raises(InvalidInputError):
            show(people, password(people).key, "000000")
    with pytest.raises(RefusedError, match="Too many attempts"):
        show(people, password(people).key, code(learned[0]))
    failed = entries(people, "sign-in failed")
    assert failed == [("sign-in failed", "sekretær", "session", {"factor": "second"})] * MOST_PER_NAME
    later = at(16 * 60)
    assert show(people, password(people, later).key, code(learned[0], later), moment=later)


def test_coming_in_forgets_the_failures(people: Database, learned: tuple[str, tuple[str, ...]]) -> None:
    for recovery_code in learned[1][:3]:
        waiting = password(people).key
        for _ in range(MOST_PER_NAME - 1):
            with pytest.raises(InvalidInputError):
                show(people, waiting, "000000")
        assert show(people, waiting, recovery_code=recovery_code)


@pytest.mark.parametrize("change", ["closed", "turned off", "no passwords"])
def test_what_changes_during_the_wait_counts(
    people: Database, learned: tuple[str, tuple[str, ...]], change: str
) -> None:
    waiting = password(people).key
    if change == "turned off":
        turn_off(people, browser_of(people), proof(learned[1][0]), MOMENT)
    with people.writing() as session:
        if change == "closed":
            session.execute(update(AccountRow).values(is_closed=True))
        if change == "no passwords":
            session.execute(update(OrganisationRow).values(allows_passwords=False))
    with pytest.raises(RefusedError):
        show(people, waiting, code(learned[0]))


@pytest.mark.usefixtures("learned")
def test_another_secret_key_is_said_plainly_once_the_password_was_right(people: Database) -> None:
    with pytest.raises(RefusedError, match="Ask an administrator"):
        password(people, secret="another")
    with pytest.raises(RefusedError, match="is wrong"):
        sign_in(people, SignIn("sekretær", "forkert", ADDRESS, "another"), MOMENT)
