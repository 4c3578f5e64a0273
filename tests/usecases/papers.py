"""An item of the committee with its papers, changed by somebody, and what is written down of it."""

from __future__ import annotations

from dataclasses import replace

from small_plan import COMMITTEE, MOMENT, SECRETARY, SmallPlan, place, set_up, stop_now
from sqlalchemy import select

from wheel.core.access import OPERATOR, Moment, Role, Viewer
from wheel.core.attachments import Attachment, AttachmentContent
from wheel.core.follow_ups import FollowUp
from wheel.core.stops import NewItem, Stop
from wheel.store.attachments import attachments_of
from wheel.store.database import Database
from wheel.store.follow_ups import find_follow_up, follow_ups_of_stops
from wheel.store.posts import add_post
from wheel.store.stops import stops_of_item
from wheel.store.tables import AuditEntryRow
from wheel.usecases.save_attachments import AddAttachment, add_attachment
from wheel.usecases.save_item import SaveItem, Treatment, save_item

MEMBER = Viewer(Role.READER, "Direktøren", member_of=frozenset({COMMITTEE}))
KEEPER = Viewer(Role.READER, "Udvalgssekretæren", secretary_of=frozenset({COMMITTEE}))
ELSEWHERE = replace(KEEPER, secretary_of=frozenset({"chefforum"}))


def with_item(database: Database, *, closed: bool = False) -> tuple[SmallPlan, Stop]:
    """The committee's plan with two posts, and an item at its first meeting."""
    plan = set_up(database)
    with database.writing() as session:
        for title in ("Økonomichefen", "Havnechefen"):
            add_post(session, title)
    return plan, stop_now(database, place(database, plan.meetings[0], "Havnen", closed=closed, reason="")[0])


def save(database: Database, stop: Stop, seen: int = 1, viewer: Viewer = SECRETARY, **changes: object) -> Stop:
    """Save the item with those changes; how it then is. `treatment` is how its stop treats it."""
    treatment = changes.pop("treatment", None)
    item = replace(NewItem(stop.title or "", is_closed=stop.is_closed), **changes)  # type: ignore[arg-type]
    treatments = {stop.id: treatment} if isinstance(treatment, Treatment) else {}
    with database.writing() as session:
        save_item(session, viewer, SaveItem(stop.item_id or "", seen, item, treatments), MOMENT)
    return item_now(database, stop)


def item_now(database: Database, stop: Stop, viewer: Viewer = OPERATOR) -> Stop:
    with database.reading() as session:
        return stops_of_item(session, viewer, stop.item_id or "")[0]


def attach(database: Database, stop: Stop, *titles: str, viewer: Viewer = SECRETARY, closed: bool = False) -> list[str]:
    """Add attachments of these titles; the ids of all of them."""
    for title in titles:
        seen = item_now(database, stop).item_version or 0
        command = AddAttachment(stop.item_id or "", seen, AttachmentContent(title, is_closed=closed))
        with database.writing() as session:
            add_attachment(session, viewer, command, MOMENT)
    return [one.id or "" for one in papers_of(database, stop)]


def papers_of(database: Database, stop: Stop, viewer: Viewer = OPERATOR) -> tuple[Attachment, ...]:
    with database.reading() as session:
        return attachments_of(session, viewer, stop.item_id or "")


def titles_of(database: Database, stop: Stop) -> list[str]:
    return [one.content.title for one in papers_of(database, stop) if one.content]


def follow_ups_of(database: Database, stop: Stop, viewer: Viewer = OPERATOR) -> tuple[FollowUp, ...]:
    with database.reading() as session:
        return follow_ups_of_stops(session, viewer, [stop.id])


def follow_up_now(database: Database, follow_up_id: str) -> FollowUp:
    with database.reading() as session:
        return find_follow_up(session, OPERATOR, follow_up_id)


def written_down(database: Database, moment: Moment = MOMENT) -> list[tuple[str, str, str]]:
    """The audit's entries of that instant on items and follow-ups: who, what, and to which id."""
    with database.reading() as session:
        rows = session.scalars(select(AuditEntryRow).where(AuditEntryRow.at == moment.at).order_by(AuditEntryRow.id))
        return [(row.actor, row.act, row.thing_id) for row in rows if row.thing in {"item", "follow_up"}]
