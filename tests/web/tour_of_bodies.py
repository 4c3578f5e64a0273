"""A tour of the list of bodies and of what became of those that are closed, for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from web_site import BODY, Site

Visit = tuple[str, dict[str, str] | None]
MERGED, CLOSED_ALONE, CLOSING = "hovedmed", "chefforum", "beskaeftigelsesudvalget"


def bodies_to_read(_place: Site) -> Iterator[Visit]:
    yield "/bodies?q=0", None
    yield f"/bodies?q={BODY}", None


def bodies_mistakes(_place: Site) -> Iterator[Visit]:
    yield "/bodies/0/feed", None


def bodies_changes(_place: Site) -> Iterator[Visit]:
    """Bodies are closed, merged, and closed later; then their pages say so."""
    yield f"/settings/bodies/{MERGED}/closings", {"seen": "1", "closes_on": "2026-11-20", "merged_into": BODY}
    yield f"/settings/bodies/{CLOSED_ALONE}/closings", {"seen": "1", "closes_on": "2026-11-20"}
    yield f"/settings/bodies/{CLOSING}/closings", {"seen": "1", "closes_on": "2027-11-20", "merged_into": BODY}
    for body in (MERGED, CLOSED_ALONE, CLOSING):
        yield f"/bodies/{body}/agenda", None
    yield "/bodies", None
