"""The sections of items, their stops, attachments and follow-ups."""

from __future__ import annotations

from wheel.core.attachments import is_web_address
from wheel.core.folding import SEARCHED, folded_item
from wheel.core.item_content import LONGEST_TAG, MOST_TAGS
from wheel.core.stops import NewItem, StopState
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import SOME_TEXT, Schema, json_value, plain, reference
from wheel.store.documents.section import FROM_ONE, TABLES, Row, Section, fields_of, id_of, version_of


def items() -> Section:
    return Section(
        "items",
        TABLES["items"],
        (
            id_of("items"),
            *fields_of("items", "title", "text", "case_number", "case_officer"),
            reference("case_officer_post", TABLES["items"].c.case_officer_post_id, "posts", "id"),
            *fields_of("items", "is_closed", "sub_date", "source_words"),
            *fields_of("items", "decision_theme", "economy", "legal_basis", "recommendation", "participants"),
            json_value(TABLES["items"].c.tags, _TAGS),
            reference("standing_item", TABLES["items"].c.standing_item_id, "standing_items", "id"),
            plain(TABLES["items"].c.standing_key),
            version_of("items"),
        ),
        named_by="id",
        settled=_folded,
    )


_TAGS: Schema = {
    "type": "array",
    "items": {"type": "string", "pattern": SOME_TEXT, "maxLength": LONGEST_TAG},
    "maxItems": MOST_TAGS,
    "default": [],
    "description": f"at most {MOST_TAGS} words of at most {LONGEST_TAG} characters, not blank",
}


def _folded(row: Row) -> Row:
    """What searching looks in follows from what the item says."""
    said = NewItem(**{name: row[name] for name in SEARCHED}, tags=tuple(row["tags"]))
    return row | {"folded": folded_item(said)}


def attachments() -> Section:
    name = "attachments"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            reference("item", of.item_id, "items", "id"),
            plain(of.position, **FROM_ONE),
            *fields_of(name, "title", "document_number", "link", "is_closed"),
        ),
        is_optional=True,
        settled=_with_safe_link,
    )


def _with_safe_link(row: Row) -> Row:
    """A link is shown as one, so it must be to a page and not a script."""
    if row["link"] and not is_web_address(row["link"]):
        raise InvalidInputError("must be an address that begins with https:// or http://.", field="link")
    return row


_WAITING: Schema = {
    "if": {"properties": {"state": {"enum": [state.value for state in StopState if state.is_waiting]}}},
    "then": {
        "description": 'a stop that waits has no "meeting" and no "position".',
        "properties": {"meeting": {"type": "null"}, "position": {"type": "null"}},
    },
}


def stops() -> Section:
    of = TABLES["stops"].c
    return Section(
        "stops",
        TABLES["stops"],
        (
            id_of("stops"),
            reference("item", of.item_id, "items", "id"),
            reference("body", of.body_id, "bodies", "short_name"),
            reference("meeting", of.occurrence_id, "occurrences", "id"),
            plain(of.position, **FROM_ONE),
            *fields_of("stops", "state", "purpose", "minutes", "starts_at", "is_provisional", "reason", "since"),
            *fields_of("stops", "look_kind", "look_day", "look_until", "look_words"),
            reference("look_body", of.look_body_id, "bodies", "short_name"),
            reference("owner", of.owner_post_id, "posts", "id"),
            *fields_of("stops", "outcome", "decision"),
            reference("resumes", of.resumes_id, "stops", "id"),
            plain(of.step, **FROM_ONE),
            plain(of.lead_days),
            version_of("stops"),
        ),
        named_by="id",
        conditions=_WAITING,
        settled=_with_place_and_outcome,
    )


def _with_place_and_outcome(row: Row) -> Row:
    """What was withdrawn keeps the place that it had, if it had one."""
    state = StopState(row["state"])
    needs_place = not state.is_waiting and state is not StopState.WITHDRAWN
    if (row["occurrence_id"] is None) != (row["position"] is None) or (needs_place and row["occurrence_id"] is None):
        raise InvalidInputError('a stop on an agenda needs a "meeting" and its "position" there.', field="meeting")
    if state in (StopState.TREATED, StopState.RESUMED) and row["outcome"] is None:
        raise InvalidInputError("is missing: what came of it?", field="outcome")
    return row


def stop_changes() -> Section:
    name = "stop_changes"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            reference("stop", of.stop_id, "stops", "id"),
            *fields_of(name, "at", "actor", "action", "from_day", "to_day"),
            plain(of.from_position, **FROM_ONE),
            plain(of.to_position, **FROM_ONE),
            plain(of.reason),
            plain(of.state),
            reference("meeting", of.occurrence_id, "occurrences", "id"),
            plain(of.outcome),
        ),
    )


def follow_ups() -> Section:
    name = "follow_ups"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            reference("stop", of.stop_id, "stops", "id"),
            reference("post", of.post_id, "posts", "id"),
            *fields_of(name, "who", "what", "recipient", "due_day", "is_due_next_meeting", "done_on"),
            version_of(name),
        ),
        is_optional=True,
    )
