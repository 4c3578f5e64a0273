"""A tour of signing in through the provider, for the test of languages; an administrator takes it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_provider import RULE, SIGN_IN, deletion
from web_site import Site

Visit = tuple[str, dict[str, str] | None]


def provider_to_read(place: Site) -> Iterator[Visit]:
    yield "/me/provider", None
    yield SIGN_IN, None


def provider_mistakes(place: Site) -> Iterator[Visit]:
    yield "/sign-in/provider/callback", None
    yield "/me/provider/deletions", {}
    yield f"{SIGN_IN}/checks", {}
    for wrong in ({"seen": "?"}, {"seen": "0"}, {"seen": "1"}):
        yield SIGN_IN, wrong
    for wrong in ({"claim": ""}, {"value": ""}, {"gives": ""}, {"gives": "post:0"}, {"claim": "0" * 121}):
        yield f"{SIGN_IN}/rules", RULE | wrong
    yield f"{SIGN_IN}/rules/0/deletions", {}


def provider_changes(place: Site) -> Iterator[Visit]:
    yield f"{SIGN_IN}/rules", RULE
    yield SIGN_IN, None
    yield deletion(place), {}
    yield SIGN_IN, {"seen": "1", "allows_passwords": "1", "admits_newcomers": "1"}
    yield SIGN_IN, None
