"""A small plan document that uses every field and every kind of value, and the two ways through a database."""

from __future__ import annotations

import io
import json
from typing import Any, BinaryIO

from wheel.store.database import Database
from wheel.store.documents.reading import read_document
from wheel.store.documents.writing import write_document

Document = dict[str, Any]

FOREVER = {"valid_from": None, "valid_until": None}
COUNCIL = {
    "id": "kb2n7",
    "short_name": "KB",
    "name": "Kommunalbestyrelsen",
    "kind": "council",
    # It stands before its parent: bodies keep the order in which they were set up.
    "parent": "Region",
    "visibility": "public",
    "default_start": None,
    "default_end": None,
    "default_place": "",
    "notice_working_days": None,
    **FOREVER,
    "aliases": [],
}
REGION = {**COUNCIL, "id": "reg77", "short_name": "Region", "name": "Regionen", "kind": "other", "parent": None}
COMMITTEE = {
    "id": "oeu3k",
    "short_name": "ØU",
    "name": "Økonomiudvalget, Æ og Å",
    "kind": "committee",
    "parent": "KB",
    "visibility": "internal",
    "default_start": "09:00",
    "default_end": "12:30",
    "default_place": 'Rådhuset, "Øst"\n2. sal',
    "notice_working_days": 4,
    "valid_from": "2018-01-01",
    "valid_until": "2029-12-31",
    "aliases": [
        {"alias": "ØKU", "valid_from": None, "valid_until": "2021-12-31"},
        {"alias": "Aaudvalget", **FOREVER},
        {"alias": "Åudvalget", "valid_from": "2022-01-01", "valid_until": None},
    ],
}
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
}
PLAIN = {**MEETING, "days": {"first": "2026-09-08"}, "is_moved": False, "rule_says": None, "is_unasked": False}
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
OPEN_ITEM = {
    "id": "item9",
    "title": "Budget 2027",
    "text": "Indstilling:\n\t– at sagen drøftes",
    "case_number": "26/1234",
    "case_officer": "Økonomichefen",
    "is_closed": False,
    "sub_date": "2026-04-30",
    "source_words": "Budgetopfølgning pr. 30. april",
}
CLOSED_ITEM = {
    **OPEN_ITEM,
    "id": "item1",
    "title": "Salg af grund",
    "text": "",
    "case_number": "",
    "case_officer": "",
    "is_closed": True,
    "sub_date": None,
    "source_words": "",
}
SECOND = {
    "id": "stop5",
    "item": "item9",
    "body": "ØU",
    "meeting": "occ-b",
    "position": 2,
    "state": "placed",
    "purpose": "first_reading",
    "minutes": 45,
    "reason": "",
    "since": "2026-05-20",
    "version": 3,
}
FIRST = {**SECOND, "id": "stop4", "item": "item1", "position": 1, "purpose": "decision", "minutes": None, "version": 1}
AWAITING = {
    **FIRST,
    "id": "stop3",
    "meeting": None,
    "position": None,
    "state": "awaiting",
    "reason": "Afventer årsmøde",
}
WITHDRAWN = {**AWAITING, "id": "stop2", "state": "withdrawn", "purpose": "consultation"}
ADDED = {
    "stop": "stop5",
    "at": "2026-05-20T07:15:00.000000Z",
    "actor": "Sekretariatet",
    "action": "added",
    "from_day": None,
    "to_day": "2026-09-01",
    "from_position": None,
    "to_position": 1,
    "reason": "",
}
MOVED = {
    **ADDED,
    "at": "2026-05-21T07:15:00.123456Z",
    "action": "moved",
    "from_day": "2026-09-01",
    "to_day": "2026-09-03",
    "from_position": 1,
    "to_position": 2,
    "reason": "Efter ønske fra økonomichefen",
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
        },
        "local_days": [
            {
                "id": "ferie2",
                "kind": "school_holiday",
                "name": "Efterårsferie",
                "days": {"first": "2026-10-12", "last": "2026-10-16"},
            },
            {"id": "ferie1", "kind": "closing_day", "name": "Nytårsaften", "days": {"first": "2026-12-31"}},
        ],
        "rings": [
            {"key": "åring", "name": "Året", "colour": "#0b5a8a", "position": 2},
            {"key": "politik", "name": "Politik", "colour": "#B0413E", "position": 1},
        ],
        "bodies": [COUNCIL, COMMITTEE, REGION],
        "series": [MEETINGS, WINDOW],
        "year_plans": [{"year": 2026, "status": "published"}, {"year": 2027, "status": "draft"}],
        "occurrences": [MEETING, CANCELLED, BLOCKED, VAGUE],
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
        "items": [OPEN_ITEM, CLOSED_ITEM],
        "stops": [SECOND, FIRST, AWAITING, WITHDRAWN],
        "stop_changes": [ADDED, MOVED],
        "feeds": [{"id": "zfeed", "body": "ØU"}, {"id": "afeed", "body": None}],
        "feed_events": [
            {
                "occurrence": "occ-b",
                "content_hash": "9f" * 32,
                "sequence": 3,
                "modified_at": "2026-06-01T08:31:02.000000Z",
            }
        ],
    }
    copied: Document = json.loads(json.dumps(document))
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
