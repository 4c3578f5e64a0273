"""What concerns a post: where it sits, what it brings up, and what is called after it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.drawn_wheels import happening
from wheel.core.post_concerns import Concern
from wheel.core.posts import Membership, Seat, Term

SEAT = Membership("m1", "p1", "Direktionen", Seat.MEMBER, Term(date(2026, 3, 1), date(2026, 9, 1)))
CONCERN = Concern((SEAT,), frozenset({"treats"}), ("Socialchefen", ""))


@pytest.mark.parametrize(
    ("day", "changes", "is_held", "reason"),
    [
        (date(2026, 3, 1), {"body": "Direktionen"}, True, "the first day in the seat"),
        (date(2026, 2, 28), {"body": "Direktionen"}, False, "before it was taken"),
        (date(2026, 9, 1), {"body": "Direktionen"}, False, "after it was left"),
        (date(2026, 4, 1), {"body": "MED"}, False, "another body"),
        (date(2026, 4, 1), {"body": None}, False, "no body at all, and an empty title concerns nobody"),
        (date(2026, 1, 1), {"id": "treats"}, True, "an item of the post's is treated there"),
        (date(2026, 1, 1), {"title": "Dialogmøde med socialchefen"}, True, "it is called after the post"),
    ],
)
def test_what_concerns_a_post(day: date, changes: dict[str, object], is_held: bool, reason: str) -> None:
    assert CONCERN.holds(happening(day, **changes)) is is_held, reason
