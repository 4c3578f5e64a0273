"""What may be wrong with the drafts and the history in a document, and with what planners set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from document_changes import Document, change, repeat
from plan_history_documents import MOVED_IN_DRAFT
from wrong_documents import A_DAY

OF_ITS_SUBJECT = 'must be what is kept of such a "subject"; see docs/plan-format.md.'


def in_draft(**values: object) -> Callable[[Document], None]:
    """The first draft's state with other values; a key is left out where the value is `...`."""
    state = {key: value for key, value in (MOVED_IN_DRAFT | values).items() if value is not ...}
    return change("occurrence_drafts", 1, state=state)


def kept(number: int, key: str, **values: object) -> Callable[[Document], None]:
    """What change `number` (from 1) keeps before or after, with other values; `...` leaves the key out."""

    def apply(document: Document) -> None:
        found: dict[str, Any] = document["plan_entry_changes"][number - 1][key]
        found.update(values)
        for name in [name for name, value in found.items() if value is ...]:
            del found[name]

    return apply


def counted_from(series: str) -> dict[str, object]:
    return {"kind": "relative", "series": series, "offset": {"weekday": 5, "side": "before"}}


WRONG_HISTORIES = [
    (
        change("series", 1, rule=counted_from("serie2") | {"shifts": {"to": "keep", "on": ["closing_days"]}}),
        "series, record 1: rule.shifts.to: ",
        "what it does on closed days is a part of the rule's document",
    ),
    (
        change("series", 1, rule=counted_from("serie2") | {"earlier": [{"kind": "easter", "days": 1}]}),
        "series, record 1: rule.earlier[0].until: ",
        "nobody could tell until when it counted",
    ),
    (
        change("bodies", 3, notice_days=3),
        "bodies, record 3: notice_weekday: a body has one notice rule: leave the others out.",
        "the agenda is sent out once",
    ),
    (
        change("bodies", 2, notice_days=3),
        "bodies, record 2: notice_days: a body has one notice rule: leave the others out.",
        "working days and days",
    ),
    (
        change("bodies", 3, notice_weekday=8),
        "bodies, record 3: notice_weekday: must be a whole number from 1 to 7",
        "there are seven",
    ),
    (
        change("year_plans", 2, has_draft=True),
        "year_plans, record 2: status: only a published year has a draft beside it.",
        "the year is a draft as it is",
    ),
    (change("rings", 1, version=0), "rings, record 1: version: must be a whole number from 1 to", "the first is 1"),
    (in_draft(slot=...), "occurrence_drafts, record 1: state: must be a planned state, or null.", "of no slot"),
    (in_draft(colour="red"), "occurrence_drafts, record 1: state: must be a planned state, or null.", "no such field"),
    (in_draft(span=["2026-09-11"]), "occurrence_drafts, record 1: state: must be a planned state", "no last day"),
    (
        in_draft(span=["2026-09-11", "2026-09-10"]),
        "occurrence_drafts, record 1: state: must be a planned state of days of the calendar.",
        "backwards",
    ),
    (
        in_draft(slot=["0000-09-11", "2026-09-10"]),
        "occurrence_drafts, record 1: state: must be a planned state of days of the calendar.",
        "ISO 8601 has a year 0, the calendar here has not",
    ),
    (in_draft(place="x" * 201), "occurrence_drafts, record 1: state: must be a planned", "no column could keep it"),
    (in_draft(note="a\0b"), "occurrence_drafts, record 1: state: must be a planned state", "PostgreSQL keeps no NUL"),
    (in_draft(start_time="09:00:30"), "occurrence_drafts, record 1: state: must be a", "times are to the minute"),
    (
        change("plan_entries", 1, action="lost"),
        "plan_entries, record 1: action: must be one of planned, pub",
        "unknown",
    ),
    (
        change("plan_entries", 1, told={"new": [1, 2]}),
        "plan_entries, record 1: told.new: must be as docs/plan-format.md says.",
        "a sentence is made of texts and numbers",
    ),
    (change("plan_entries", 2, told={"from": "1/9"}), f"plan_entries, record 2: told.from: {A_DAY}", "shown as a day"),
    (
        change("plan_entries", 3, undoes=None),
        'plan_entries, record 3: undoes: an entry that is "undone" needs the entry that it undoes.',
        "it could be undone once more",
    ),
    (
        change("plan_entries", 1, undoes="entry-1"),
        'plan_entries, record 1: undoes: only an entry that is "undone" undoes another.',
        "it says that it did something else",
    ),
    (
        kept(1, "after", span=...),
        "plan_entry_changes, record 1: after.span: is missing.",
        "when it is held is not known",
    ),
    (kept(1, "before", year=3026), "plan_entry_changes, record 1: before.year: must be as docs/", "no such plan"),
    (
        kept(1, "after", span=["2026-09-11", "2026-09-10"]),
        "plan_entry_changes, record 1: after: must be a planned state of days of the calendar.",
        "it could not be undone",
    ),
    (kept(2, "before", status="lost"), f"plan_entry_changes, record 2: before.status: {OF_ITS_SUBJECT}", "a year's"),
    (kept(3, "before", kind="moon"), "plan_entry_changes, record 3: before: must be an object that", "a series' rule"),
    (
        kept(3, "after", days=..., kind="rrule", rrule="FREQ=SOMETIMES", start="2026-01-01"),
        "plan_entry_changes, record 3: after.rrule: ",
        "only reading the rule tells",
    ),
    (kept(6, "after", version=0), f"plan_entry_changes, record 6: after.version: {OF_ITS_SUBJECT}", "a stop's"),
    (
        change("plan_entry_changes", 1, before=None),
        'plan_entry_changes, record 1: before: must be an object that fits its "subject".',
        "absent is written otherwise",
    ),
]

