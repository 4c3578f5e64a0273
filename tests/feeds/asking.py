"""A calendar program's questions to a feed of the test's own site, and answers that were spoilt on their way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from calendar_rules_answers import Answer
from flask import Flask

Headers = Mapping[str, str]
NOWHERE = "/feeds/findes-ikke.ics"


@dataclass(frozen=True)
class Asking:
    """Asks for the feed at `address`, which may have options behind it."""

    app: Flask
    address: str

    def __call__(
        self, method: str = "GET", headers: Headers | None = None, behind: str = "", *, missing: bool = False
    ) -> Answer:
        address = NOWHERE if missing else self.address
        if behind:
            address += f"{'&' if '?' in address else '?'}{behind}"
        with self.app.test_client() as client:
            response = client.open(address, method=method, headers=dict(headers or {}))
            answered = {name.lower(): value for name, value in response.headers}
            return Answer(response.status_code, answered, response.data)


@dataclass(frozen=True)
class Spoilt:
    """The same questions; each answer comes through `spoil`, with the method and the headers that it was asked with."""

    asking: Asking
    spoil: Callable[[Answer, str, Headers], Answer]

    def __call__(
        self, method: str = "GET", headers: Headers | None = None, behind: str = "", *, missing: bool = False
    ) -> Answer:
        asked = {name.lower(): value for name, value in (headers or {}).items()}
        asked |= {"behind": behind} if behind else {}
        asked |= {"missing": "yes"} if missing else {}
        return self.spoil(self.asking(method, headers, behind, missing=missing), method, asked)


def with_headers(answer: Answer, **headers: str | None) -> Answer:
    """Content_Type="..." is the header content-type; None takes it away."""
    changed = dict(answer.headers)
    for name, value in headers.items():
        changed.pop(name.replace("_", "-").lower(), None)
        if value is not None:
            changed[name.replace("_", "-").lower()] = value
    return replace(answer, headers=changed)
