"""What a plan document may hold of drafts and of what planners did."""

from __future__ import annotations

MOVED_IN_DRAFT = {
    "slot": ["2026-09-01", "2026-09-01"],
    "span": ["2026-09-10", "2026-09-11"],
    "rule_says": ["2026-09-02", "2026-09-02"],
    "start_time": "09:00:00",
    "end_time": "12:00:00",
    "place": "Byrådssalen",
    "is_moved": True,
    "is_unasked": True,
}
VAGUE_IN_DRAFT = {
    "slot": ["2026-10-21", "2026-10-31"],
    "span": ["2026-10-21", "2026-10-31"],
    "precision": "month",
    "status": "cancelled",
    "words": "ultimo oktober",
    "note": "Ærligt talt",
    "because": "Udgår",
}
# One that is changed, one that is taken away, and one that says nothing but what is usual.
DRAFTS = [
    {"occurrence": "occ-b", "state": MOVED_IN_DRAFT},
    {"occurrence": "occ-c", "state": None},
    {"occurrence": "occ-0", "state": VAGUE_IN_DRAFT},
]

PLANNED = {
    "id": "entry-1",
    "at": "2026-05-01T08:00:00.000000Z",
    "actor": "Sekretariatet",
    "action": "planned",
    "year": 2026,
    "told": {"new": 2, "followed": 0, "noted": 0, "removed": 0},
    "undoes": None,
}
MOVED = {
    **PLANNED,
    "id": "entry-0",
    "at": "2026-05-02T08:00:00.000001Z",
    "action": "moved",
    "told": {"title": "Økonomiudvalget", "from": "2026-09-01", "to": "2026-09-10", "reason": "Ærøfærgen"},
}
CANCELLED = {**PLANNED, "id": "entry-3", "action": "cancelled", "told": {}}
UNDONE = {**MOVED, "id": "entry-2", "action": "undone", "told": {"undone": "moved"}, "undoes": "entry-0"}
ENTRIES = [PLANNED, MOVED, UNDONE, CANCELLED]

OF_SERIES = {"series": "serie2", "year": 2026}
# This occurrence is no more, which history need not mind.
GONE = "occ-gone"
ENTRY_CHANGES = [
    {
        "entry": "entry-1",
        "subject": "plan",
        "subject_id": GONE,
        "before": {**OF_SERIES, "is": "absent"},
        "after": {**OF_SERIES, "is": "state", **VAGUE_IN_DRAFT},
    },
    {
        "entry": "entry-1",
        "subject": "year",
        "subject_id": "2026",
        "before": {"status": None, "has_draft": False},
        "after": {"status": "published", "has_draft": True},
    },
    {
        "entry": "entry-1",
        "subject": "series",
        "subject_id": "serie2",
        "before": {"kind": "dates", "dates": []},
        "after": {"kind": "easter", "days": 1, "skips": ["school_holidays"]},
    },
    {
        "entry": "entry-0",
        "subject": "draft",
        "subject_id": "occ-b",
        "before": {**OF_SERIES, "is": "untouched"},
        "after": {**OF_SERIES, "is": "state", **MOVED_IN_DRAFT},
    },
    {
        "entry": "entry-2",
        "subject": "draft",
        "subject_id": "occ-b",
        "before": {**OF_SERIES, "is": "state", **MOVED_IN_DRAFT},
        "after": {**OF_SERIES, "is": "untouched"},
    },
    {
        "entry": "entry-3",
        "subject": "stop",
        "subject_id": "stop3",
        "before": {"meeting": "occ-a"},
        "after": {"version": 2},
    },
]
