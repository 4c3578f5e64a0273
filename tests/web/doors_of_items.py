"""The doors of what an item says, of its attachments and follow-ups, and of one's own page."""

from __future__ import annotations

from door import Door, Form
from web_site import Site

from wheel.core.access import OPERATOR
from wheel.core.attachments import Attachment
from wheel.core.follow_ups import FollowUp
from wheel.store.attachments import attachments_of
from wheel.store.follow_ups import follow_ups_of_stops
from wheel.store.stops import stops_of_item


def all_attachments(site: Site) -> tuple[Attachment, ...]:
    """The attachments of the item that the doors are about, a closed one among them."""
    with site.database.reading() as session:
        return attachments_of(session, OPERATOR, site.stop().item_id or "")


def the_attachments(site: Site) -> list[Attachment]:
    """Those of them that are open."""
    return [attachment for attachment in all_attachments(site) if not attachment.is_closed]


def the_follow_up(site: Site) -> FollowUp:
    with site.database.reading() as session:
        return follow_ups_of_stops(session, OPERATOR, [site.stop().id])[0]


def seen_item(site: Site) -> str:
    """Which version of the item somebody has seen who has it open now."""
    with site.database.reading() as session:
        return str(stops_of_item(session, OPERATOR, site.stop().item_id or "")[0].item_version)


def item(site: Site, rest: str = "") -> str:
    return f"/items/{site.stop().item_id}{rest}"


def attachment(site: Site, rest: str = "") -> str:
    return f"/attachments/{the_attachments(site)[0].id}{rest}"


def follow_up(site: Site, rest: str = "") -> str:
    return f"/follow-ups/{the_follow_up(site).id}{rest}"


def stop_follow_ups(site: Site, rest: str = "") -> str:
    return f"/stops/{site.stop().id}/follow-ups{rest}"


def item_form(site: Site) -> Form:
    stop = site.stop()
    treatment = {f"purpose-{stop.id}": "decision", f"minutes-{stop.id}": "25"}
    return {"seen": seen_item(site), "title": "Havnens fremtid", "text": "Sagen", "case_officer": ""} | treatment


def attachment_form(site: Site) -> Form:
    return {"seen": seen_item(site), "title": "Notat", "document_number": "26/17", "link": "https://example.dk/17"}


def follow_up_form(site: Site) -> Form:
    found = the_follow_up(site)
    return {"seen": str(found.version), "what": "Send brev", "post": found.post_id, "due_day": "2026-12-01"}


def mark_form(site: Site) -> Form:
    return {"seen": str(the_follow_up(site).version), "done": "1"}


DOORS: list[Door] = [
    Door("items.new_change", "GET", lambda site: item(site, "/changes/new")),
    Door("items.change", "POST", lambda site: item(site, "/changes"), 303, item_form),
    Door("attachments.new", "GET", lambda site: item(site, "/attachments/new")),
    Door("attachments.create", "POST", lambda site: item(site, "/attachments"), 303, attachment_form),
    Door("attachments.show", "GET", attachment),
    Door("attachments.save", "POST", attachment, 303, attachment_form),
    Door(
        "attachments.order",
        "POST",
        lambda site: attachment(site, "/positions"),
        303,
        lambda site: {"seen": seen_item(site), "step": "down"},
    ),
    Door(
        "attachments.delete",
        "POST",
        lambda site: attachment(site, "/deletions"),
        303,
        lambda site: {"seen": seen_item(site)},
    ),
    Door("follow_ups.new", "GET", lambda site: stop_follow_ups(site, "/new")),
    Door("follow_ups.create", "POST", stop_follow_ups, 303, follow_up_form),
    Door("follow_ups.show", "GET", follow_up),
    Door("follow_ups.save", "POST", follow_up, 303, follow_up_form),
    Door(
        "follow_ups.delete",
        "POST",
        lambda site: follow_up(site, "/deletions"),
        303,
        lambda site: {"seen": str(the_follow_up(site).version)},
    ),
    Door("follow_ups.mark", "POST", lambda site: follow_up(site, "/marks"), 303, mark_form),
    Door("my_page.show", "GET", "/me"),
]
