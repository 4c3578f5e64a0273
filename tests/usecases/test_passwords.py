"""Passwords are hashed alike however a keyboard sends them, and checking them costs the same for everybody."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from password_people import NEW, OLD, CountingHasher

from wheel.errors import InvalidInputError
from wheel.usecases.passwords import (
    LONGEST,
    SHORTEST,
    NewPassword,
    hash_again,
    hash_password,
    is_password,
    wants_new_hash,
)

pytestmark = pytest.mark.usefixtures("hasher")

DECOMPOSED = unicodedata.normalize("NFD", "blåbærgrød på åen")
COMPOSED = unicodedata.normalize("NFC", DECOMPOSED)


@pytest.mark.parametrize("length", [SHORTEST, LONGEST])
def test_the_shortest_and_the_longest_are_taken_whole(length: int) -> None:
    password = "ø" * length
    kept = hash_password(password)
    assert is_password(kept, password)
    assert not is_password(kept, password[:-1])
    assert not is_password(kept, password + "ø")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("x" * (SHORTEST - 1), "too short"),
        ("", "nothing"),
        ("x" * (LONGEST + 1), "too long"),
        ("å" * 11, "eleven letters"),
        (unicodedata.normalize("NFD", "å" * 11), "eleven letters, each sent as two"),
    ],
)
def test_other_lengths_are_refused(password: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match="12 to 200 characters") as refusal:
        hash_password(password)
    assert refusal.value.field == "password", reason


@pytest.mark.parametrize("chosen", [COMPOSED, DECOMPOSED])
@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED])
def test_it_fits_however_the_keyboard_sends_it(chosen: str, typed: str) -> None:
    assert is_password(hash_password(chosen), typed)


def test_hashes_made_before_passwords_were_normalised_still_fit(hasher: CountingHasher) -> None:
    assert is_password(hasher.hash(DECOMPOSED), DECOMPOSED)
    assert is_password(hasher.hash(COMPOSED), COMPOSED)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=SHORTEST, max_size=LONGEST))
def test_every_password_that_is_hashed_fits_and_another_does_not(password: str) -> None:
    kept = hash_again(password)
    assert is_password(kept, password)
    assert not is_password(kept, "another " + password)
    assert not wants_new_hash(kept)


@pytest.mark.parametrize("typed", [OLD, "x", "", COMPOSED, DECOMPOSED, "x" * 100_000])
def test_an_account_that_is_not_there_costs_the_same(hasher: CountingHasher, typed: str) -> None:
    """Counted in the work of the hasher itself: a clock would say the same on a quiet machine only."""
    kept = hash_password(NEW)
    is_password(None, OLD)
    costs = set()
    for password_hash in (kept, hash_password(OLD), None, ""):
        before = hasher.verified
        is_password(password_hash, typed)
        costs.add(hasher.verified - before)
    assert len(costs) == 1
    assert costs <= {1, 2}


def test_not_even_the_first_account_that_is_not_there_costs_more(hasher: CountingHasher) -> None:
    kept = hasher.hash(OLD)
    hashed = hasher.hashed
    is_password(kept, OLD)
    is_password(None, OLD)
    assert hasher.hashed == hashed + 1, "what nobody's password is compared with is made for the first of either"


@pytest.mark.parametrize(
    ("chosen", "field", "reason"),
    [
        (NewPassword("kort", "kort"), "password", "too short"),
        (NewPassword("adgangskode123", "adgangskode123"), "password", "guessed first"),
        (NewPassword("fjordbykommune", "fjordbykommune"), "password", "the organisation"),
        (NewPassword(NEW, OLD), "password_again", "mistyped"),
        (NewPassword(NEW, ""), "password_again", "typed once"),
    ],
)
def test_what_cannot_be_chosen_names_its_field(chosen: NewPassword, field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        chosen.hashed(["Fjordby Kommune"])
    assert refusal.value.field == field, reason


def test_a_password_shows_in_no_traceback() -> None:
    assert NEW not in repr(NewPassword(NEW, NEW))
