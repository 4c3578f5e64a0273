"""What a plan document may hold of items and their stops."""

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
    "decision_theme": "Skal sagen sendes videre?",
    "economy": "Ingen udgifter",
    "legal_basis": "Styrelseslovens § 38",
    "recommendation": "Direktionen indstiller,\nat sagen drøftes",
    "participants": "Økonomichefen",
    "tags": ["budget", "økonomi"],
    "standing_item": "standing2",
    "standing_key": "2026-04-30",
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
    **dict.fromkeys(("decision_theme", "economy", "legal_basis", "recommendation", "participants"), ""),
    "tags": [],
    "standing_item": None,
    "standing_key": None,
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
    "starts_at": "10:15",
    "is_provisional": True,
    "reason": "",
    "since": "2026-05-20",
    "look_kind": None,
    "look_day": None,
    "look_until": None,
    "look_words": "",
    "look_body": None,
    "owner": None,
    "outcome": None,
    "decision": "",
    "resumes": "stop1",
    "step": 2,
    "lead_days": 10,
    "version": 3,
}
FIRST = {**SECOND, "id": "stop4", "item": "item1", "position": 1, "purpose": "decision", "minutes": None, "version": 1}
FIRST |= {"starts_at": None, "is_provisional": False, "resumes": None, "step": 1, "lead_days": 0}
AWAITING = {
    **FIRST,
    "id": "stop3",
    "meeting": None,
    "position": None,
    "state": "awaiting",
    "reason": "Afventer årsmøde",
    "look_kind": "window",
    "look_day": "2026-08-10",
    "look_until": "2026-08-31",
    "look_words": "efter sommerferien",
    "owner": "post7",
}
ON_HOLD = {
    **AWAITING,
    "id": "stop0",
    "state": "on_hold",
    "look_kind": "meeting",
    "look_until": None,
    "look_words": "",
    "look_body": "KB",
    "owner": None,
}
WITHDRAWN = {**FIRST, "id": "stop2", "position": 4, "state": "withdrawn", "purpose": "consultation"}
TREATED = {
    **FIRST,
    "id": "stop1",
    "item": "item9",
    "position": 3,
    "state": "resumed",
    "outcome": "approved_remarks",
    "decision": "Drøftes videre på næste møde.",
}
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
    "state": None,
    "meeting": None,
    "outcome": None,
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
    "state": "placed",
    "meeting": "occ-b",
}
DECIDED = {**MOVED, "stop": "stop1", "action": "decided", "state": "treated", "outcome": "discussed"}
UNDONE = {
    "id": "follow2",
    "stop": "stop5",
    "post": "post7",
    "who": "sammen med HR",
    "what": "Send notatet\ntil økonomiudvalget",
    "recipient": "Kommunaldirektøren",
    "due_day": "2026-09-30",
    "is_due_next_meeting": False,
    "done_on": None,
    "version": 2,
}
DONE = {**UNDONE, "id": "follow1", "post": None, "due_day": None, "done_on": "2026-09-29", "version": 1}
DONE |= {"who": "Cheferne", "recipient": "", "is_due_next_meeting": True}
