"""What may be wrong with stops, and with what agendas are planned from."""

from __future__ import annotations

from document_changes import change, repeat

WRONG_STOPS = [
    (
        change("stops", 1, meeting=None),
        'stops, record 1: meeting: a stop on an agenda needs a "meeting" and its "position" there.',
        "placed nowhere",
    ),
    (
        change("stops", 1, position=...),
        'stops, record 1: meeting: a stop on an agenda needs a "meeting" and its "position" there.',
        "placed somewhere",
    ),
    (change("stops", 3, position=1), "stops, record 3: position: a stop that waits has no", "awaiting"),
    (
        change("stops", 4, position=None),
        'stops, record 4: meeting: a stop on an agenda needs a "meeting" and its "position" there.',
        "withdrawn, without its number",
    ),
    (change("stops", 6, outcome=None), "stops, record 6: outcome: is missing: what came of it?", "treated"),
    (
        change("stops", 6, state="treated"),
        'stops: resumes: "stop1" must be taken up again',
        "followed, and not resumed",
    ),
    (change("stops", 1, resumes=None), 'stops: resumes: "stop1" must be taken up again', "resumed into nothing"),
    (change("stops", 1, item="item1"), 'stops: resumes: "stop1" must be taken up again', "by another item"),
    (
        change("stops", 2, resumes="stop1"),
        'stops, record 2: resumes: number 1 has the same "resumes" already.',
        "taken up again twice",
    ),
    (
        change("standing_items", 1, rule={"kind": "sometimes"}),
        'standing_items, record 1: rule.kind: "kind" must be one of every_meeting, ',
        "a rule that there is none of",
    ),
    (change("standing_items", 1, ends="2026-01-01"), "standing_items, record 1: ends: must be after the", "no day"),
    (
        repeat("agenda_versions", 1, id="x"),
        'agenda_versions, record 3: meeting: number 1 has the same "meeting" and "number" already.',
        "sent twice as the first",
    ),
    (
        change("stops", 3, state="lost"),
        "stops, record 3: state: must be one of awaiting, placed, treated, postponed, resumed, withdrawn, on_hold.",
        "each field must be right before they are looked at together",
    ),
    (change("stops", 1, position=3), 'stops: position: at the meeting "occ-b" the positions are not 1, 2, 3', "a gap"),
    (change("stops", 1, position=1), 'stops: position: at the meeting "occ-b" the positions are not 1, 2, 3', "two"),
    (change("stops", 1, position=0), "stops, record 1: position: must be a whole number from 1 to", "from one"),
    (change("stops", 1, body="KB"), 'stops: meeting: "stop5" is not placed at one of its own body', "another body's"),
    (change("stops", 1, meeting="occ-0"), 'stops: meeting: "stop5" is not placed at one of its own', "not a meeting"),
]
