"""Somebody is always left who can let the others in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.access import Role
from wheel.core.accounts import LastSeen, Standing, last_seen, require_administrator_left
from wheel.errors import RefusedError

ADMINISTRATOR = Standing(Role.ADMINISTRATOR)
INVITED = Standing(Role.ADMINISTRATOR, can_sign_in=False)
CLOSED = Standing(Role.ADMINISTRATOR, is_closed=True)
PLANNER = Standing(Role.PLANNER)

ALLOWED = [
    (ADMINISTRATOR, PLANNER, [ADMINISTRATOR], "another administrator is left"),
    (ADMINISTRATOR, ADMINISTRATOR, [], "the last one only gets another name"),
    (PLANNER, CLOSED, [], "a planner is no administrator to begin with"),
    (CLOSED, PLANNER, [], "a closed account administers nothing"),
    (INVITED, PLANNER, [PLANNER, ADMINISTRATOR], "the invitation is taken back by somebody who is there"),
    (PLANNER, ADMINISTRATOR, [], "one more is always welcome"),
]
REFUSED = [
    (ADMINISTRATOR, PLANNER, [], "nobody else at all"),
    (ADMINISTRATOR, CLOSED, [PLANNER], "the others may not administer"),
    (ADMINISTRATOR, PLANNER, [CLOSED], "the other administrator's account is closed"),
    (ADMINISTRATOR, PLANNER, [INVITED], "the other administrator has never been able to sign in"),
    (INVITED, PLANNER, [INVITED], "neither can sign in, but a link may be on its way"),
]


@pytest.mark.parametrize(("before", "after", "others", "reason"), ALLOWED)
def test_what_leaves_an_administrator_is_allowed(
    before: Standing, after: Standing, others: list[Standing], reason: str
) -> None:
    assert require_administrator_left(before, after, others) is None, reason  # type: ignore[func-returns-value]


@pytest.mark.parametrize(("before", "after", "others", "reason"), REFUSED)
def test_what_leaves_none_is_refused(before: Standing, after: Standing, others: list[Standing], reason: str) -> None:
    refusal = None
    try:
        require_administrator_left(before, after, others)
    except RefusedError as error:
        refusal = error
    assert "Somebody must be left who can administer the service" in str(refusal), reason


STANDINGS = st.builds(Standing, st.sampled_from(Role), st.booleans(), st.booleans())


def administers(one: Standing) -> bool:
    return one.is_administrator and one.can_sign_in


@given(st.lists(STANDINGS, min_size=1), st.data())
def test_no_row_of_changes_ever_locks_everybody_out(accounts: list[Standing], data: st.DataObject) -> None:
    """Whatever is tried: who could administer before, or somebody else, still can afterwards."""
    could = any(map(administers, accounts))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(accounts) - 1))
        before = accounts[place]
        after = Standing(data.draw(st.sampled_from(Role)), data.draw(st.booleans()), before.can_sign_in)
        try:
            require_administrator_left(before, after, accounts[:place] + accounts[place + 1 :])
        except RefusedError:
            continue
        accounts[place] = after
    assert any(map(administers, accounts)) or not could


NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "seen"),
    [
        (timedelta(0), LastSeen.TODAY),
        (timedelta(hours=23, minutes=59), LastSeen.TODAY),
        (timedelta(days=1), LastSeen.THIS_WEEK),
        (timedelta(days=7), LastSeen.THIS_MONTH),
        (timedelta(days=31), LastSeen.EARLIER),
        (timedelta(days=4000), LastSeen.EARLIER),
    ],
)
def test_when_somebody_was_last_seen_is_told_coarsely(ago: timedelta, seen: LastSeen) -> None:
    assert last_seen(NOW - ago, NOW) is seen


def test_who_has_never_come_was_never_seen() -> None:
    assert last_seen(None, NOW) is LastSeen.NEVER
