"""What must hold of planning whatever the rules, the holidays and the planners do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.planning import Existing, PlanChanges, reconcile
from wheel.core.slots import Precision, Proposal, Slot

TODAY = date(2026, 6, 15)

start_days = st.sampled_from([TODAY + timedelta(days=offset) for offset in range(-6, 7)])
reasons = st.sampled_from(["", "Grundlovsdag", "Sommerferie"])


@st.composite
def a_proposal(draw: st.DrawFn) -> Proposal:
    day, length = draw(start_days), draw(st.integers(1, 4))
    precision = draw(st.sampled_from([Precision.EXACT, Precision.WEEK]))
    slot = Slot(DateSpan(day, day + timedelta(days=length)), precision, "" if precision is Precision.EXACT else "ca.")
    is_shifted, is_blocked = draw(st.booleans()), draw(st.booleans())
    span = slot.span.moved_to(draw(start_days)) if is_shifted and not is_blocked else slot.span
    return Proposal(slot, span, draw(reasons), is_blocked)


proposals_of_a_schedule = st.lists(a_proposal(), unique_by=lambda proposal: proposal.slot.span.start)


@st.composite
def stored(draw: st.DrawFn) -> list[Existing]:
    """What earlier plannings made of some schedule, what people did to it since, and extra ones on any of its days."""
    asked = [(proposal, False) for proposal in draw(proposals_of_a_schedule)]
    extra = [(Proposal.as_asked(proposal.slot), True) for proposal in draw(proposals_of_a_schedule)]
    return [
        _stored(draw, f"id-{number}", proposal, is_extra) for number, (proposal, is_extra) in enumerate(asked + extra)
    ]


def _stored(draw: st.DrawFn, public_id: str, proposal: Proposal, is_extra: bool) -> Existing:
    is_moved = draw(st.booleans())
    return Existing(
        id=public_id,
        slot=proposal.slot,
        span=proposal.slot.span.moved_to(draw(start_days)) if is_moved else proposal.span,
        because=proposal.because,
        is_blocked=proposal.is_blocked and not is_moved,
        is_moved=is_moved,
        is_cancelled=draw(st.booleans()) and not proposal.is_blocked,
        is_extra=is_extra,
        has_items=draw(st.booleans()),
        has_history=draw(st.booleans()),
        rule_says=draw(st.none() | start_days.map(DateSpan.of_day)),
        is_unasked=draw(st.booleans()),
    )


def planned(changes: PlanChanges, existing: Iterable[Existing]) -> list[Existing]:
    """The occurrences once the changes are written."""
    followed = {change.id: change.proposal for change in changes.followed}
    noted = {note.id: note for note in changes.noted}
    after = []
    for one in existing:
        if one.id in followed:
            after.append(made_of(followed[one.id], one.id))
        elif one.id in noted:
            after.append(replace(one, rule_says=noted[one.id].rule_says, is_unasked=noted[one.id].is_unasked))
        elif one.id not in changes.removed:
            after.append(one)
    return after + [made_of(proposal, f"new-{proposal.slot.span.start}") for proposal in changes.new]


def made_of(proposal: Proposal, public_id: str) -> Existing:
    return Existing(public_id, proposal.slot, proposal.span, proposal.because, proposal.is_blocked)


@given(stored(), proposals_of_a_schedule)
def test_planning_a_second_time_changes_nothing(existing: list[Existing], proposals: list[Proposal]) -> None:
    after = planned(reconcile(existing, proposals, TODAY), existing)
    assert reconcile(after, proposals, TODAY).is_empty


@given(stored(), proposals_of_a_schedule)
def test_what_somebody_decided_keeps_its_dates_and_is_never_removed(
    existing: list[Existing], proposals: list[Proposal]
) -> None:
    after = {one.id: one for one in planned(reconcile(existing, proposals, TODAY), existing)}
    for one in existing:
        if one.is_touched:
            assert replace(after[one.id], rule_says=one.rule_says, is_unasked=one.is_unasked) == one


@given(stored(), proposals_of_a_schedule)
def test_no_slot_ever_begins_on_another_day(existing: list[Existing], proposals: list[Proposal]) -> None:
    after = {one.id: one for one in planned(reconcile(existing, proposals, TODAY), existing)}
    for one in existing:
        if one.id in after:
            assert after[one.id].slot.span.start == one.slot.span.start


@given(stored(), proposals_of_a_schedule)
def test_extra_ones_are_left_wholly_alone(existing: list[Existing], proposals: list[Proposal]) -> None:
    changes = reconcile(existing, proposals, TODAY)
    extra = [one for one in existing if one.is_extra]
    assert {one.id for one in extra} <= set(changes.kept)
    assert changes.new == reconcile([one for one in existing if not one.is_extra], proposals, TODAY).new


@given(stored(), proposals_of_a_schedule)
def test_untouched_past_occurrences_stay_as_they_are(existing: list[Existing], proposals: list[Proposal]) -> None:
    after = planned(reconcile(existing, proposals, TODAY), existing)
    assert all(one in after for one in existing if not one.is_touched and one.is_past(TODAY))


@given(stored(), proposals_of_a_schedule)
def test_every_proposal_ends_in_one_occurrence_and_every_occurrence_meets_one_fate(
    existing: list[Existing], proposals: list[Proposal]
) -> None:
    changes = reconcile(existing, proposals, TODAY)
    starts = [one.slot.span.start for one in planned(changes, existing) if not one.is_extra]
    assert all(starts.count(proposal.slot.span.start) == 1 for proposal in proposals)
    fates = [*changes.kept, *(one.id for one in changes.followed), *(one.id for one in changes.noted), *changes.removed]
    assert sorted(fates) == sorted(one.id for one in existing)


@given(stored(), proposals_of_a_schedule)
def test_what_nobody_touched_ends_as_proposed_and_without_notes(
    existing: list[Existing], proposals: list[Proposal]
) -> None:
    """So a holiday entered or taken back later shifts, blocks and brings back what nobody touched."""
    wanted = {proposal.slot.span.start: proposal for proposal in proposals}
    before = {one.id: one for one in existing}
    for one in planned(reconcile(existing, proposals, TODAY), existing):
        if not one.is_touched and not (one.id in before and before[one.id].is_past(TODAY)):
            assert one == made_of(wanted[one.slot.span.start], one.id)


@given(stored(), proposals_of_a_schedule)
def test_every_note_says_what_planning_would_do(existing: list[Existing], proposals: list[Proposal]) -> None:
    wanted = {proposal.slot.span.start: proposal for proposal in proposals}
    for note in reconcile(existing, proposals, TODAY).noted:
        one = next(one for one in existing if one.id == note.id)
        proposal = wanted.get(one.slot.span.start)
        assert note.is_unasked == (proposal is None or (proposal.is_blocked and not one.is_blocked))
        assert note.rule_says is None or (proposal is not None and note.rule_says == proposal.span)


@given(stored(), proposals_of_a_schedule, st.randoms(use_true_random=False))
def test_the_order_of_what_is_handed_in_does_not_matter(
    existing: list[Existing], proposals: list[Proposal], random: Random
) -> None:
    changes = reconcile(existing, proposals, TODAY)
    random.shuffle(existing)
    random.shuffle(proposals)
    assert reconcile(existing, proposals, TODAY) == changes
