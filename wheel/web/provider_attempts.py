"""What a browser keeps while it is away at the sign-in provider, in its signed cookie; used once, and not for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import session

from wheel.web.provider_protocol import Attempt

KEPT_FOR = timedelta(minutes=10)
# In as many tabs one may have begun; a cookie has room for 4 kB.
MOST = 3
LONGEST_ADDRESS = 400
_KEY = "provider"


@dataclass(frozen=True)
class KeptAttempt:
    """`back` is the page to go to afterwards. `owner` is the session that connects its account; "" for signing in."""

    attempt: Attempt
    back: str
    owner: str


def keep_attempt(attempt: Attempt, back: str, owner: str, at: datetime) -> None:
    back = back if len(back) <= LONGEST_ADDRESS else "/"
    begun = int(at.timestamp())
    kept = [one for one in session.get(_KEY, []) if one["state"] != attempt.state][1 - MOST :]
    new = {"state": attempt.state, "nonce": attempt.nonce, "verifier": attempt.verifier}
    session[_KEY] = [*kept, new | {"back": back, "owner": owner, "begun": begun}]


def take_attempt(state: str, at: datetime) -> KeptAttempt | None:
    """The attempt that this browser began with that state, no more than ten minutes ago. It is not kept any longer."""
    kept = session.get(_KEY, [])
    found = next((one for one in kept if one["state"] == state), None)
    if found is None:
        return None
    session[_KEY] = [one for one in kept if one is not found]
    if at - datetime.fromtimestamp(found["begun"], UTC) > KEPT_FOR:
        return None
    attempt = Attempt(found["state"], found["nonce"], found["verifier"])
    return KeptAttempt(attempt, found["back"], found["owner"])
