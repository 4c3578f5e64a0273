from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.planning import Existing, Followed, Noted, PlanChanges, reconcile
from wheel.core.slots import Precision, Slot

TODAY = date(2026, 6, 15)
PAST, FUTURE = date(2026, 3, 4), date(2026, 9, 2)


def slot_on(day: date, length: int = 1) -> Slot:
    return Slot(DateSpan(day, day + timedelta(days=length)))


def made_on(day: date, **changes: object) -> Existing:
    slot = slot_on(day)
    return replace(Existing("m", slot, slot.span), **changes)  # type: ignore[arg-type]


MOVED_TO = DateSpan.of_day(date(2026, 9, 9))
TWO_DAYS = slot_on(FUTURE, 2)
IN_SEPTEMBER = Slot(DateSpan.of_day(FUTURE), Precision.WEEK, "uge 36")


@pytest.mark.parametrize(
    ("existing", "slots", "changes", "reason"),
    [
        ([], [slot_on(FUTURE)], PlanChanges(new=(slot_on(FUTURE),)), "a slot without an occurrence is new"),
        ([], [slot_on(PAST)], PlanChanges(new=(slot_on(PAST),)), "also in the past: a year planned late"),
        ([made_on(FUTURE)], [slot_on(FUTURE)], PlanChanges(kept=("m",)), "what is there stays"),
        ([made_on(FUTURE)], [], PlanChanges(removed=("m",)), "untouched and no longer asked for"),
        ([made_on(PAST)], [], PlanChanges(kept=("m",)), "the past stays"),
        (
            [made_on(TODAY - timedelta(days=1))],
            [],
            PlanChanges(kept=("m",)),
            "yesterday is past",
        ),
        ([made_on(TODAY)], [], PlanChanges(removed=("m",)), "today is not"),
        ([made_on(PAST)], [slot_on(PAST, 2)], PlanChanges(kept=("m",)), "the past does not follow the rule"),
        (
            [made_on(FUTURE)],
            [TWO_DAYS],
            PlanChanges(followed=(Followed("m", TWO_DAYS),)),
            "a new length is followed",
        ),
        (
            [made_on(FUTURE)],
            [IN_SEPTEMBER],
            PlanChanges(followed=(Followed("m", IN_SEPTEMBER),)),
            "so are precision and words",
        ),
        (
            [made_on(FUTURE, is_moved=True, span=MOVED_TO)],
            [slot_on(FUTURE)],
            PlanChanges(kept=("m",)),
            "found again by its slot, wherever it was moved",
        ),
        (
            [made_on(FUTURE, is_moved=True, span=MOVED_TO)],
            [slot_on(MOVED_TO.start)],
            PlanChanges(new=(slot_on(MOVED_TO.start),), noted=(Noted("m", None, is_unasked=True),)),
            "a moved one never answers for the slot it was moved to",
        ),
        (
            [made_on(FUTURE, is_moved=True, span=MOVED_TO)],
            [TWO_DAYS],
            PlanChanges(noted=(Noted("m", TWO_DAYS.span, is_unasked=False),)),
            "a touched one is told what the rule says",
        ),
        (
            [made_on(FUTURE, is_moved=True, span=MOVED_TO, rule_says=TWO_DAYS.span)],
            [TWO_DAYS],
            PlanChanges(kept=("m",)),
            "but told only once",
        ),
        (
            [made_on(FUTURE, has_items=True, rule_says=TWO_DAYS.span)],
            [slot_on(FUTURE)],
            PlanChanges(noted=(Noted("m", None, is_unasked=False),)),
            "the note is cleared when the rule agrees again",
        ),
        (
            [made_on(FUTURE, is_cancelled=True)],
            [],
            PlanChanges(noted=(Noted("m", None, is_unasked=True),)),
            "a cancelled one is not removed",
        ),
        (
            [made_on(FUTURE, is_cancelled=True, is_unasked=True)],
            [slot_on(FUTURE)],
            PlanChanges(noted=(Noted("m", None, is_unasked=False),)),
            "asked for again",
        ),
        (
            [made_on(PAST, has_items=True)],
            [],
            PlanChanges(noted=(Noted("m", None, is_unasked=True),)),
            "a touched past one is noted too; its dates stay",
        ),
        (
            [made_on(FUTURE, is_unasked=True)],
            [slot_on(FUTURE)],
            PlanChanges(followed=(Followed("m", slot_on(FUTURE)),)),
            "an old note on what is no longer touched goes",
        ),
    ],
)
def test_reconciling(existing: list[Existing], slots: list[Slot], changes: PlanChanges, reason: str) -> None:
    assert reconcile(existing, slots, TODAY) == changes