WRONG_PLANS = [
    (
        change("shared_members", 1, other="KB"),
        "shared_members, record 1: other: must be another body.",
        "it shares all of its members with itself",
    ),
    (
        repeat("shared_members", 1, body="ØU", other="KB"),
        'shared_members, record 3: body: number 1 has the same "body" and "other" already.',
        "the other way round is the same pair",
    ),
    (change("shared_members", 1, body="x"), 'shared_members, record 1: body: there is no "x" in "bodies".', "nobody"),
    (change("bodies", 1, merged_into="Region"), 'bodies: merged_into: "KB" is merged into itself.', "a ring of two"),
    (
        change("series", 3, rule=counted_from("serie7")),
        'series: rule: "serie3" is counted from "serie7", which is no series.',
        "there would be nothing to count from",
    ),
    (
        change("series", 1, rule=counted_from("serie3") | {"earlier": []}),
        "series: rule: A series cannot be counted from itself, not even through others.",
        "a ring of two",
    ),
    (
        change("year_plans", 1, has_draft=False),
        'occurrences: is_in_draft: "occ-x" is of a year without a draft beside it.',
        "nobody could see it, nor publish it",
    ),
    (
        change("occurrence_drafts", 1, occurrence="occ-x"),
        'occurrence_drafts: occurrence: "occ-x" is not in a published year with a draft beside it.',
        "what is in the draft alone is changed there",
    ),
    (
        change("occurrences", 1, plan_year=2027),
        'occurrence_drafts: occurrence: "occ-b" is not in a published year with a draft beside it.',
        "nobody would ever publish it",
    ),
    (
        repeat("occurrence_drafts", 1),
        'occurrence_drafts, record 4: occurrence: number 1 has the same "occurrence" already.',
        "one of them would be lost",
    ),
    (
        change("plan_entries", 3, undoes="entry-3"),
        'plan_entries, record 3: undoes: there is no "entry-3" before it in "plan_entries".',
        "nobody undoes what has not been done",
    ),
    (
        repeat("plan_entries", 3, id="x"),
        'plan_entries, record 5: undoes: number 3 has the same "undoes" already.',
        "undone once",
    ),
    (
        repeat("plan_entries", 3, id="x", undoes="entry-2"),
        'plan_entries: undoes: "x" undoes what is itself undoing another.',
        "what was undone is done again by doing it",
    ),
    (
        change("plan_entry_changes", 1, entry="x"),
        'plan_entry_changes, record 1: entry: there is no "x" in "plan_entries".',
        "nobody did it",
    ),
]
