"""A tour of the series form for the test of languages: every series, every kind of rule, every mistake."""

from __future__ import annotations

from collections.abc import Iterator

from random_forms import KINDS
from web_site import BODY, UNUSED_SERIES, Site

Visit = tuple[str, dict[str, str] | None]

FORM = {
    "title": "0",
    "kind": "meeting",
    "body": BODY,
    "ring": "direktion",
    "visibility": "public",
    "rule_kind": "easter",
    "easter_days": "39",
    "easter_side": "after",
    "length_days": "1",
    "every_years": "1",
    "on_closed": "keep",
}


def series_to_read(place: Site) -> Iterator[Visit]:
    """Every series of the sample shows its rule, its sentence and its next dates."""
    yield "/series/new", None
    yield f"/series/new?body={BODY}&year=2027&month=3", None
    for group in place.planning(2027).groups:
        for row in group.rows:
            yield f"/series/{row.series.id}", None


def series_previews() -> Iterator[Visit]:
    """What each kind of rule asks for when nothing of it is filled in."""
    for kind in KINDS:
        yield "/series/previews", FORM | {"rule_kind": kind, "easter_days": ""}


def series_changes(place: Site) -> Iterator[Visit]:
    series, unused = place.series("Direktionsmøde"), place.series(UNUSED_SERIES)
    yield "/series", FORM
    seen = {"seen": str(series.version)}
    yield f"/series/{series.id}", FORM | seen | {"counts": "from", "counts_from": "2027-05-01"}
    yield "/plan/2027", None
    yield f"/series/{unused.id}/deletions", {"seen": str(unused.version)}


def series_mistakes(place: Site) -> Iterator[Visit]:
    series = place.series("Direktionsmøde")
    for wrong in (
        {"title": ""},
        {"kind": "0"},
        {"ring": "0"},
        {"body": ""},
        {"start_time": "25"},
        {"start_time": "10:00", "end_time": "09:00"},
        {"easter_days": "0x"},
        {"ends_on": "0"},
    ):
        yield "/series", FORM | wrong
    yield f"/series/{series.id}", FORM | {"seen": "0", "counts": "start"}
    yield f"/series/{series.id}/deletions", {"seen": str(series.version)}
