"""What planning does to one series' occurrences, case by case; the invariants are in test_planning_invariants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wheel.core.dates import DateSpan
from wheel.core.planning import Existing, Followed, Noted, PlanChanges, reconcile
from wheel.core.slots import Precision, Proposal, Slot

TODAY = date(2026, 6, 15)
PAST, FUTURE = date(2026, 3, 4), date(2026, 9, 2)


def asked_on(day: date, length: int = 1) -> Proposal:
    return Proposal.as_asked(Slot(DateSpan(day, day + timedelta(days=length))))


def made_on(day: date, **changes: object) -> Existing:
    slot = asked_on(day).slot
    return replace(Existing("m", slot, slot.span), **changes)  # type: ignore[arg-type]


MOVED_TO = DateSpan.of_day(date(2026, 9, 9))
TWO_DAYS = asked_on(FUTURE, 2)
IN_SEPTEMBER = Proposal.as_asked(Slot(DateSpan.of_day(FUTURE), Precision.WEEK, "uge 36"))
SHIFTED = replace(asked_on(FUTURE), span=DateSpan.of_day(date(2026, 9, 3)), because="Lukkedag")
BLOCKED = replace(asked_on(FUTURE), because="Efterårsferie", is_blocked=True)
SHIFTED_THEN = {"span": SHIFTED.span, "because": SHIFTED.because}
BLOCKED_THEN = {"because": BLOCKED.because, "is_blocked": True}
MOVED_THEN = {"is_moved": True, "span": MOVED_TO}

NOTHING = PlanChanges(kept=("m",))
UNASKED = PlanChanges(noted=(Noted("m", None, is_unasked=True),))
NOTE_CLEARED = PlanChanges(noted=(Noted("m", None, is_unasked=False),))


def follows(proposal: Proposal) -> PlanChanges:
    return PlanChanges(followed=(Followed("m", proposal),))


def told(span: DateSpan) -> PlanChanges:
    return PlanChanges(noted=(Noted("m", span, is_unasked=False),))


@pytest.mark.parametrize(
    ("existing", "proposals", "changes", "reason"),
    [
        ([], [asked_on(FUTURE)], PlanChanges(new=(asked_on(FUTURE),)), "a slot without an occurrence is new"),
        ([], [asked_on(PAST)], PlanChanges(new=(asked_on(PAST),)), "also in the past: a year planned late"),
        ([], [SHIFTED], PlanChanges(new=(SHIFTED,)), "a shifted one is made where it was shifted to"),
        ([], [BLOCKED], PlanChanges(new=(BLOCKED,)), "a blocked one is made too, to be seen"),
        ([made_on(FUTURE)], [asked_on(FUTURE)], NOTHING, "what is there stays"),
        ([made_on(FUTURE)], [], PlanChanges(removed=("m",)), "untouched and no longer asked for"),
        ([made_on(FUTURE, **BLOCKED_THEN)], [], PlanChanges(removed=("m",)), "a blocked one too"),
        ([made_on(PAST)], [], NOTHING, "the past stays"),
        ([made_on(TODAY - timedelta(days=1))], [], NOTHING, "yesterday is past"),
        ([made_on(TODAY)], [], PlanChanges(removed=("m",)), "today is not"),
        ([made_on(PAST)], [asked_on(PAST, 2)], NOTHING, "the past does not follow the rule"),
        ([made_on(FUTURE)], [TWO_DAYS], follows(TWO_DAYS), "a new length is followed"),
        ([made_on(FUTURE)], [IN_SEPTEMBER], follows(IN_SEPTEMBER), "so are precision and words"),
    ],
)
def test_what_nobody_touched_follows_the_rule(
    existing: list[Existing], proposals: list[Proposal], changes: PlanChanges, reason: str
) -> None:
    assert reconcile(existing, proposals, TODAY) == changes


@pytest.mark.parametrize(
    ("existing", "proposal", "reason"),
    [
        (made_on(FUTURE), SHIFTED, "a closing day was entered later"),
        (made_on(FUTURE, **SHIFTED_THEN), asked_on(FUTURE), "and was taken back"),
        (made_on(FUTURE, **SHIFTED_THEN), replace(SHIFTED, because="Grundlovsdag"), "it has another name now"),
        (made_on(FUTURE), BLOCKED, "a holiday was entered later"),
        (made_on(FUTURE, **BLOCKED_THEN), asked_on(FUTURE), "the holiday lies elsewhere now"),
        (made_on(FUTURE, **BLOCKED_THEN), SHIFTED, "the series shifts now, instead of leaving out"),
        (made_on(FUTURE, is_unasked=True), asked_on(FUTURE), "an old note on what is no longer touched goes"),
    ],
)
def test_what_nobody_touched_follows_the_holidays(existing: Existing, proposal: Proposal, reason: str) -> None:
    assert reconcile([existing], [proposal], TODAY) == follows(proposal)


@pytest.mark.parametrize(
    ("existing", "proposal", "changes", "reason"),
    [
        (made_on(FUTURE, **MOVED_THEN), asked_on(FUTURE), NOTHING, "found again by its slot, wherever it was moved"),
        (made_on(FUTURE, **MOVED_THEN), replace(SHIFTED, span=MOVED_TO), NOTHING, "planning would have it there too"),
        (made_on(FUTURE, **MOVED_THEN), TWO_DAYS, told(TWO_DAYS.span), "a touched one is told what the rule says"),
        (made_on(FUTURE, **MOVED_THEN), SHIFTED, told(SHIFTED.span), "or where a holiday would now shift it"),
        (made_on(FUTURE, **MOVED_THEN, rule_says=TWO_DAYS.span), TWO_DAYS, NOTHING, "but told only once"),
        (made_on(FUTURE, has_items=True, rule_says=MOVED_TO), asked_on(FUTURE), NOTE_CLEARED, "the rule agrees again"),
        (made_on(FUTURE, has_items=True, **SHIFTED_THEN), SHIFTED, NOTHING, "it is where the holiday shifted it"),
        (
            made_on(FUTURE, has_items=True, **SHIFTED_THEN),
            asked_on(FUTURE),
            told(asked_on(FUTURE).span),
            "nobody moved it there: the holiday is gone, so its slot is news",
        ),
        (made_on(FUTURE, is_cancelled=True), None, UNASKED, "a cancelled one is not removed"),
        (made_on(FUTURE, is_cancelled=True, is_unasked=True), asked_on(FUTURE), NOTE_CLEARED, "asked for again"),
        (made_on(FUTURE, has_history=True), None, UNASKED, "taken back, but its history must not go"),
        (made_on(PAST, has_items=True), None, UNASKED, "a touched past one is noted too; its dates stay"),
        (made_on(FUTURE, has_items=True), BLOCKED, UNASKED, "a holiday entered later takes no meeting with items"),
        (made_on(FUTURE, **MOVED_THEN), BLOCKED, UNASKED, "nor one that was moved"),
        (made_on(FUTURE, has_history=True, **BLOCKED_THEN), BLOCKED, NOTHING, "nothing is held, as planning would"),
        (
            made_on(FUTURE, has_history=True, **BLOCKED_THEN),
            asked_on(FUTURE),
            told(asked_on(FUTURE).span),
            "it stays blocked, and the planner sees that it need not be",
        ),
    ],
)
def test_what_somebody_touched_stays_and_is_told(
    existing: Existing, proposal: Proposal | None, changes: PlanChanges, reason: str
) -> None:
    assert reconcile([existing], [proposal] if proposal else [], TODAY) == changes


def test_a_moved_one_never_answers_for_the_slot_it_was_moved_to() -> None:
    changes = reconcile([made_on(FUTURE, **MOVED_THEN)], [asked_on(MOVED_TO.start)], TODAY)
    assert changes == PlanChanges(new=(asked_on(MOVED_TO.start),), noted=UNASKED.noted)


def test_an_extra_on_a_slots_own_day_does_not_swallow_that_slot() -> None:
    extra = made_on(FUTURE, is_extra=True)
    assert reconcile([extra], [asked_on(FUTURE)], TODAY) == PlanChanges(new=(asked_on(FUTURE),), kept=("m",))
    assert reconcile([extra], [], TODAY) == NOTHING


@pytest.mark.parametrize(
    "touch",
    [{"is_moved": True}, {"is_cancelled": True}, {"is_extra": True}, {"has_items": True}, {"has_history": True}],
)
def test_one_decision_is_enough_to_be_touched(touch: dict[str, bool]) -> None:
    assert made_on(FUTURE, **touch).is_touched
    assert not made_on(FUTURE, **BLOCKED_THEN).is_touched


def test_nothing_to_write_is_empty_whatever_is_kept() -> None:
    assert PlanChanges(kept=("m",)).is_empty
    assert not PlanChanges(removed=("m",)).is_empty
