"""Codes of an account's authenticator: six digits for each 30 seconds (RFC 6238), each of which is taken once."""

from __future__ import annotations

from datetime import datetime

import pyotp

from wheel.store.database import Session
from wheel.store.second_factors import second_factor_of, use_step
from wheel.usecases.sealing import seal, unseal

PURPOSE = "second factor"
STEPS_OFF = 1
"""How many steps of 30 seconds a telephone's clock may be off (RFC 6238, 5.2 and 6)."""


def sealed_key(key: str, secret: str) -> str:
    """An authenticator's key as the database keeps it."""
    return seal(secret, PURPOSE, key)


def is_readable(session: Session, account_id: str, secret: str) -> bool:
    """Whether the account's key can be opened: not after the service was given another secret key."""
    return _key_of(session, account_id, secret) is not None


def use_authenticators_code(session: Session, account_id: str, typed: str, secret: str, at: datetime) -> bool:
    """Whether the code is one of the account's authenticator now; then it is used up, and all before it."""
    key = _key_of(session, account_id, secret)
    step = None if key is None else step_of(key, typed, at)
    return step is not None and use_step(session, account_id, step)


def step_of(key: str, typed: str, at: datetime) -> int | None:
    """The time step whose code was typed, however it is spaced; None if it is of no step near `at`."""
    code = "".join(typed[:20].split())
    try:
        return pyotp.TOTP(key).verify_and_get_timecode(code, for_time=at, valid_window=STEPS_OFF)
    except pyotp.OTPVerificationError:
        return None


def _key_of(session: Session, account_id: str, secret: str) -> str | None:
    factor = second_factor_of(session, account_id)
    return None if factor is None else unseal(secret, PURPOSE, factor.sealed_key)
