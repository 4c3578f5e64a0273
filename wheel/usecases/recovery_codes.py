"""Recovery codes: each lets its owner in once, in place of the second factor; only their keyed hashes are kept."""

from __future__ import annotations

import base64
import re
import secrets
from datetime import datetime

from wheel.store.database import Session
from wheel.store.second_factors import replace_recovery_codes, use_recovery_code
from wheel.usecases.sealing import keyed_hash

CODES = 10
BYTES = 10
"""80 random bits: too many to guess, and too many to try against the hashes, which have a key besides."""

PURPOSE = "recovery codes"


def renew_codes(session: Session, account_id: str, secret: str) -> tuple[str, ...]:
    """Ten new codes, such as "abcd-efgh-ijkl-mnop", in place of all earlier ones; nobody can read them again."""
    codes = tuple(_new_code() for _ in range(CODES))
    replace_recovery_codes(session, account_id, [_hash(account_id, code, secret) for code in codes])
    return codes


def use_code(session: Session, account_id: str, typed: str, secret: str, at: datetime) -> bool:
    """Use a code up, however it is spaced and cased; whether it was one of the account's that was unused."""
    return use_recovery_code(session, account_id, _hash(account_id, typed, secret), at)


def _new_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(BYTES)).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _hash(account_id: str, code: str, secret: str) -> str:
    letters = re.sub(r"[\s-]", "", code[:100]).lower()
    return keyed_hash(secret, PURPOSE, f"{account_id} {letters}")
