"""A tour of standing items for the test of languages: every page, every mistake, every change; the secretariat goes."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_items import follow_up, follow_up_form
from doors_of_standing import (
    A_FORM,
    PLACEMENTS,
    STANDING,
    placing_form,
    seen_form,
    standing,
    standing_form,
    the_standing_item,
)
from web_site import BODY, Site

from wheel.store.series import all_series

Visit = tuple[str, dict[str, str] | None]
OLD = {"seen": "0"}
KINDS = (
    {"kind": "nth_meeting", "every": "4"},
    {"kind": "first_of_quarter"},
    {"kind": "first_in_months", "month-3": "1", "month-9": "1"},
    {"kind": "report", "status_dates": "30-4, 31/8", "working_days": "10", "goes_on": "1", "begins": "2027-01-01"},
    {"kind": "report", "status_dates": "30-4", "working_days": "1"},
    {"kind": "report", "status_dates": "30-4"},
    {"years_every": "2", "years_first": "2027"},
    {"begins": "2027-01-01", "last_day": "2027-06-25"},
    {"begins": "2027-01-01"},
    {"last_day": "2027-06-25"},
    {"last_day": "2026-01-01"},
)
MISTAKES = (
    {"title": ""},
    {"title": "0" * 501},
    {"title": "{0}"},
    {"title": "{post}"},
    {"text": "0" * 20_001},
    {"purpose": "0"},
    {"minutes": "0"},
    {"kind": "0"},
    {"kind": "nth_meeting", "every": "1"},
    {"kind": "first_in_months"},
    {"kind": "report", "status_dates": ""},
    {"kind": "report", "status_dates": "30. april"},
    {"kind": "report", "status_dates": "30-2"},
    {"kind": "report", "status_dates": ",".join(f"{day}-1" for day in range(1, 26))},
    {"kind": "report", "status_dates": "30-4", "working_days": "61"},
    {"kind": "report", "status_dates": "30-4", "goes_on": "1"},
    {"kind": "after_series"},
    {"kind": "once_per_post"},
    {"kind": "once_per_post", "post-0": "1"},
    {"kind": "once_per_post"} | {f"post-{number}": "1" for number in range(61)},
    {"years_every": "0"},
    {"years_every": "2", "years_first": "?"},
    {"begins": "0"},
    {"begins": "2027-01-02", "last_day": "2027-01-01"},
)


def standing_to_read(place: Site) -> Iterator[Visit]:
    for path in (STANDING, f"{STANDING}?year=2027", f"{STANDING}?year=2099", f"{STANDING}/new", PLACEMENTS):
        yield path, None
    yield f"{STANDING}/2040/placements", None
    for number in range(-1, 3):
        yield standing(place, number=number), None
    yield f"{STANDING}/previews", A_FORM
    yield f"{STANDING}/previews", A_FORM | {"begins": "2040-01-01"}
    # Of another body, which has none.
    yield "/bodies/hovedmed/standing", None


def standing_mistakes(place: Site) -> Iterator[Visit]:
    for mistake in MISTAKES:
        yield STANDING, A_FORM | mistake
    yield f"{STANDING}/previews", A_FORM | {"title": ""}
    for mistake in (OLD, {"seen": "?"}, OLD | {"kind": "nth_meeting", "every": "7", "begins": "2027-01-01"}):
        yield standing(place), standing_form(place) | mistake
        yield standing(place, "/endings"), standing_form(place) | mistake
        yield standing(place, "/deletions"), mistake
    for kind in KINDS:
        yield standing(place), standing_form(place) | OLD | kind
    yield standing(place, "/endings"), seen_form(place) | {"last_day": "0"}
    yield PLACEMENTS, {}
    yield "/standing/0", None
    yield f"{STANDING}/1/placements", None
    yield follow_up(place), follow_up_form(place) | {"next_meeting": "1"}
    for field in ("who", "recipient"):
        yield follow_up(place), follow_up_form(place) | {field: "0" * 201}


def standing_changes(place: Site) -> Iterator[Visit]:
    for number, kind in enumerate(KINDS):
        yield STANDING, A_FORM | kind | {"title": str(number)}
    with place.database.reading() as session:
        series = next(one.id for one in all_series(session) if one.title.startswith("Budget"))
    yield STANDING, A_FORM | {"kind": "after_series", "series": series, "title": "0"}
    yield f"{STANDING}?year=2027", None
    yield standing(place), standing_form(place)
    yield standing(place, "/endings"), seen_form(place) | {"last_day": "2027-06-25"}
    yield standing(place, "/endings"), seen_form(place)
    yield from _placing(place)
    yield standing(place, "/deletions", number=3), {"seen": "1"}
    yield from _follow_ups(place)


def _placing(place: Site) -> Iterator[Visit]:
    form = placing_form(place)
    yield PLACEMENTS, form
    yield PLACEMENTS, form
    roster = the_standing_item(place, 1)
    yield PLACEMENTS, {"place": f"{roster.id} p:2027:{roster.roster[0].id}"}
    for path in (f"{STANDING}?year=2027", standing(place), standing(place, number=1), f"/bodies/{BODY}/agenda"):
        yield path, None
    yield standing(place, "/deletions"), seen_form(place)


def _follow_ups(place: Site) -> Iterator[Visit]:
    """Of nobody yet, and of somebody in words; overdue, and at the next meeting."""
    yield follow_up(place), follow_up_form(place) | {"post": "", "due_day": "2026-01-01"}
    for path in ("/me", f"/bodies/{BODY}/agenda", f"/items/{place.stop().item_id}"):
        yield path, None
    yield follow_up(place, "/marks"), {"seen": follow_up_form(place)["seen"], "done": "1", "back": "/me"}
    words = {"post": "", "who": "0", "recipient": "1", "due_day": "", "next_meeting": "1"}
    yield follow_up(place), follow_up_form(place) | words
    yield f"/items/{place.stop().item_id}", None
