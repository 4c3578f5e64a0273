"""What a plan document may hold of items and their stops, and of feeds."""

from __future__ import annotations

OPEN_ITEM = {
    "id": "item9",
    "title": "Budget 2027",
    "text": "Indstilling:\n\t– at sagen drøftes",
    "case_number": "26/1234",
    "case_officer": "Økonomichefen",
    "case_officer_post": "post7",
    "is_closed": False,
    "sub_date": "2026-04-30",
    "source_words": "Budgetopfølgning pr. 30. april",
    "version": 6,
}
CLOSED_ITEM = {
    **OPEN_ITEM,
    "id": "item1",
    "title": "Salg af grund",
    "text": "",
    "case_number": "",
    "case_officer": "",
    "case_officer_post": None,
    "is_closed": True,
    "sub_date": None,
    "source_words": "",
    "version": 1,
}
ATTACHMENT = {
    "id": "bilag2",
    "item": "item9",
    "position": 2,
    "title": "Notat om Ærø",
    "document_number": "26/1234-7",
    "link": "https://esdh.example/26-1234-7?vis=æ",
    "is_closed": True,
}
UNFILED = {**ATTACHMENT, "id": "bilag1", "position": 1, "document_number": "", "link": "", "is_closed": False}
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
UNDONE = {
    "id": "follow2",
    "stop": "stop5",
    "post": "post7",
    "what": "Send notatet\ntil økonomiudvalget",
    "due_day": "2026-09-30",
    "done_on": None,
    "version": 2,
}
DONE = {**UNDONE, "id": "follow1", "post": "post2", "due_day": None, "done_on": "2026-09-29", "version": 1}
FEEDS = [
    {"id": "zfeed", "body": "ØU", "filter": None},
    {"id": "afeed", "body": None, "filter": None},
    {"id": "view1", "body": None, "filter": "agenda=open&bodies=%C3%98U&kinds=meeting&q=budget"},
]
