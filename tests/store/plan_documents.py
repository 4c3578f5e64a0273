"""A small plan document that uses every field and every kind of value, and the two ways through a database."""

from __future__ import annotations

import io
import json
from typing import Any, BinaryIO

from plan_agenda_documents import (
    ADDED,
    ATTACHMENT,
    AWAITING,
    CLOSED_ITEM,
    DECIDED,
    DONE,
    FIRST,
    MOVED,
    ON_HOLD,
    OPEN_ITEM,
    SECOND,
    TREATED,
    UNDONE,
    UNFILED,
    WITHDRAWN,
)
from plan_agenda_plan_documents import AGENDA_PLANS
from plan_body_documents import COMMITTEE, COUNCIL, REGION
from plan_feed_documents import FEED_EVENTS, FEED_SLOTS, FEEDS
from plan_history_documents import DRAFTS, ENTRIES, ENTRY_CHANGES, MOVED_IN_DRAFT, VAGUE_IN_DRAFT
from plan_people_documents import MEMBERSHIPS, POSTS, VIEWS

from wheel.store.database import Database
from wheel.store.documents.reading import read_document
from wheel.store.documents.writing import write_document

Document = dict[str, Any]

MEETINGS = {
    "id": "serie2",
    "title": "Økonomiudvalget",
    "kind": "meeting",
    "body": "ØU",
    "ring": "politik",
    "rule": {
        "kind": "rrule",
        "rrule": "FREQ=WEEKLY;BYDAY=TU",
        "start": "2026-01-06",
        "left_out": ["2026-02-10"],
        "skips": ["public_holidays", "school_holidays"],
    },
    "start_time": None,
    "end_time": None,
    "place": "",
    "note": "",
    "reading": None,
    "visibility": "public",
    "version": 1,
}
WINDOW = {
    **MEETINGS,
    "id": "serie1",
    "title": "Budget, 2. behandling",
    "kind": "reading",
    "body": None,
    "rule": {
        "kind": "window",
        "precision": "month",
        "words": "ultimo oktober",
        "first": "10-21",
        "last": "10-31",
        "years": {"first": 2024, "every": 2},
    },
    "start_time": "00:00",
    "end_time": "23:59",
    "place": "Månen 🌕",
    "note": "Første linje\nanden linje",
    "reading": 2,
    "visibility": "internal",
    "version": 2,
}
FOLLOWING = {
    **MEETINGS,
    "id": "serie3",
    "title": "Dagsordenen sendes ud",
    "kind": "deadline",
    "body": None,
    "rule": {
        "kind": "relative",
        "series": "serie2",
        "offset": {"weekday": 5, "side": "before"},
        "shifts": {"to": "earlier_working_day", "on": ["closing_days", "public_holidays"]},
        "earlier": [{"until": "2026-06-01", "kind": "dates", "dates": [{"first": "2026-01-02"}]}],
        "ends_on": "2029-12-31",
    },
}
IMPORTED = {
    "uid": "{7f-b1}@kalender.example",
    "series": "serie3",
    "source": "Ærøs kalender",
    "content_hash": "7e" * 32,
    "decided": {"2026-09-01": MOVED_IN_DRAFT, "2026-10-21": VAGUE_IN_DRAFT},
    "imported_at": "2026-05-20T07:15:00.000000Z",
}
FORGOTTEN = {
    **IMPORTED,
    "uid": "UID med mellemrum",
    "series": "serie2",
    "source": "",
    "content_hash": "",
    "decided": {},
}
MEETING = {
    "id": "occ-b",
    "series": "serie2",
    "plan_year": 2026,
    "slot": {"first": "2026-09-01"},
    "days": {"first": "2026-09-03", "last": "2026-09-04"},
    "precision": "exact",
    "words": "",
    "start_time": "09:00",
    "end_time": "12:00",
    "place": "Byrådssalen",
    "note": "Gæster\u2028fra Ærø",
    "status": "planned",
    "because": "",
    "is_moved": True,
    "rule_says": {"first": "2026-09-02"},
    "is_unasked": True,
    "is_extra": False,
    "is_in_draft": False,
    "version": 4,
}
PLAIN = {
    **MEETING,
    "days": {"first": "2026-09-08"},
    "is_moved": False,
    "rule_says": None,
    "is_unasked": False,
    "version": 1,
}
CANCELLED = {**PLAIN, "id": "occ-a", "slot": {"first": "2026-09-08"}, "status": "cancelled", "because": "For få sager"}
BLOCKED = {**PLAIN, "id": "occ-c", "slot": {"first": "2026-10-13"}, "status": "blocked", "because": "Efterårsferie"}
VAGUE = {
    **PLAIN,
    "id": "occ-0",
    "series": "serie1",
    "slot": {"first": "2026-10-21", "last": "2026-10-31"},
    "days": {"first": "2026-10-21", "last": "2026-10-31"},
    "precision": "month",
    "words": "ultimo oktober",
    "start_time": None,
    "end_time": None,
}
EXTRA = {
    **PLAIN,
    "id": "occ-x",
    "slot": {"first": "2026-09-08"},
    "note": "Ekstraordinært",
    "is_extra": True,
    "is_in_draft": True,
}


