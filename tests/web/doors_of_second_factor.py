"""The doors of the second factor, and of the browsers in which somebody is signed in."""

from __future__ import annotations

from door import Door

DOORS: list[Door] = [
    # Nobody who knocks here has just shown a password, so they are led to where one is shown, or home.
    Door("second_factor.ask", "GET", "/sign-in/second-factor", 303),
    Door("second_factor.answer", "POST", "/sign-in/second-factor", 303, {"code": "000000"}),
    Door("second_factor.show", "GET", "/me/second-factor"),
    Door("second_factor.on", "POST", "/me/second-factor", 422, {"code": "000000"}),
    Door("second_factor.renew", "POST", "/me/second-factor/recovery-codes", 422, {"proof": "forkert"}),
    Door("second_factor.off", "POST", "/me/second-factor/deletions", 422, {"proof": "forkert"}),
    Door("own_sessions.show", "GET", "/me/sessions"),
    Door("own_sessions.end", "POST", "/me/sessions/findes-ikke/deletions", 404),
    Door("own_sessions.end_others", "POST", "/me/sessions/deletions", 303),
]
