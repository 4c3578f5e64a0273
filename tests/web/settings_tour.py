"""A tour of the planners' settings for the test of languages: every page, every mistake, every change."""

from __future__ import annotations

from collections.abc import Iterator

from web_site import BODY, UNUSED_BODY, UNUSED_RING, Site

Visit = tuple[str, dict[str, str] | None]

BODIES, RINGS, CALENDAR = "/settings/bodies", "/settings/rings", "/settings/calendar"
SEEN = {"seen": "1"}
A_BODY = {"name": "0", "kind": "forum", "visibility": "public", "notice": "none"}
A_RING = {"name": "0", "colour": "#0b5a8a"}
SOME_DAYS = {"kind": "closing_day", "name": "0", "first": "2027-05-14", "last": "2027-05-15"}


def settings_to_read(place: Site) -> Iterator[Visit]:
    days = place.local_days()[0].id
    for path in (BODIES, f"{BODIES}/new", f"{BODIES}/{BODY}", f"{BODIES}/{UNUSED_BODY}"):
        yield path, None
    for path in (RINGS, f"{RINGS}/new", f"{RINGS}/med", f"{RINGS}/{UNUSED_RING}"):
        yield path, None
    for page in ("", "/2027", "/2040", "/2029/copies/new", "/2040/copies/new", f"/days/{days}"):
        yield CALENDAR + page, None


def settings_mistakes(place: Site) -> Iterator[Visit]:
    yield from _mistakes_of_bodies()
    yield from _mistakes_of_rings()
    yield from _mistakes_of_days(place.local_days()[0].id)


def _mistakes_of_bodies() -> Iterator[Visit]:
    notices = ({"notice": "0"}, {"notice": "days", "notice_days": "0"}, {"notice": "weekday", "notice_weekday": "9"})
    times = ({"default_start": "25.00"}, {"default_end": "9.00"}, {"default_start": "9.00", "default_end": "8.00"})
    days = ({"valid_from": "0"}, {"valid_from": "1800-01-01"}, {"valid_from": "2027-01-02", "last_day": "2027-01-01"})
    names = ({"name": ""}, {"name": "?"}, {"name": "0" * 201}, {"name": BODY}, {"aliases": BODY}, {"parent": "0"})
    parts = ({"name_text": "0" * 61}, {"name_text": "0", "name_economy": "0"})
    for wrong in (*notices, *times, *days, *names, *parts, {"kind": "0"}, {"shares_with_0": "1"}):
        yield BODIES, A_BODY | wrong
    yield BODIES, A_BODY | {"aliases": "\n".join(map(str, range(50)))}
    body = f"{BODIES}/{BODY}"
    for wrong in (
        {"parent": "chefforum"},
        {"seen": "?"},
        {"seen": "0"},
        {"seen": "0", "notice": "weekday", "name_text": "0"},
    ):
        yield body, A_BODY | SEEN | wrong
    for wrong in ({}, {"closes_on": "2027-01-01", "merged_into": "0"}, {"closes_on": "2027-01-01", "seen": "0"}):
        yield f"{body}/closings", SEEN | wrong
    for name, seen in ((BODY, "1"), ("kommunalbestyrelsen", "1"), (UNUSED_BODY, "0"), ("0", "1")):
        yield f"{BODIES}/{name}/deletions", {"seen": seen}


def _mistakes_of_rings() -> Iterator[Visit]:
    for wrong in ({"name": ""}, {"name": "0" * 81}, {"name": "MED"}, {"colour": ""}, {"colour": "#ffffff"}):
        yield RINGS, A_RING | wrong
    yield f"{RINGS}/med", A_RING | {"seen": "0"}
    yield f"{RINGS}/0", A_RING | SEEN
    for key, step in (("politisk", "up"), (UNUSED_RING, "down"), ("med", "0")):
        yield f"{RINGS}/{key}/positions", SEEN | {"step": step}
    yield f"{RINGS}/med/deletions", SEEN
    yield f"{RINGS}/med/deletions", {"seen": "0"}


def _mistakes_of_days(days: str) -> Iterator[Visit]:
    yield f"{CALENDAR}/1800", None
    for wrong in (
        {"kind": "0"},
        {"name": ""},
        {"name": "0" * 121},
        {"first": ""},
        {"last": ""},
        {"last": "2027-01-01"},
    ):
        yield f"{CALENDAR}/2027", SOME_DAYS | wrong
    yield f"{CALENDAR}/2027", SOME_DAYS | {"last": "2029-01-01"}
    yield f"{CALENDAR}/2027", SOME_DAYS | {"name": "Vinterferie", "first": "2027-02-14", "last": "2027-02-14"}
    yield f"{CALENDAR}/days/{days}", SOME_DAYS | {"seen": "0"}
    yield f"{CALENDAR}/days/0", SOME_DAYS | SEEN
    yield f"{CALENDAR}/days/{days}/deletions", {"seen": "0"}
    yield f"{CALENDAR}/2027/copies", {}


def settings_changes(place: Site) -> Iterator[Visit]:
    """Each kind of change, and the pages that then tell of it."""
    days = f"{CALENDAR}/days/{place.local_days()[0].id}"
    limits = {"valid_from": "2026-01-01", "last_day": "2027-12-31"}
    yield BODIES, A_BODY | limits | {"parent": BODY}
    yield f"{BODIES}/0", A_BODY | SEEN | {"name": "1", "notice": "weekday", "notice_weekday": "5"}
    yield f"{BODIES}/0/closings", {"seen": "2", "closes_on": "2026-11-20", "merged_into": BODY}
    for path in (BODIES, f"{BODIES}/0", f"{BODIES}/{BODY}", "/bodies/0/agenda"):
        yield path, None
    yield f"{BODIES}/0/closings", {"seen": "3"}
    yield f"{BODIES}/0/deletions", {"seen": "4"}
    yield RINGS, A_RING
    yield f"{RINGS}/0", A_RING | SEEN
    yield f"{RINGS}/0/positions", {"seen": "2", "step": "up"}
    yield f"{RINGS}/0/deletions", {"seen": "3"}
    yield f"{CALENDAR}/2027", SOME_DAYS
    yield days, SOME_DAYS | SEEN | {"name": "1"}
    yield f"{days}/deletions", {"seen": "2"}
    copies = {f"{name}-{line}": value for name, value in SOME_DAYS.items() for line in (0, 1)}
    ticked = {"add-0": "1", "add-1": "1", "name-0": "Afventer", "name-1": "Ny"}
    yield f"{CALENDAR}/2027/copies", copies | ticked
