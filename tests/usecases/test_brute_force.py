"""Many processes that guess at once get no more guesses than one, and learn nothing from how long an answer takes."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest
from databases import url_of
from password_people import (
    OLD,
    SECRET,
    USER,
    CountingHasher,
    account,
    change,
)
from small_plan import MOMENT

from wheel.core.access import OPERATOR
from wheel.core.sign_in import LinkPurpose
from wheel.errors import NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.usecases import passwords
from wheel.usecases.attempts import MOST_PER_ADDRESS, MOST_PER_NAME
from wheel.usecases.choose_password import OpenLink, open_link
from wheel.usecases.invite import make_link
from wheel.usecases.sign_in import SignIn, sign_in

PROCESSES, GUESSES = 4, 20
WRONG, THROTTLED, OPENED = "wrong", "throttled", "opened"


def guess_password(url: str, first: int, *, names: bool) -> list[str]:
    """One process: many passwords for one name from many addresses, or for many names from one address."""
    passwords._hasher = CountingHasher()
    database = Database(url)
    found = []
    for number in range(first, first + GUESSES):
        name, address = (f"navn {number}", "192.0.2.1") if names else (USER, f"192.0.2.{number}")
        try:
            sign_in(database, SignIn(name, f"gæt nummer {number}", address, SECRET), MOMENT)
        except RefusedError as refusal:
            found.append(THROTTLED if "Too many" in str(refusal) else WRONG)
        else:
            found.append(OPENED)
    database.dispose()
    return found


def guess_link(url: str, first: int) -> list[str]:
    database = Database(url)
    found = []
    for number in range(first, first + GUESSES):
        try:
            open_link(database, OpenLink(f"gæt {number}", "192.0.2.1", SECRET), MOMENT)
        except (RefusedError, NotFoundError) as refusal:
            found.append(THROTTLED if isinstance(refusal, RefusedError) else WRONG)
        else:
            found.append(OPENED)
    database.dispose()
    return found


@pytest.mark.parametrize(
    ("guess", "allowed"),
    [
        (partial(guess_password, names=False), MOST_PER_NAME),
        (partial(guess_password, names=True), MOST_PER_ADDRESS),
        (guess_link, MOST_PER_ADDRESS),
    ],
    ids=["one name", "one address", "links"],
)
def test_processes_that_guess_at_once_share_their_guesses(office: Database, guess: partial, allowed: int) -> None:
    with office.writing() as session:
        make_link(session, OPERATOR, MOMENT, account(office).id, LinkPurpose.RESET)
    firsts = range(0, PROCESSES * GUESSES, GUESSES)
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        answers = pool.map(guess, [url_of(office)] * PROCESSES, firsts)
        found = Counter(answer for process in answers for answer in process)
    assert found == {WRONG: allowed, THROTTLED: PROCESSES * GUESSES - allowed}


@pytest.mark.parametrize("password", ["forkert ord", OLD, "åå" * 9, "x" * 1000])
def test_a_name_that_is_there_costs_what_one_that_is_not_does(
    office: Database,
    hasher: CountingHasher,
    password: str,
) -> None:
    """The right password is left to the known name alone: it opens, which is what it may tell."""
    change(office, is_closed=password == OLD)
    costs = {}
    for name in ("first of all", USER, "ingen", ""):
        before = hasher.verified
        with pytest.raises(RefusedError):
            sign_in(office, SignIn(name, password, "192.0.2.1", SECRET), MOMENT)
        costs[name] = hasher.verified - before
    assert len(set(costs.values())) == 1, costs


def test_a_name_that_has_no_password_yet_costs_the_same(
    office: Database,
    hasher: CountingHasher,
) -> None:
    change(office, password_hash=None)
    before = hasher.verified
    with pytest.raises(RefusedError):
        sign_in(office, SignIn(USER, OLD, "192.0.2.1", SECRET), MOMENT)
    assert hasher.verified == before + 1


def test_throttled_guesses_cost_nothing(office: Database, hasher: CountingHasher) -> None:
    """Or the guesser could keep the service busy by them."""
    for _ in range(MOST_PER_NAME):
        with pytest.raises(RefusedError):
            sign_in(office, SignIn(USER, "forkert", "192.0.2.1", SECRET), MOMENT)
    before = hasher.verified
    with pytest.raises(RefusedError, match="Too many"):
        sign_in(office, SignIn(USER, OLD, "192.0.2.1", SECRET), MOMENT)
    assert hasher.verified == before
