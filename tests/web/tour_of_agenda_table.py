"""A tour of the forward list and its table for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from web_site import BODY, Site

Visit = tuple[str, dict[str, str] | None]

AGENDA = f"/bodies/{BODY}/agenda"


def agenda_table_to_read(place: Site) -> Iterator[Visit]:
    for query in ("view=columns", "q=budget", "q=findes-ikke", "mine=1", "n=1", f"undo={place.stop().id}"):
        yield f"{AGENDA}?{query}", None
    for query in ("", "?closed=1", "?titles=1&n=3&from=2026-12-01"):
        yield f"{AGENDA}/table.html{query}", None


def agenda_table_mistakes(_place: Site) -> Iterator[Visit]:
    for query in ("n=0", "n=61", "n=x", "from=0", "from=1800-01-01"):
        yield f"{AGENDA}/table.html?{query}", None


def agenda_table_changes(place: Site) -> Iterator[Visit]:
    waiting = place.awaiting()
    yield f"/stops/{waiting.id}/moves", {"seen": str(waiting.version), "to": place.meeting().id}
    yield f"{AGENDA}?undo={waiting.id}", None
    yield f"/stops/{waiting.id}/undos", {"seen": str(place.stop_now(waiting).version)}