def test_nothing_to_write_is_empty_whatever_is_kept() -> None:
    assert PlanChanges(kept=("m",)).is_empty
    assert not PlanChanges(removed=("m",)).is_empty


start_days = st.sampled_from([TODAY + timedelta(days=offset) for offset in range(-6, 7)])
slots_of_a_rule = st.lists(
    st.builds(
        lambda day, length, precision: Slot(
            slot_on(day, length).span, precision, "" if precision is Precision.EXACT else "ca."
        ),
        start_days,
        st.integers(1, 4),
        st.sampled_from([Precision.EXACT, Precision.WEEK]),
    ),
    unique_by=lambda slot: slot.span.start,
)


@st.composite
def stored(draw: st.DrawFn) -> list[Existing]:
    found = []
    for number, slot in enumerate(draw(slots_of_a_rule)):
        is_moved = draw(st.booleans())
        found.append(
            Existing(
                id=f"id-{number}",
                slot=slot,
                span=slot.span.moved_to(draw(start_days)) if is_moved else slot.span,
                is_moved=is_moved,
                is_cancelled=draw(st.booleans()),
                has_items=draw(st.booleans()),
                rule_says=draw(st.none() | start_days.map(DateSpan.of_day)),
                is_unasked=draw(st.booleans()),
            )
        )
    return found


def apply(changes: PlanChanges, existing: Iterable[Existing]) -> list[Existing]:
    followed = {change.id: change.slot for change in changes.followed}
    noted = {note.id: note for note in changes.noted}
    after = []
    for one in existing:
        if one.id in changes.removed:
            continue
        if one.id in followed:
            after.append(Existing(one.id, followed[one.id], followed[one.id].span))
        elif one.id in noted:
            note = noted[one.id]
            after.append(replace(one, rule_says=note.rule_says, is_unasked=note.is_unasked))
        else:
            after.append(one)
    return after + [Existing(f"new-{slot.span.start}", slot, slot.span) for slot in changes.new]


@given(stored(), slots_of_a_rule)
def test_planning_a_second_time_changes_nothing(existing: list[Existing], slots: list[Slot]) -> None:
    after = apply(reconcile(existing, slots, TODAY), existing)
    assert reconcile(after, slots, TODAY).is_empty


@given(stored(), slots_of_a_rule)
def test_what_somebody_decided_keeps_its_dates_and_is_never_removed(
    existing: list[Existing], slots: list[Slot]
) -> None:
    after = {one.id: one for one in apply(reconcile(existing, slots, TODAY), existing)}
    for one in existing:
        if one.is_touched:
            assert (after[one.id].span, after[one.id].slot) == (one.span, one.slot)


@given(stored(), slots_of_a_rule)
def test_untouched_past_occurrences_stay_as_they_are(existing: list[Existing], slots: list[Slot]) -> None:
    after = apply(reconcile(existing, slots, TODAY), existing)
    assert all(one in after for one in existing if not one.is_touched and one.is_past(TODAY))


@given(stored(), slots_of_a_rule)
def test_every_slot_has_exactly_one_occurrence_and_every_occurrence_one_fate(
    existing: list[Existing], slots: list[Slot]
) -> None:
    changes = reconcile(existing, slots, TODAY)
    starts = [one.slot.span.start for one in apply(changes, existing)]
    assert all(starts.count(slot.span.start) == 1 for slot in slots)
    fates = [*changes.kept, *(one.id for one in changes.followed), *(one.id for one in changes.noted), *changes.removed]
    assert sorted(fates) == sorted(one.id for one in existing)


@given(stored(), slots_of_a_rule, st.randoms())
def test_the_order_of_what_is_handed_in_does_not_matter(existing: list[Existing], slots: list[Slot], random) -> None:  # type: ignore[no-untyped-def]
    changes = reconcile(existing, slots, TODAY)
    random.shuffle(existing)
    random.shuffle(slots)
    assert reconcile(existing, slots, TODAY) == changes
