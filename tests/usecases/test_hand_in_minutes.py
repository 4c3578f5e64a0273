"""Handing minutes in: who may, for how long they are kept, and for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from minutes_desk import OTHER, Desk, open_desk
from small_plan import COMMITTEE, MOMENT, later

from wheel.core.access import Role, Viewer
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.accounts import add_account
from wheel.store.database import Database
from wheel.usecases.hand_in_minutes import (
    KEPT,
    MOST,
    HandInMinutes,
    discard_minutes,
    find_handed_in,
    hand_in_minutes,
    show_handed_in,
)

ELSEWHERE = Viewer(Role.READER, "Sekretæren", secretary_of=frozenset({OTHER}))


@pytest.fixture
def desk(database: Database) -> Desk:
    return open_desk(database)


@pytest.mark.parametrize("viewer", [Viewer(Role.READER, "Læseren"), ELSEWHERE])
def test_only_who_keeps_the_agenda_hands_minutes_in(desk: Desk, viewer: Viewer) -> None:
    with desk.database.writing() as session, pytest.raises(ForbiddenError):
        hand_in_minutes(session, viewer, HandInMinutes(COMMITTEE, "Referat"), MOMENT)


def test_minutes_are_their_uploaders_alone_and_pass(desk: Desk) -> None:
    kept = desk.hand_in("Referat med \x00 i")
    with desk.database.writing() as session:
        other = add_account(session, "anden", "Anden", "a hash", Role.PLANNER)
    somebody = replace(desk.viewer, account_id=other)
    for viewer, moment in ((somebody, MOMENT), (desk.viewer, later(days=KEPT.days + 1))):
        with desk.database.reading() as session:
            assert show_handed_in(session, viewer, COMMITTEE, moment.at)[1] == ()
            with pytest.raises(NotFoundError):
                find_handed_in(session, viewer, kept, moment.at)
        with desk.database.writing() as session, pytest.raises(NotFoundError):
            discard_minutes(session, viewer, kept, moment)
    with desk.database.writing() as session:
        discard_minutes(session, desk.viewer, kept, MOMENT)
        assert show_handed_in(session, desk.viewer, COMMITTEE, MOMENT.at)[1] == ()


@pytest.mark.parametrize(
    ("text", "year", "field"), [(" \n", None, "file"), ("x" * 500_001, None, "text"), ("x", 1066, "year")]
)
def test_what_cannot_be_minutes_is_not_kept(desk: Desk, text: str, year: int | None, field: str) -> None:
    with desk.database.writing() as session, pytest.raises(InvalidInputError) as refused:
        hand_in_minutes(session, desk.viewer, HandInMinutes(COMMITTEE, text, year_hint=year), MOMENT)
    assert refused.value.field == field


def test_nobody_keeps_minutes_without_end(desk: Desk) -> None:
    for _ in range(MOST):
        desk.hand_in()
    with pytest.raises(RefusedError, match=str(MOST)):
        desk.hand_in()
    assert desk.hand_in(moment=later(days=KEPT.days + 1))
