"""A tour of searching the items, for the test of languages; the secretariat takes it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_items import item, item_form, seen_item
from web_site import MARKER, Site

from wheel.usecases.search import LONGEST_QUESTION

Visit = tuple[str, dict[str, str] | None]


def search_to_read(place: Site) -> Iterator[Visit]:
    yield "/search", None
    for state in ("", "to_come", "awaiting", "treated", "withdrawn"):
        for words in ("e", MARKER, "000000"):
            yield f"/search?q={words}&state={state}", None
    yield f"/search?q={place.stop().title}", None


def search_mistakes(_place: Site) -> Iterator[Visit]:
    yield "/search?q=e&state=0", None
    yield f"/search?q={'0' * (LONGEST_QUESTION + 1)}", None


def search_changes(place: Site) -> Iterator[Visit]:
    """An item in which each part is found."""
    parts = ("decision_theme", "text", "economy", "legal_basis", "recommendation", "participants", "case_officer")
    said = {part: f"0{number}0" for number, part in enumerate((*parts, "tags"))}
    timing = {f"starts_at-{place.stop().id}": "10:15", f"is_provisional-{place.stop().id}": "1"}
    yield item(place, "/changes"), item_form(place) | said | timing | {"case_number": "0"}
    yield item(place), None
    for words in said.values():
        yield f"/search?q={words}", None
    yield item(place, "/changes"), item_form(place) | {"seen": seen_item(place)}