def complete() -> Document:
    """The document as it is written, so that loading and writing it again gives just this."""
    document = {
        "format": "aarshjul-plan",
        "version": 1,
        "organisation": {
            "name": "Ærøskøbing Årsmøde Kommune",
            "time_zone": "Europe/Copenhagen",
            "locale": "en",
            "uid_domain": "3f9c1a7be2d04856.aarshjul",
            "is_sample": True,
            "has_public_part": False,
        },
        "local_days": [
            {
                "id": "ferie2",
                "kind": "school_holiday",
                "name": "Efterårsferie",
                "days": {"first": "2026-10-12", "last": "2026-10-16"},
                "version": 2,
            },
            {
                "id": "ferie1",
                "kind": "closing_day",
                "name": "Nytårsaften",
                "days": {"first": "2026-12-31"},
                "version": 1,
            },
        ],
        "rings": [
            {"key": "åring", "name": "Året", "colour": "#0b5a8a", "position": 2, "version": 1},
            {"key": "politik", "name": "Politik", "colour": "#B0413E", "position": 1, "version": 3},
        ],
        "bodies": [COUNCIL, COMMITTEE, REGION],
        "shared_members": [{"body": "KB", "other": "ØU"}, {"body": "KB", "other": "Region"}],
        "posts": POSTS,
        "memberships": MEMBERSHIPS,
        "series": [MEETINGS, WINDOW, FOLLOWING],
        "imported_series": [IMPORTED, FORGOTTEN],
        "year_plans": [
            {"year": 2026, "status": "published", "has_draft": True},
            {"year": 2027, "status": "draft", "has_draft": False},
        ],
        "occurrences": [MEETING, CANCELLED, BLOCKED, VAGUE, EXTRA],
        "occurrence_drafts": DRAFTS,
        "occurrence_changes": [
            {
                "occurrence": "occ-b",
                "at": "2026-06-01T08:30:00.000001Z",
                "actor": "Sekretariatet",
                "action": "moved",
                "from_day": "2026-09-01",
                "to_day": "2026-09-03",
                "reason": "Budgetseminar",
            },
            {
                "occurrence": "occ-a",
                "at": "2026-06-01T08:30:00.000000Z",
                "actor": "System",
                "action": "cancelled",
                "from_day": "2026-09-08",
                "to_day": None,
                "reason": "",
            },
        ],
        "plan_entries": ENTRIES,
        "plan_entry_changes": ENTRY_CHANGES,
        **AGENDA_PLANS,
        "items": [OPEN_ITEM, CLOSED_ITEM],
        "attachments": [ATTACHMENT, UNFILED],
        "stops": [SECOND, FIRST, AWAITING, WITHDRAWN, ON_HOLD, TREATED],
        "stop_changes": [ADDED, MOVED, DECIDED],
        "follow_ups": [UNDONE, DONE],
        "feeds": FEEDS,
        "feed_events": FEED_EVENTS,
        "feed_slots": FEED_SLOTS,
    }
    copied: Document = json.loads(json.dumps(document | {"saved_views": VIEWS}))
    return copied


def as_file(document: object) -> io.BytesIO:
    return io.BytesIO(json.dumps(document, ensure_ascii=False).encode())


def load(database: Database, document: object) -> dict[str, int]:
    return load_file(database, as_file(document))


def load_file(database: Database, file: BinaryIO) -> dict[str, int]:
    with database.writing() as session:
        return read_document(session, file, lambda _section, _bytes: None)


def dump(database: Database) -> str:
    out = io.StringIO(newline="\n")
    with database.reading() as session:
        write_document(session, out)
    return out.getvalue()
