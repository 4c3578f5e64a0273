"""Password hashes: argon2id with the parameters its library recommends."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wheel.errors import InvalidInputError

SHORTEST, LONGEST = 12, 200
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Raises InvalidInputError for a password of fewer than 12 or more than 200 characters."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInputError(
            "Choose a password of %(least)s to %(most)s characters.", field="password", least=SHORTEST, most=LONGEST
        )
    return _hasher.hash(password)


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether the password fits. Takes as long for an account that is not there (None)."""
    try:
        return _hasher.verify(password_hash or _nobodys_hash(), password[:LONGEST]) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


def wants_new_hash(password_hash: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash("nobody has this password")
