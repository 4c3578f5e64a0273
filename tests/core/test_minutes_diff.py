"""Minutes compared with a plan: what is proposed, how certain it is, and what one of the two lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from minutes_read import BUDGET, COMING, HARBOUR, HELD, SCHOOL, WHOLE, finding, forward, minutes, outcome, point, waits

from wheel.core.dates import DateSpan
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.minutes_checklist import AWAITING, Checklist, HintKind, LackKind, NoteKind, PlanBeside, ProposalKind
from wheel.core.minutes_diff import compare
from wheel.core.minutes_findings import AgendaPoint, Finding, FindingKind
from wheel.core.minutes_matching import is_same, post_called, stops_by_point
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body, BodyKind
from wheel.core.stops import Outcome, Stop, StopState

BODY = Body("b", "oeu", "Økonomiudvalget", BodyKind.COMMITTEE)
FORUM = Body("f", "scf", "SCF", BodyKind.FORUM)
APPROVED = outcome("1", BUDGET, "Godkendt.", Outcome.APPROVED)


def meeting(day: date, status: Status = Status.PLANNED) -> Occurrence:
    span = DateSpan.of_day(day)
    return Occurrence(day.isoformat(), "s", "Møde", Kind.MEETING, "r", span, span, body="oeu", status=status)


def stop(title: str | None, state: StopState = StopState.PLACED, place: int | None = 1, **said: object) -> Stop:
    return Stop(f"stop {title}", title, False, "oeu", state, 1, item_id=f"item {title}", position=place, **said)  # type: ignore[arg-type]


def plan(*held: Stop, coming: tuple[Stop, ...] = (), waiting: tuple[Stop, ...] = (), **said: object) -> PlanBeside:
    at, after = meeting(HELD), meeting(COMING)
    placed = tuple(replace(one, meeting_id=after.id, meeting_day=COMING) for one in coming)
    stops = {at.id: held, after.id: placed}
    return PlanBeside(BODY, at, (at, after), stops, waiting, **said)  # type: ignore[arg-type]


def lines(found: Checklist) -> list[tuple[str, str, bool]]:
    return [(one.kind.value, one.title, one.is_certain) for one in found.proposals]


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ("CF - Status på budget", "status på budget", True, "the body's own letters say nothing"),
        ("Lokalplan for Ådalen", "Lokalplan for Aadalen", True, "two ways to write å"),
        ("Budget 2026", "Budget 2027", False, "another year is another item"),
        ("Evt.", "Evt", True, "a full stop says nothing"),
    ],
)
def test_titles_are_the_same_whatever_their_spelling(one: str, other: str, expected: bool, why: str) -> None:
    assert is_same(one, other) is expected, why


def test_each_stop_is_one_point_and_the_exact_one_comes_first() -> None:
    points = [point("1", "Budget 2027, status"), point("2", "Budget 2027")]
    found = stops_by_point(points, [stop("Budget 2027"), stop("Status budget 2027", place=2), stop(None, place=3)])
    assert {place: (one.title, exact) for place, (one, exact) in found.items()} == {
        0: ("Status budget 2027", False),
        1: ("Budget 2027", True),
    }


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Økonomichefen", "2"),
        ("økonomichef", "2"),
        ("Økonomichef i staben", "2"),
        ("Chefen", None),
        ("", None),
        ("Havnechefen og økonomichefen", None),
    ],
)
def test_a_post_is_found_by_what_people_call_it(who: str, expected: str | None) -> None:
    assert post_called(who, [("1", "Havnechef"), ("2", "Økonomichef")]) == expected


CASES: list[tuple[str, tuple[AgendaPoint | Finding, ...], PlanBeside, list[tuple[str, str, bool]]]] = [
    ("a point that the plan has is decided", (point("1", BUDGET, "Godkendt."), APPROVED), plan(stop(BUDGET)),
     [("decide", BUDGET, True)]),
    ("a title nearly so is for somebody to tick", (point("1", BUDGET, "Godkendt."), APPROVED),
     plan(stop("Budgettet 2027")), [("decide", BUDGET, False)]),
    ("what was decided alike is known",
     (point("1", BUDGET, "Godkendt."), APPROVED),
     plan(stop(BUDGET, StopState.TREATED, outcome=Outcome.APPROVED, decision="GODKENDT.")), []),
    ("what was decided otherwise is for somebody to tick",
     (point("1", BUDGET, "Godkendt."), APPROVED),
     plan(stop(BUDGET, StopState.TREATED, outcome=Outcome.NOTED)), [("decide", BUDGET, False)]),
    ("a decision without a word for it is guessed", (point("1", BUDGET, "Vi ser på det."),), plan(stop(BUDGET)),
     [("decide", BUDGET, False)]),
    ("nothing decided, nothing proposed", (point("1", BUDGET),), plan(stop(BUDGET)), []),
    ("what waits is taken up at the meeting", (point("1", BUDGET, "Godkendt."), APPROVED),
     plan(waiting=(stop(BUDGET, StopState.AWAITING, None),)), [("add", BUDGET, True), ("decide", BUDGET, True)]),
    ("a postponement is no decision", (point("2", HARBOUR, "Udskudt til 8. december."), WHOLE.findings[2]),
     plan(stop(HARBOUR)), [("postpone", HARBOUR, True)]),
    ("what was postponed already is known", (point("2", HARBOUR, "Udskudt."), WHOLE.findings[2]),
     plan(stop(HARBOUR, StopState.POSTPONED, followed_by="x")), []),
    ("a row that the meeting has is known", (forward(SCHOOL),), plan(coming=(stop("Skolernes ferieplaner"),)), []),
    ("two rows alike are two items", (forward("Dialog med havnen"), forward("Dialog med skolen")),
     plan(coming=(stop("Dialog med havnen"),)), [("place", "Dialog med skolen", True)]),
    ("what stands at another meeting may have moved", (forward(SCHOOL, HELD),), plan(coming=(stop(SCHOOL),)),
     [("place", SCHOOL, False)]),
    ("what waits in both is known", (waits(SCHOOL),), plan(waiting=(stop(SCHOOL, StopState.AWAITING, None),)), []),
    ("what waits in the minutes but is placed is for somebody to tick", (waits(SCHOOL),), plan(coming=(stop(SCHOOL),)),
     [("await", SCHOOL, False)]),
    ("a matter within a point waits if somebody says so",
     (point("1", BUDGET, "Sporet er sat på standby."),
      finding(FindingKind.ON_HOLD, "Sporet er sat på standby.", "1", "Sporet")),
     plan(stop(BUDGET, StopState.TREATED, outcome=Outcome.NOTED, decision="Sporet er sat på standby.")),
     [("hold", "Sporet", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "parts", "beside", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_the_minutes_say_is_proposed_where_the_plan_lacks_it(
    why: str, parts: tuple[AgendaPoint | Finding, ...], beside: PlanBeside, expected: list[tuple[str, str, bool]]
) -> None:
    assert lines(compare(minutes(*parts), beside)) == expected


def test_what_was_put_off_and_is_not_in_the_minutes_own_table_is_said() -> None:
    found = {one.kind: one for one in compare(WHOLE, plan(stop(HARBOUR))).proposals if one.title == HARBOUR}
    assert found[ProposalKind.POSTPONE].to == COMING.isoformat()
    assert [note.kind for note in found[ProposalKind.POSTPONE].notes] == [NoteKind.NOT_IN_TABLE]
    told = minutes(*WHOLE.points, *WHOLE.findings, forward(HARBOUR))
    again = compare(told, plan(stop(HARBOUR))).proposals
    assert [one.notes for one in again if one.title == HARBOUR] == [()], "and the row itself is proposed once"


def test_the_plan_has_what_the_minutes_lack() -> None:
    beside = plan(
        stop("Glemt"),
        stop(None, place=2),
        coming=(stop("Kommer"),),
        waiting=(stop("Venter", StopState.AWAITING, None),),
    )
    found = compare(WHOLE, beside).lacks
    assert [(one.kind, one.stop.title) for one in found] == [
        (LackKind.AT_MEETING, "Glemt"),
        (LackKind.COMING, "Kommer"),
        (LackKind.WAITING, "Venter"),
    ]
    without_table = replace(WHOLE, findings=())
    assert [one.kind for one in compare(without_table, beside).lacks] == [LackKind.AT_MEETING]


def test_a_meeting_that_has_not_been_held_decides_nothing() -> None:
    found = compare(WHOLE, plan(stop(BUDGET), has_begun=False))
    assert {one.kind for one in found.proposals} == {ProposalKind.PLACE, ProposalKind.AWAIT}


def test_what_goes_on_in_another_body_goes_there_once_and_what_is_only_told_is_doubted() -> None:
    parts = (
        point("1", BUDGET, "Drøftes i SCF."),
        finding(FindingKind.SENT_ON, "Det ventes drøftet i SCF.", "1", BUDGET, body="SCF"),
        finding(FindingKind.SENT_ON, "Drøftes i SCF.", "1", BUDGET, body="SCF"),
        finding(FindingKind.SENT_ON, "Drøftes i Havnerådet.", "1", BUDGET, body="Havnerådet"),
    )
    read = minutes(*parts)
    found = compare(read, plan(stop(BUDGET), bodies={"SCF": FORUM}, keeps=frozenset({"scf"})))
    sent = [one for one in found.proposals if one.kind is ProposalKind.SEND_ON]
    assert [(one.words, one.to, one.is_certain) for one in sent] == [("Drøftes i SCF.", AWAITING, True)]
    assert sent[0].look_again == LookAgain(LookKind.MEETING, body="scf")
    assert [(hint.kind, hint.body) for hint in found.hints] == [(HintKind.OTHER_BODY, "Havnerådet")]


def test_what_a_tick_needs_is_told() -> None:
    found = compare(WHOLE, plan())
    by_kind = {(one.kind, one.title): one.key for one in found.proposals}
    needed = found.with_all_needed(frozenset({by_kind[ProposalKind.CONTINUE, SCHOOL], "unknown"}))
    kinds = (ProposalKind.ADD, ProposalKind.DECIDE, ProposalKind.CONTINUE)
    assert needed == {by_kind[kind, SCHOOL] for kind in kinds}


TITLES = some.sampled_from([BUDGET, HARBOUR, SCHOOL, "Evt.", "Budget 2027, status", ""])
POINTS = some.builds(
    point, some.sampled_from(["1", "2", "3.1"]), TITLES, some.sampled_from(["", "Godkendt.", "Udgået."])
)
FINDINGS = some.builds(
    Finding,
    some.sampled_from(FindingKind),
    some.sampled_from(["Godkendt.", "Udgået.", "Drøftes i SCF."]),
    some.integers(1, 99),
    some.sampled_from(["", "1", "2"]),
    TITLES,
    some.one_of(some.none(), some.integers(0, 60).map(lambda days: HELD + timedelta(days=days))),
    body=some.sampled_from(["", "SCF", "Ingen"]),
    is_next_meeting=some.booleans(),
)
STOPS = some.lists(some.builds(stop, some.one_of(some.none(), TITLES), some.sampled_from(StopState)), max_size=5)


@given(some.lists(some.one_of(POINTS, FINDINGS), max_size=12), STOPS, STOPS)
def test_any_minutes_give_a_checklist_whose_keys_are_its_own_and_lead_somewhere(
    parts: list[AgendaPoint | Finding], held: list[Stop], coming: list[Stop]
) -> None:
    beside = plan(*held, coming=tuple(coming), bodies={"SCF": FORUM})
    found = compare(minutes(*parts), beside)
    keys = [one.key for one in found.proposals]
    assert len(keys) == len(set(keys))
    assert all({*one.needs, one.maker} - {""} <= set(keys) for one in found.proposals)
    assert [one.key for one in compare(minutes(*parts), beside).proposals] == keys
    assert all(one.stop.title for one in found.lacks)
