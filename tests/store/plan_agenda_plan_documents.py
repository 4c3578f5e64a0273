"""What a plan document may hold of routes, standing items, and what is kept of meetings."""

from __future__ import annotations

REPORT = {
    "id": "standing2",
    "body": "ØU",
    "title": "Økonomirapport nr. {nr} pr. {dato}",
    "text": "Som vanligt",
    "purpose": "information",
    "minutes": 15,
    "is_closed": False,
    "rule": {"kind": "report", "status_dates": ["03-31", "04-30"], "working_days": 5},
    "begins": "2026-01-01",
    "ends": "2028-01-01",
    "version": 3,
}
DIALOGUE = {
    **REPORT,
    "id": "standing1",
    "title": "Årligt dialogmøde med {post}",
    "text": "",
    "purpose": "discussion",
    "minutes": None,
    "is_closed": True,
    "rule": {"kind": "once_per_post"},
    "begins": None,
    "ends": None,
    "version": 1,
}
SENT = {
    "id": "sent2",
    "meeting": "occ-b",
    "number": 2,
    "at": "2026-08-28T10:00:00.000000Z",
    "actor": "Sekretariatet",
    "lines": [{"stop": "stop5", "title": "Budget 2027", "minutes": 45, "starts_at": "10:15", "state": "placed"}],
}
AGENDA_PLANS = {
    "route_templates": [
        {"id": "route2", "name": "ØU → KB, to behandlinger", "version": 2},
        {"id": "route1", "name": "Alle fagudvalg", "version": 1},
    ],
    "route_steps": [
        {"route": "route2", "step": 1, "body": "ØU", "purpose": "first_reading", "lead_days": 0},
        {"route": "route2", "step": 2, "body": "KB", "purpose": "first_reading", "lead_days": 5},
        {"route": "route1", "step": 1, "body": None, "purpose": "consultation", "lead_days": 0},
    ],
    "standing_items": [REPORT, DIALOGUE],
    "standing_posts": [
        {"standing_item": "standing1", "post": "post7", "position": 1},
        {"standing_item": "standing1", "post": "post2", "position": 2},
    ],
    "meeting_records": [{"meeting": "occ-b", "absent": "Økonomichefen", "version": 2}],
    "agenda_versions": [SENT | {"id": "sent1", "number": 1, "lines": []}, SENT],
}
