"""A tour of items, their papers and one's own page, for the test of languages; the secretariat takes it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_items import (
    all_attachments,
    attachment,
    attachment_form,
    follow_up,
    follow_up_form,
    item,
    item_form,
    mark_form,
    seen_item,
    stop_follow_ups,
    the_attachments,
    the_follow_up,
)
from web_site import Site

from wheel.core.follow_ups import LONGEST_WHAT

Visit = tuple[str, dict[str, str] | None]
OLD = {"seen": "0"}


def items_to_read(place: Site) -> Iterator[Visit]:
    yield "/me", None
    for path in (item(place), item(place, "/changes/new"), item(place, "/attachments/new"), attachment(place)):
        yield path, None
    yield f"/items/{place.closed().item_id}/changes/new", None
    yield stop_follow_ups(place, "/new"), None
    yield follow_up(place), None


def items_mistakes(place: Site) -> Iterator[Visit]:
    yield from _mistakes_of_items(place)
    yield from _mistakes_of_attachments(place)
    yield from _mistakes_of_follow_ups(place)


def _mistakes_of_items(place: Site) -> Iterator[Visit]:
    minutes, purpose = (f"{name}-{place.stop().id}" for name in ("minutes", "purpose"))
    wrong = ({"title": ""}, {"text": "0" * 20_001}, {minutes: "?"}, {minutes: "601"}, {purpose: "0"}, {"seen": "?"})
    wrong += ({"tags": "0" * 61}, {"tags": ",".join(map(str, range(21)))}, {f"starts_at-{place.stop().id}": "?"})
    wrong += ({"economy": "0" * 20_001}, {"participants": "0" * 2001})
    for mistake in (*wrong, OLD, OLD | {"title": "0", "is_closed": "1"}):
        yield item(place, "/changes"), item_form(place) | mistake
    yield "/items/0/changes/new", None
    yield item(place, "/changes"), item_form(place) | {"purpose-0": "decision"}


def _mistakes_of_attachments(place: Site) -> Iterator[Visit]:
    for path in (item(place, "/attachments"), attachment(place)):
        for mistake in ({"title": ""}, {"title": "0" * 301}, {"link": "0"}, {"seen": "?"}, OLD):
            yield path, attachment_form(place) | mistake
    first, last = (all_attachments(place)[number].id for number in (0, -1))
    for which, mistake in (
        (first, {"step": "up"}),
        (last, {"step": "down"}),
        (last, {}),
        (last, OLD),
        (last, {"seen": "?"}),
    ):
        yield f"/attachments/{which}/positions", {"seen": seen_item(place)} | mistake
    yield attachment(place, "/deletions"), OLD
    yield "/attachments/0", None


def _mistakes_of_follow_ups(place: Site) -> Iterator[Visit]:
    for path in (stop_follow_ups(place), follow_up(place)):
        for mistake in ({"what": ""}, {"what": "0" * (LONGEST_WHAT + 1)}, {"post": "0"}, {"due_day": "0"}):
            yield path, follow_up_form(place) | mistake
    for mistake in (OLD, {"seen": "?"}):
        yield follow_up(place), follow_up_form(place) | mistake
        yield follow_up(place, "/deletions"), mistake
        yield follow_up(place, "/marks"), mistake
        yield follow_up(place, "/marks"), mistake | {"item": place.stop().item_id or ""}
    yield "/follow-ups/0", None


def items_changes(place: Site) -> Iterator[Visit]:
    yield item(place, "/changes"), item_form(place) | {"case_officer": "Sekretariatet"}
    yield item(place, "/attachments"), attachment_form(place) | {"is_closed": "1"}
    yield attachment(place), attachment_form(place)
    last = the_attachments(place)[-1].id
    for step in ("down", "up"):
        yield f"/attachments/{the_attachments(place)[0].id}/positions", {"seen": seen_item(place), "step": step}
    yield f"/attachments/{last}/deletions", {"seen": seen_item(place)}
    post = _own_post(place)
    yield stop_follow_ups(place), follow_up_form(place) | {"post": post, "due_day": "2026-01-01"}
    yield stop_follow_ups(place), follow_up_form(place) | {"post": post, "due_day": ""}
    for path in ("/me", item(place)):
        yield path, None
    yield follow_up(place, "/marks"), mark_form(place) | {"item": place.stop().item_id or ""}
    yield "/me", None
    yield follow_up(place, "/marks"), mark_form(place)
    yield follow_up(place, "/marks"), mark_form(place) | {"done": "0"}
    yield follow_up(place), follow_up_form(place)
    yield follow_up(place, "/deletions"), {"seen": str(the_follow_up(place).version)}


def _own_post(place: Site) -> str:
    """A post of whoever takes the tour."""
    return next(iter(place.viewer("sekretariat").posts))
