"""A tour of minutes handed in, for the test of languages; the secretariat takes it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_minutes import handed_in, minutes_text, ticks
from web_site import BODY, Site

Visit = tuple[str, dict[str, str] | None]
HAND_IN = f"/bodies/{BODY}/minutes"


def minutes_to_read(place: Site) -> Iterator[Visit]:
    yield HAND_IN, None
    yield handed_in(place), None
    yield HAND_IN, None


def minutes_mistakes(place: Site) -> Iterator[Visit]:
    yield HAND_IN, {"text": " "}
    yield HAND_IN, {"text": "%PDF-1.4"}
    yield HAND_IN, {"text": "0" * 1000, "year": "1066"}
    address = handed_in(place)
    yield address, {}
    yield address, {"tick": "0"}
    yield address, ticks(place) | {f"title-{ticks(place)['tick']}": "0" * 501}
    yield address, ticks(place) | {f"outcome-{ticks(place)['tick']}": "0"}


def minutes_changes(place: Site) -> Iterator[Visit]:
    yield HAND_IN, {"text": minutes_text(place)}
    yield handed_in(place), {"again": "all"}
    yield handed_in(place), ticks(place)
    yield f"{handed_in(place)}/discardings", {}


def words_of_minutes(place: Site) -> set[str]:
    """What the pages repeat of the minutes themselves, in their own language."""
    return {line.split("\t")[-1].removeprefix("- ") for line in minutes_text(place).splitlines()} | {"referat.txt"}
