"""Minutes as they come out of reading: of the committee's meeting in November, with whatever a test needs in them."""

from __future__ import annotations

from datetime import date

from wheel.core.minutes_findings import AgendaPoint, Finding, FindingKind, FoundAttachment, ReadMinutes
from wheel.core.stops import Outcome

HELD, COMING = date(2026, 11, 3), date(2026, 12, 8)
BUDGET, HARBOUR, SCHOOL = "Budget 2027", "Havnens udvidelse", "Skolernes ferieplan"


def point(number: str, title: str, decision: str = "", **said: object) -> AgendaPoint:
    return AgendaPoint(number, title, int(number.partition(".")[0]) * 10, decision=decision, **said)  # type: ignore[arg-type]


def finding(kind: FindingKind, words: str, number: str = "", title: str = "", **said: object) -> Finding:
    line = int(number.partition(".")[0]) * 10 + 5 if number else 90
    return Finding(kind, words, line, number, title, **said)  # type: ignore[arg-type]


def outcome(number: str, title: str, words: str, came_out: Outcome) -> Finding:
    return finding(FindingKind.OUTCOME, words, number, title, outcome=came_out)


def forward(title: str, day: date = COMING) -> Finding:
    return finding(FindingKind.FORWARD, title, title=title, day=day)


def waits(title: str) -> Finding:
    return finding(FindingKind.AWAITING, title, title=title)


def minutes(
    *parts: AgendaPoint | Finding, day: date | None = HELD, body: str | None = "Økonomiudvalget"
) -> ReadMinutes:
    points = tuple(part for part in parts if isinstance(part, AgendaPoint))
    findings = tuple(part for part in parts if isinstance(part, Finding))
    return ReadMinutes(body, day, points=points, findings=findings)


PAPERS = (FoundAttachment(1, "Budgetnotat", "12/26"), FoundAttachment(2, is_closed=True))
TASK = finding(
    FindingKind.FOLLOW_UP, "Økonomichefen melder tilbage.", "1", BUDGET, who="Økonomichefen", is_next_meeting=True
)
# One meeting, with nearly everything that minutes ask for.
WHOLE = minutes(
    point("1", BUDGET, "Godkendt. Økonomichefen melder tilbage.", attachments=PAPERS),
    point("2", HARBOUR, "Udskudt til 8. december."),
    point("3", SCHOOL, "Drøftet. Drøftes igen på næste møde."),
    point("4", "Kommunikation", "Udgået."),
    outcome("1", BUDGET, "Godkendt.", Outcome.APPROVED),
    finding(
        FindingKind.FOLLOW_UP, "Økonomichefen melder tilbage.", "1", BUDGET, who="Økonomichefen", is_next_meeting=True
    ),
    finding(FindingKind.POSTPONED, "Udskudt til 8. december.", "2", HARBOUR, day=COMING),
    outcome("3", SCHOOL, "Drøftet.", Outcome.DISCUSSED),
    finding(FindingKind.CONTINUED, "Drøftes igen på næste møde.", "3", SCHOOL, is_next_meeting=True),
    finding(FindingKind.WITHDRAWN, "Udgået.", "4", "Kommunikation"),
    forward("Årsberetning"),
    waits("Cykelstier"),
)
