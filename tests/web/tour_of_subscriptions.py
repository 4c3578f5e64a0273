"""A tour of the pages that say how to subscribe, for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_subscriptions import PAGES
from web_site import Site

Visit = tuple[str, dict[str, str] | None]

CHOSEN = "agenda=no&deadlines=none&imprecise=yes&language=en"


def subscriptions_to_read(place: Site) -> Iterator[Visit]:
    for path in (*PAGES, f"/items/{place.stop().item_id}/feed"):
        yield path, None
        yield f"{path}?{CHOSEN}", None


def subscriptions_mistakes(place: Site) -> Iterator[Visit]:
    yield "/feeds/rings/0", None
    yield "/bodies/0/feed", None
    yield "/items/0/feed", None
    yield f"/items/{place.closed().item_id}/feed", None


def subscriptions_changes(_place: Site) -> Iterator[Visit]:
    """Nothing is changed on these pages."""
    yield from ()
