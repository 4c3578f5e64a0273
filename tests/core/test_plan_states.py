"""An occurrence's state in the plan and in the draft, and its history's entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.plan_history import PlanAction, PlanEntry
from wheel.core.plan_states import ABSENT, UNTOUCHED, Layer, LayerState, PlanState, StateChange, effective
from wheel.core.planning import Existing, reconcile
from wheel.core.slots import Precision, Proposal, Slot

DAY, LATER = DateSpan.of_day(date(2026, 9, 2)), DateSpan.of_day(date(2026, 9, 9))
PLANNED = PlanState(DAY, DAY, start_time=time(9), place="Mødelokale 1", note="Husk nøglen", is_in_draft=True)
NOTED = replace(PLANNED, rule_says=LATER, is_unasked=True)
MOVED = replace(PLANNED, span=LATER, is_moved=True)


@pytest.mark.parametrize(
    ("proposal", "changed", "reason"),
    [
        (Proposal.as_asked(Slot(DAY)), {}, "as it was; notes go"),
        (
            Proposal(Slot(DAY), LATER, "Grundlovsdag"),
            {"span": LATER, "because": "Grundlovsdag"},
            "a holiday shifts it",
        ),
        (
            Proposal(Slot(DAY), DAY, "Efterårsferie", is_blocked=True),
            {"status": Status.BLOCKED, "because": "Efterårsferie"},
            "a holiday leaves it out",
        ),
        (
            Proposal.as_asked(Slot(DAY, Precision.WEEK, "uge 36")),
            {"precision": Precision.WEEK, "words": "uge 36"},
            "no longer exact",
        ),
    ],
)
def test_an_untouched_occurrence_takes_over_the_proposal_and_keeps_the_rest(
    proposal: Proposal, changed: dict[str, object], reason: str
) -> None:
    assert NOTED.following(proposal) == replace(PLANNED, **changed)  # type: ignore[arg-type]


def test_a_blocked_one_is_held_again_once_nothing_blocks_it() -> None:
    blocked = replace(PLANNED, status=Status.BLOCKED, because="Efterårsferie")
    assert blocked.following(Proposal.as_asked(Slot(DAY))) == PLANNED


proposals = st.builds(
    Proposal,
    st.builds(Slot, st.sampled_from([DAY, DateSpan(DAY.start, LATER.end)]), st.sampled_from(Precision), st.just("")),
    st.sampled_from([DAY, LATER]),
    st.sampled_from(["", "Grundlovsdag"]),
    st.booleans(),
)


@given(proposals, proposals)
def test_what_has_followed_a_proposal_needs_no_further_change(earlier: Proposal, proposal: Proposal) -> None:
    state = PLANNED.following(earlier).following(proposal)
    is_blocked = state.status is Status.BLOCKED
    existing = Existing("id", state.asked, state.span, state.because, is_blocked)
    assert existing.follows == proposal
    assert reconcile([existing], [proposal], date(2026, 1, 1)).is_empty


@pytest.mark.parametrize(
    ("published", "draft", "expected", "reason"),
    [
        (PLANNED, UNTOUCHED, PLANNED, "the draft says nothing of it"),
        (PLANNED, MOVED, MOVED, "the draft goes first"),
        (PLANNED, ABSENT, ABSENT, "the draft takes it away"),
        (ABSENT, UNTOUCHED, ABSENT, "it is in neither"),
    ],
)
def test_a_planner_works_on_the_draft_where_it_says_something(
    published: LayerState, draft: LayerState, expected: LayerState, reason: str
) -> None:
    assert effective(published, draft) == expected


states = st.sampled_from([PLANNED, MOVED, ABSENT, UNTOUCHED])


@given(states, states, st.sampled_from(Layer))
def test_undoing_a_change_goes_back_and_undoing_that_goes_forth(
    before: LayerState, after: LayerState, layer: Layer
) -> None:
    change = StateChange("id", "series", 2026, layer, before, after)
    assert change.undone == StateChange("id", "series", 2026, layer, after, before)
    assert change.undone.undone == change


def test_absent_and_untouched_are_not_the_same() -> None:
    assert ABSENT != UNTOUCHED


ENTRY = PlanEntry("id", datetime(2026, 9, 2, 9, tzinfo=UTC), "planner", PlanAction.MOVED, 2026)


@pytest.mark.parametrize(
    ("entry", "can_be_undone", "reason"),
    [
        (ENTRY, True, "nobody has taken it back"),
        (replace(ENTRY, is_undone=True), False, "somebody has"),
        (replace(ENTRY, action=PlanAction.UNDONE, undoes="other"), False, "it is itself a taking back"),
    ],
)
def test_an_entry_can_be_undone_once(entry: PlanEntry, can_be_undone: bool, reason: str) -> None:
    assert entry.can_be_undone is can_be_undone
