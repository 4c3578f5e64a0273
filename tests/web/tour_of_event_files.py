"""A tour of single events as calendar files, for the test of languages; nothing is changed on it."""

from __future__ import annotations

from collections.abc import Iterator

from web_site import Site

Visit = tuple[str, dict[str, str] | None]


def event_files_to_read(place: Site) -> Iterator[Visit]:
    """The pages that lead to the files; a file itself is in its own language, whatever the reader's."""
    meeting, stop = place.meeting(), place.stop()
    for path in (f"/occurrences/{meeting.id}", f"/meetings/{meeting.id}", f"/items/{stop.item_id}"):
        yield path, None


def event_files_mistakes(place: Site) -> Iterator[Visit]:
    yield "/occurrences/0.ics", None
    yield f"/stops/{place.awaiting().id}.ics", None


def event_files_changes(_place: Site) -> Iterator[Visit]:
    yield from ()
