"""The doors where a password is chosen. A link that is right is tried in the room's own tests."""

from __future__ import annotations

from door import Door

WRONG_LINK = "/passwords/intet-sådant-link"

DOORS: list[Door] = [
    Door("passwords.forgotten", "GET", "/passwords/forgotten"),
    # Nothing is sent from this site, which has no mail server.
    Door("passwords.ask", "POST", "/passwords/forgotten", 422, {"name": "nobody"}),
    Door("passwords.choose", "GET", WRONG_LINK, 404),
    Door("passwords.chosen", "POST", WRONG_LINK, 404),
    Door("passwords.own", "GET", "/me/password"),
    Door("passwords.change", "POST", "/me/password", 422),
]
