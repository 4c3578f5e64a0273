"""Passwords: what may be chosen, and their hashes, argon2id with the parameters its library recommends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wheel.core.guessable import normalised, require_unguessable
from wheel.errors import InvalidInputError
from wheel.store.accounts import Account
from wheel.store.database import Session
from wheel.store.organisation import find_organisation

SHORTEST, LONGEST = 12, 200
_hasher = PasswordHasher()


@dataclass(frozen=True)
class NewPassword:
    """A password that somebody chooses, typed twice; neither shows in a log or a traceback."""

    password: str = field(repr=False)
    again: str = field(repr=False)

    def hashed(self, names: Iterable[str]) -> str:
        """The hash to keep. Raises InvalidInputError naming the field, also for what anybody guesses who knows `names`.

        Slow on purpose: call it between transactions.
        """
        require_choosable(self.password, names)
        if self.password != self.again:
            raise InvalidInputError("The two passwords are not the same.", field="password_again")
        return hash_password(self.password)


def known_names(session: Session, account: Account) -> tuple[str, ...]:
    """What everybody knows of the account and the organisation, none of which is a password."""
    organisation = find_organisation(session)
    local_part = (account.email or "").partition("@")[0]
    return (account.user_name, account.display_name, local_part, organisation.name if organisation else "")


def accepts_passwords(session: Session) -> bool:
    """Whether people may sign in with a password, rather than at the organisation's provider alone."""
    organisation = find_organisation(session)
    return organisation is None or organisation.allows_passwords


def require_choosable(password: str, names: Iterable[str]) -> None:
    """Raise InvalidInputError unless it is 12 to 200 characters, of any kind, and not among the first guesses."""
    _require_length(password)
    require_unguessable(password, names)


def hash_password(password: str) -> str:
    """Raises InvalidInputError for a password of fewer than 12 or more than 200 characters."""
    _require_length(password)
    return hash_again(password)


def hash_again(password: str) -> str:
    """The hash, with today's parameters, of a password that fits already, whatever the rules were back then."""
    return _hasher.hash(normalised(password))


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether the password fits. Takes as long for an account that is not there (None).

    Tried as it is typed too, for the hashes that were made before passwords were normalised; both are tried even where
    the first fits, so that the time tells nothing.
    """
    nobodys = _nobodys_hash()
    typed = password[:LONGEST]
    fits = [_fits(password_hash or nobodys, form) for form in dict.fromkeys((normalised(typed), typed))]
    return any(fits) and bool(password_hash) and typed == password


def wants_new_hash(password_hash: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _require_length(password: str) -> None:
    if len(normalised(password)) < SHORTEST or len(password) > LONGEST:
        raise InvalidInputError(
            "Choose a password of %(least)s to %(most)s characters.", field="password", least=SHORTEST, most=LONGEST
        )


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash("nobody has this password")
