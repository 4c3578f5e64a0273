"""A tour of calendar files that are taken over, for the test of languages; the secretariat takes it."""

from __future__ import annotations

from collections.abc import Iterator

from calendars_to_hand_in import BROKEN, CANCELLED, CHOIR, CONCERT, MOVED, OVER, calendar_text
from doors_of_calendar_import import ADDRESS, CHOSEN, previewed
from language_tour import words_of
from web_site import Site

Visit = tuple[str, dict[str, str] | None]
ALL = calendar_text(CONCERT, CHOIR, MOVED, CANCELLED, OVER, BROKEN)
NO_CALENDAR = "Ingen kalender"
LATER = calendar_text(CONCERT.replace("Torvet", "Salen"), CHOIR.replace("T17", "T16"))


def calendar_import_to_read(_place: Site) -> Iterator[Visit]:
    yield ADDRESS, None
    yield f"{ADDRESS}?ring=dialog", None


def calendar_import_mistakes(place: Site) -> Iterator[Visit]:
    yield ADDRESS, {}
    yield ADDRESS, {**CHOSEN, "text": NO_CALENDAR}
    yield ADDRESS, {**CHOSEN, "text": ALL, "ring": "0"}
    yield ADDRESS, {**CHOSEN, "text": ALL, "kind": "meeting"}
    yield ADDRESS, {**CHOSEN, "content": "0"}
    yield ADDRESS, previewed(place, ALL) | {"seen": "0"}


def calendar_import_changes(place: Site) -> Iterator[Visit]:
    yield ADDRESS, {**CHOSEN, "text": ALL}
    yield ADDRESS, previewed(place, ALL) | {"again": "1", "with_past": "1"}
    yield ADDRESS, previewed(place, ALL)
    yield ADDRESS, {**CHOSEN, "text": ALL}
    yield ADDRESS, {**CHOSEN, "text": LATER}
    yield ADDRESS, {**CHOSEN, "text": calendar_text(CHOIR)}
    yield ADDRESS, previewed(place, LATER)
    yield ADDRESS, previewed(place, LATER)


def words_of_calendars() -> set[str]:
    """What the pages repeat of the files themselves, in their own language."""
    return {word.casefold() for text in (ALL, LATER, NO_CALENDAR) for word in words_of(text)}
